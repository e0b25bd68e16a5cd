// Runs what a script asserts about execution: all of it as one native executable.
#pragma once

#include "tools/common/CodeOptions.h"
#include "tools/wasmc-wast/ScriptPlan.h"

namespace wasmc {

struct ExecutionOptions {
  CodegenOptions codegen;
  ModelKind model = ModelKind::Library;  // Program only for scripts of one module
  bool stressesCollector = false;        // runs it at every allocation
  std::string emulator;                  // the program that runs the executables; empty: they run by themselves
  std::string linker;                    // links the executables: LINKER OBJECT COMMANDS EXECUTABLE; empty: done in process
  std::string keep;                      // a folder where the executable stays as STEM.exe, with its output; empty: none
};

// Compiles and runs the script at `path`, whose commands these are. What depends on a module that is refused is skipped, and in the
// program model a script that is not one module alone. The error is a sentence about the environment: no such emulator, no temporary folder, a linker that fails.
std::expected<ScriptReport, std::string> runExecution(const std::string &path, const std::vector<text::ScriptCommand> &commands,
                                                      FeatureSet features, const ExecutionOptions &options);

}  // namespace wasmc
