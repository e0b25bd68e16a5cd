// Crossings between a host, which knows only abi::Value, and guest functions, which are called by their type's Signature.
#pragma once

#include "codegen/Context.h"

namespace wasmc {

// abi::TypeDesc::invoke for functions of this type: void (const FuncRef *, Value *slots), in the C convention.
llvm::Function *emitInvoke(Context &context, const FuncType &type);

// abi::TypeDesc::hostEntry: a guest function of this type whose instance is an abi::HostFunction, which it calls. Only where the
// convention passes an instance.
llvm::Function *emitHostEntry(Context &context, const FuncType &type);

}  // namespace wasmc
