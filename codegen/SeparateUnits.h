// Units of code that are compiled apart from each other, by other processes or on other machines, and joined afterwards
// (codegen/README.md, "Units").
#pragma once

#include "codegen/Codegen.h"
#include "codegen/UnitCache.h"

#include <span>
#include <string_view>

namespace wasmc {

// A piece of a compilation.
struct SeparateUnit {
  std::string file;  // its contents
  UnitKey key;       // of these, and of nothing else
  OptLevel level;    // the one that was asked for, or none, for the sake of a very large function
};

// What compileProgram and compileLibrary would compile to an object, in the order in which the units' objects are to be joined. The
// options have no profile, and make none.
std::expected<std::vector<SeparateUnit>, ModuleError> saveProgram(const ProgramInput &input, const CodegenOptions &options);
std::expected<std::vector<SeparateUnit>, ModuleError> saveLibrary(const LibraryInput &input, const CodegenOptions &options);

// Whether a file claims to be a unit, by its first bytes.
bool isSeparateUnit(std::string_view file);

// From a unit's file to what is asked for, which is marked with the unit's key; optimised bitcode (llvmBitcode) needs nothing but code
// generation. The options are those that the unit was made with. The error is a sentence: the file is damaged, or from another
// version. `observer` may be null. Not to be called from several threads at once.
std::expected<CompiledProgram, std::string> compileSeparateUnit(std::string_view file, const CodegenOutputs &outputs,
                                                                CompileObserver *observer);

// Options with which clang makes an object of a unit's optimised bitcode, on which it must run no pass of its own: LLVM's would remove
// loads that have to trap. The CPU stands in the bitcode. Of wasmc's own LLVM version the code is the same but for what wasmc adds to
// code generation.
std::vector<std::string> clangOptions(TargetCpu target, OptLevel level);

// An object as it may come from elsewhere.
struct SeparateObject {
  UnitKey unit;  // that it should be of
  std::string contents;
};

// One object of all units' ones, in their order: what compiling them here would have given. An error names the
// first object that is not its unit's, or can't be used, by its number there.
struct JoinError {
  size_t object;  // objects.size(): the fault is of no single one
  std::string message;
};
std::expected<std::string, JoinError> joinSeparateObjects(std::vector<SeparateObject> objects, const CodegenOptions &options);

}  // namespace wasmc
