// What is known of a memory's size when code is generated.
#pragma once

#include "codegen/Context.h"
#include "frontend/Module.h"

namespace wasmc {

// The alias tag of loads of a memory's size, which nothing but code that brings up or grows memories changes, and never to less.
llvm::MDNode *memorySizeTag(const Context &context);

// The size in bytes of a memory of this type if it cannot change; else null.
llvm::Constant *knownMemorySize(const Context &context, const MemoryType &type);

// Marks a load of the size of a memory of this type: with the alias tag, the range that the type allows, and that another thread may
// be growing it.
void describeMemorySize(const Context &context, const MemoryType &type, llvm::LoadInst &size);

}  // namespace wasmc
