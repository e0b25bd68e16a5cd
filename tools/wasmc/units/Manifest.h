// The manifest of a folder of units: what a build system needs to compile them, and what wasmc needs to join them and to link. A
// JSON document with a checksum.
#pragma once

#include "codegen/SeparateUnits.h"
#include "tools/common/CodeOptions.h"

#include <expected>
#include <string>
#include <vector>

namespace wasmc {

inline constexpr const char *manifestName = "manifest.json";

struct Manifest {
  struct ModuleFile {
    std::string name;        // its file's, as it was compiled, without folders
    std::string importName;  // InputModule's
    UnitKey key;             // BLAKE3 of its contents, text or binary
  };
  struct Unit {
    UnitKey key;
    OptLevel level;  // that clang is to use
  };

  ModelKind model;
  CodegenOptions code;
  std::vector<std::string> policyWords;
  std::vector<ModuleFile> modules;  // in the order of LoadedProgram
  std::vector<Unit> units;          // in that of CompiledProgram::units
};

UnitKey hashOf(std::string_view contents);

// A file of the folder is called after the hash of what it holds or is compiled from: what has not changed keeps its name.
std::string fileName(const UnitKey &key, std::string_view ending);
inline constexpr std::string_view moduleEnding = ".module", unitEnding = ".unit.bc", bitcodeEnding = ".bc", objectEnding = ".o";
// Whether a folder's file may have been called so.
bool isFileName(std::string_view name);

// The error is a sentence: names that JSON can't hold.
std::expected<std::string, std::string> printManifest(const Manifest &manifest);
// The error is a sentence with the place: it is damaged, or of another version of wasmc or LLVM.
std::expected<Manifest, std::string> parseManifest(std::string_view text);

}  // namespace wasmc
