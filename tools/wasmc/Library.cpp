#include "tools/wasmc/Library.h"

#include "tools/common/LibraryLink.h"
#include "tools/wasmc/Description.h"
#include "tools/wasmc/header/Header.h"
#include "tools/wasmc/header/Identifiers.h"

#include <filesystem>
#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>

namespace wasmc {
namespace {

std::string note(const LoadedProgram &program, const Options &options) { return makeNote(describeBuild(program, options)); }

}  // namespace

std::string libraryName(const Options &options) {
  bool isStem = options.emit.size() > 1;
  if (options.output.empty() || options.output == "-")
    return std::filesystem::path(options.inputs[0]).stem().string();
  std::filesystem::path output(options.output);
  return (isStem ? output.filename() : output.stem()).string();
}

std::expected<std::string, std::string> makeLibrary(const std::string &object, const LoadedProgram &program,
                                                    const Options &options) {
  LibraryIdentity identity{
      .name = std::filesystem::path(program.sources.back().path).stem().string(),
      .compiler = fmt::format("wasmc {}", WASMC_VERSION),
  };
  return linkLibrary(object, identity, options.codegen);
}

std::string makeLibraryObject(const std::string &library, const LoadedProgram &program, const Options &options) {
  return nameLibrary(library, libraryPrefix(libraryName(options)) + "_plugin", note(program, options));
}

std::expected<std::string, std::string> makeStaticLibrary(const std::string &library, const LoadedProgram &program,
                                                          const Options &options) {
  return archive(makeLibraryObject(library, program, options), libraryName(options) + ".o");
}

std::expected<std::string, std::string> makeSharedLibrary(const std::string &library, const LoadedProgram &program,
                                                          const Options &options) {
  return linkShared(library, note(program, options), options.codegen);
}

std::string makeLibraryHeader(const LoadedProgram &program, const Options &options) {
  auto isAsked = [&](EmitKind kind) { return llvm::is_contained(options.emit, kind); };
  return makeHeader({.modules = program.input.modules,
                     .prefix = libraryPrefix(libraryName(options)),
                     .fileName = std::filesystem::path(program.sources.back().path).filename().string(),
                     .isLinked = !isAsked(EmitKind::Shared) || isAsked(EmitKind::StaticLibrary) || isAsked(EmitKind::Object)});
}

}  // namespace wasmc
