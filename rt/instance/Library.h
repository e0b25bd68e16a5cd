// Instances of modules that were compiled for any number of them (specification, 4.5.4: instantiation).
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/ErrorText.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"
#include "rt/core/ThreadState.h"
#include "rt/memory/Memory.h"
#include "rt/tables/Table.h"

namespace wasmc::rt {

// Why an instance could not be made: an import does not fit, or the system or a limit refuses.
struct LinkError {
  StringView text;      // the specification's words: "unknown import" or "incompatible import type"; else empty
  uint64_t import = 0;  // index of the import at fault
  ErrorText refusal;    // what was refused, if `text` is empty
};

// What an instance may have.
struct InstanceLimits {
  MemoryAccount *memories = nullptr;                 // all that it defines together; must outlive it. Null: the process's
  uint64_t maxTable = tableLimit();                  // elements of each table
  abi::AllocationRegion *region = &wasmc_gc_region;  // where it allocates objects; must outlive it
};

// An instance of `module` whose imports are `imports`, one for each of the module's, in order: a null type says that there is none.
// Its memories and tables are there, but nothing is initialised and no code of it may run yet. Null, with the reason in `error`, if
// an import does not match its declaration, where tables and memories count with their current size, or there is too little memory.
// The imports and the module must outlive the instance. Types count as equal by number:
// all modules must come from one Library.
abi::Instance *createInstance(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error,
                              const InstanceLimits &limits = {});

// Runs the rest of the instantiation: globals, segments, the start function. To be called once, on a guest stack (callGuarded), as
// it may trap; what it has done to imported tables and memories until then remains, so that the instance must be kept even so.
void initializeInstance(abi::Instance &instance);

// Makes it what createInstance made, of the same imports. Not while it runs. False where the system refuses: then it can only be
// destroyed.
[[nodiscard]] bool resetInstance(abi::Instance &instance, Span<const abi::Extern> imports);

// Gives memories, tables and the instance itself back. Nothing may refer to them any more.
void destroyInstance(abi::Instance &instance);

// What the instance exports under this name; a null type if nothing.
abi::Extern exportOf(abi::Instance &instance, StringView name);

// Calls a function value. `types` are those of its Library or ProgramExports. The slots are those of abi::TypeDesc::invoke. To be
// called on a guest stack.
void invoke(const abi::TypeDesc *types, const abi::FuncRef &function, abi::Value *slots);

}  // namespace wasmc::rt
