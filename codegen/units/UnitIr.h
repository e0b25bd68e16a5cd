// The IR of one unit on its way to an object. Nothing of it is shared with other units', which other threads may be at work on.
#pragma once

#include "codegen/Codegen.h"
#include "codegen/Context.h"
#include "codegen/SeparateUnits.h"

#include <memory>

namespace wasmc {

// What all units of a compilation have in common, constant while they are compiled.
struct Setup {
  const CodegenOptions &options;
  GuestConvention convention;
  const CanonicalTypes &types;
  // Context's of the same names
  bool lastPageIsClosed, collectsExceptions, hasThreads;
  const FunctionSymbols *symbols = nullptr;
};

struct UnitIr {
  // `describes`: functions get names (Context::debugInfo). Borrows what the setup does.
  UnitIr(const Setup &setup, bool describes);

  // From IR that has been emitted to what is asked for; uses it up. An object comes out of the options' cache, if they have one and it
  // has the object.
  CompiledProgram compile(const CodegenOutputs &outputs);
  // The same IR as a file, to be compiled elsewhere.
  SeparateUnit save();

  CodegenOptions options;  // the setup's, at a lower level where a function asks for that
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::TargetMachine> machine;
  Context context;
  std::optional<UnitKey> mark;  // of a unit that came from a file: what is compiled gets it (UnitMark.h)

private:
  CompileStatistics check();
  CompiledProgram compileCached(const CodegenOutputs &outputs);
  CompiledProgram compileAnew(const CodegenOutputs &outputs);
};

}  // namespace wasmc
