#include "tools/wasmc/OutputKinds.h"

#include <filesystem>

namespace wasmc {
namespace {

const char *extension(EmitKind kind) {
  switch (kind) {
  case EmitKind::Executable: return "";
  case EmitKind::Object: return ".o";
  case EmitKind::Assembly: return ".s";
  case EmitKind::LlvmIr: return ".ll";
  case EmitKind::LlvmBitcode: return ".bc";
  case EmitKind::StaticLibrary: return ".a";
  case EmitKind::Shared: return ".so";
  case EmitKind::Header: return ".h";
  case EmitKind::Units: return ".units";
  case EmitKind::Wasm: return ".wasm";
  case EmitKind::Wat: return ".wat";
  }
  return "";
}

}  // namespace

bool needsCompiling(EmitKind kind) { return kind != EmitKind::Header && kind != EmitKind::Wasm && kind != EmitKind::Wat; }

bool isOfCode(EmitKind kind) {
  return kind == EmitKind::Object || kind == EmitKind::Assembly || kind == EmitKind::LlvmIr || kind == EmitKind::LlvmBitcode;
}

bool isExecutable(EmitKind kind) { return kind == EmitKind::Executable || kind == EmitKind::Shared; }

std::string outputPath(const Options &options, EmitKind kind) {
  if (!options.output.empty() && options.emit.size() == 1)
    return options.output;
  const std::string &input = options.inputs[0];
  std::filesystem::path named(input);
  if (!named.has_filename())  // a folder's name may end with a slash
    named = named.parent_path();
  std::string stem = !options.output.empty() ? options.output : input == "-" ? "a.out" : named.stem().string();
  std::string path = stem + extension(kind);
  return path == input ? path + ".out" : path;
}

}  // namespace wasmc
