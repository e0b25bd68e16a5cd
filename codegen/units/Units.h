// A compilation in several units: IR modules that are optimised and become objects apart from each other, on several threads, and are
// joined to one object in the end (codegen/README.md, "Units").
#pragma once

#include "codegen/analysis/BodyFacts.h"
#include "codegen/instance/ModelEmitter.h"
#include "codegen/units/UnitIr.h"

#include <functional>

namespace wasmc {

// Whether a compilation has several: decided by its input and options alone, so that the output is the same everywhere.
bool hasSeveralUnits(const std::vector<InputModule> &modules, const CodegenOptions &options, const CodegenOutputs &outputs);

using MakeEmitter = std::function<std::unique_ptr<ModelEmitter>(Context &context)>;

// With an object.
std::expected<CompiledProgram, ModuleError> compileUnits(const Setup &setup, const std::vector<InputModule> &modules,
                                                         const std::vector<BodyFacts> &facts, const MakeEmitter &makeEmitter);

// The same units as files, in the order in which their objects are joined.
std::expected<std::vector<SeparateUnit>, ModuleError> saveUnits(const Setup &setup, const std::vector<InputModule> &modules,
                                                                const std::vector<BodyFacts> &facts,
                                                                const MakeEmitter &makeEmitter);

}  // namespace wasmc
