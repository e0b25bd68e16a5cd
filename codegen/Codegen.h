// The compiler proper: Wasm modules in, objects for the linker out. This header and Options.h are codegen's whole public surface.
#pragma once

#include "codegen/Options.h"
#include "frontend/Module.h"

#include <expected>
#include <string>
#include <vector>

namespace wasmc {

// One module of the program. Borrows its bytes.
struct InputModule {
  std::string path;        // for messages
  std::string importName;  // what other modules import it as (--preload NAME=FILE); empty for the main module
  Module module;
};

struct ProgramInput {
  std::vector<InputModule> modules;      // in order of instantiation; the last one is the main module
  std::vector<std::string> policyWords;  // baked options, as on a command line
  // For a host inside the executable: also defines wasmc_program_exports (abi::ProgramExports) and calls no entry point: running
  // the program instantiates its modules, nothing else.
  bool exportsForHost = false;
};

// Modules that are instantiated at run time, any number of times each, and linked by the host, which is told the import names.
struct LibraryInput {
  std::vector<InputModule> modules;
};

// An error in one of the modules.
struct ModuleError {
  size_t module;  // index into the input's modules
  Diagnostic diagnostic;
};

// A function that was too large for the level that was asked for (codegen/Effort.h).
struct LargeFunction {
  std::string name;
  size_t instructions;  // LLVM's, as emitted
  bool isOptimized;     // at that level without its dearest passes; or not at all
};

struct CompileStatistics {
  size_t units = 0;            // codegen/units
  size_t reducedUnits = 0;     // of these: compiled at -O0, because of a function that is not optimised
  size_t functions = 0;        // with those that codegen adds
  size_t instructions = 0;     // of all, as emitted
  std::vector<LargeFunction> large;
};

struct CompiledProgram {
  std::string object, assembly, llvmIr, llvmBitcode;  // those that were asked for
  CompileStatistics statistics;
  std::string profileWarning;  // what of the profile does not fit the program; empty: nothing
};

// Validates every function of every module, then compiles. Nothing has been written when it fails. The same input and options give
// the same bytes. Initialises LLVM's targets on first use; not to be called from several threads at once.
std::expected<CompiledProgram, ModuleError> compileProgram(const ProgramInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs);

// The same for modules of the library model: defines wasmc_library (abi::Library), whose modules are in the input's order.
std::expected<CompiledProgram, ModuleError> compileLibrary(const LibraryInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs);

// Whether guard pages bound a memory of this type in guard mode; if not, its accesses are checked explicitly in both modes.
bool canHaveGuard(const MemoryType &type);

// Checks the contents of a file that is to be CodegenOptions::profile. An empty string, or what is wrong.
std::string checkProfile(const std::string &contents);

// Checks that LLVM knows the CPU name for the target; "native" is resolved by the caller. An empty string, or what is wrong.
std::string checkCpu(TargetCpu target, const std::string &cpu);
// The host's CPU name, for --cpu=native.
std::string hostCpuName();
// Names of the CPUs that LLVM knows for the target, one a line.
std::string listCpus(TargetCpu target);

}  // namespace wasmc
