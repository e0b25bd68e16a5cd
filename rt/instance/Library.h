// Instances of modules that were compiled for any number of them (specification, 4.5.4: instantiation).
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"

namespace wasmc::rt {

// Why an instance could not be made. `text` begins with the specification's words: "unknown import" or "incompatible import type".
struct LinkError {
  StringView text;
  uint64_t import;  // index of the import at fault
};

// An instance of `module` whose imports are `imports`, one for each of the module's, in order: a null type says that there is none.
// Its memories and tables are there, but nothing is initialised and no code of it may run yet. Null, with the reason in `error`, if
// an import does not match its declaration; tables and memories count with their current size. Where the system gives too little
// memory the process ends with a message. The imports and the module must outlive the instance. Types count as equal by number:
// all modules must come from one Library.
abi::Instance *createInstance(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error);

// Runs the rest of the instantiation: globals, segments, the start function. To be called once, on a guest stack (callGuarded), as
// it may trap; what it has done to imported tables and memories until then remains, so that the instance must be kept even so.
void initializeInstance(abi::Instance &instance);

// Gives memories, tables and the instance itself back. Nothing may refer to them any more. Not while another thread may take a
// fault.
void destroyInstance(abi::Instance &instance);

// What the instance exports under this name; a null type if nothing.
abi::Extern exportOf(abi::Instance &instance, StringView name);

// Calls a function value. `types` are those of its Library or ProgramExports. The slots are those of abi::TypeDesc::invoke. To be
// called on a guest stack.
void invoke(const abi::TypeDesc *types, const abi::FuncRef &function, abi::Value *slots);

}  // namespace wasmc::rt
