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
  case EmitKind::Wasm: return ".wasm";
  case EmitKind::Wat: return ".wat";
  }
  return "";
}

}  // namespace

bool needsCompiling(EmitKind kind) { return kind != EmitKind::Header && kind != EmitKind::Wasm && kind != EmitKind::Wat; }

bool isExecutable(EmitKind kind) { return kind == EmitKind::Executable || kind == EmitKind::Shared; }

std::string outputPath(const Options &options, EmitKind kind) {
  if (!options.output.empty() && options.emit.size() == 1)
    return options.output;
  const std::string &input = options.inputs[0];
  std::string stem = !options.output.empty() ? options.output
                     : input == "-"          ? "a.out"
                                             : std::filesystem::path(input).filename().stem().string();
  std::string path = stem + extension(kind);
  return path == input ? path + ".out" : path;
}

}  // namespace wasmc
