// From modules to the contents of every output.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

#include <optional>

namespace wasmc {

// The contents of all kinds, in the order of options.emit. A warning has been reported if it is not to be missed next time.
struct Outputs {
  std::vector<std::string> contents;
  bool hasWarnings = false;
};

// Both give nothing after reporting what is wrong.
// Of modules that have been read.
std::optional<Outputs> compile(const Options &options, LoadedProgram &program);
// Of what has been compiled from them; that is empty if no kind needs code.
std::optional<Outputs> makeOutputs(const Options &options, const LoadedProgram &program, CompiledProgram compiled);

// Decodes modules that have been read; false after reporting what is wrong.
bool decode(const Options &options, LoadedProgram &program);
void reportError(const LoadedProgram &program, const ModuleError &error);

// What code generation is to make for the options' kinds of output.
CodegenOutputs neededOutputs(const Options &options);
// Of the kinds that it makes by itself (isOfCode), its result.
const std::string &codeOf(EmitKind kind, const CompiledProgram &compiled);

}  // namespace wasmc
