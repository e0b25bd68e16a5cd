// What every part of one compilation shares: the LLVM module being built, its types, and the marks put on instructions.
#pragma once

#include "codegen/CanonicalTypes.h"
#include "codegen/DebugInfo.h"
#include "codegen/Objects.h"
#include "codegen/Options.h"
#include "codegen/target/Target.h"

#include "rt/abi/Module.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>
#include <optional>

namespace wasmc {

enum class TrapCode : uint8_t {
#define WASMC_TRAP(name, text) name,
#include "rt/abi/Traps.def"
#undef WASMC_TRAP
};

// The section of all guest code (rt/abi/Layout.h).
inline constexpr const char *guestTextSection = "wasmc_text";

// How guest functions call each other, the same throughout a compilation. Signature.h applies it.
struct GuestConvention {
  llvm::CallingConv::ID id = llvm::CallingConv::C;  // or Tail, where tail calls are to be guaranteed
  bool passesInstance = false;                      // the instance pointer comes first
  bool countsFuel = false;                          // then what is left of the budget, and it is the first result (emit/Fuel.h)
  bool mayThrow = false;                            // exceptions come out of some functions (emit/Exception.cpp)
};

class FunctionSymbols;

struct Context {
  // Borrows options and types.
  Context(llvm::LLVMContext &llvmContext, const CodegenOptions &options, const Target &target, GuestConvention convention,
          const CanonicalTypes &types);

  const CodegenOptions &options;
  const Target &target;
  const SimdFeatures simdFeatures;
  const GuestConvention convention;
  const CanonicalTypes &types;  // of all modules that are compiled
  llvm::Module ir;
  std::optional<DebugInfo> debugInfo;  // when functions are to have names
  Objects objects;
  bool lastPageIsClosed = false;         // no guarded memory ever covers its last 64 KiB (analysis/LastPage.h)
  bool collectsExceptions = false;       // they are objects of the collector (analysis/ExceptionUse)
  bool hasThreads = false;               // several threads run the code (analysis/ThreadUse)
  llvm::Function *soleEntry = nullptr;   // if all calls from outside of the IR go to one function: that
  size_t directCalls = 0;                // that stand for calls through tables (emit/Call.cpp)
  llvm::GlobalVariable *fuel = nullptr;  // of a program: what is left of the budget, i64; null when nothing is counted

  llvm::IntegerType *i1, *i8, *i16, *i32, *i64;
  llvm::Type *f32, *f64, *voidType;
  llvm::PointerType *ptr;
  llvm::FixedVectorType *i8x16, *i16x8, *i32x4, *i64x2, *f32x4, *f64x2;
  llvm::FixedVectorType *v128;  // a v128 between operators, whatever its lanes: i8x16
  // Alias tags: guest memory never overlaps the runtime's state, so a store to the one does not force a reload of the other.
  // checkedMemoryTag is for guest memory whose bounds are compared, a kind of guestMemoryTag: passes that keep loads for the sake
  // of their faults leave it alone.
  llvm::MDNode *guestMemoryTag, *checkedMemoryTag, *stateTag, *globalTag, *tableTag, *resultTag;
  llvm::MDNode *unlikely;  // branch weights: the first successor is cold
  llvm::MDNode *likely;    // the second one is
  // Where several units make the compilation (codegen/units): what functions are called in all of them. Null: this IR is all of it.
  const FunctionSymbols *symbols = nullptr;

  llvm::Type *type(ValueType valueType) const;

  // A new function that is not the guest's own: internal, compiled like guest code. Exceptions may come out of it if
  // convention.mayThrow.
  llvm::Function *createFunction(llvm::FunctionType *functionType, const llvm::Twine &symbol);
  // A new function for guest code: internal, placed and marked as the runtime expects, with the C convention. Functions of a Wasm
  // type come from FunctionSignature::createFunction.
  llvm::Function *createGuestFunction(llvm::FunctionType *functionType, const llvm::Twine &symbol, llvm::StringRef guestName);
  // Private or internal data.
  llvm::GlobalVariable *createData(llvm::Constant *initializer, bool isConstant, const llvm::Twine &name);
};

// Makes what a unit defines visible to the compilation's others, or declares that another one has it.
inline void share(llvm::GlobalValue &value) {
  value.setLinkage(llvm::GlobalValue::ExternalLinkage);
  value.setVisibility(llvm::GlobalValue::HiddenVisibility);
}

}  // namespace wasmc
