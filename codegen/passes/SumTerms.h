// Sums as what they add, the terms that stand in them in any order, and passes that put something else in their place.
#pragma once

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/IR/Analysis.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {

inline constexpr size_t maxSumTerms = 16;
using SumTerms = llvm::SmallVector<llvm::Value *, maxSumTerms>;

// The terms of a sum whose intermediate results nobody else needs; at most maxSumTerms, the last of which may be sums again.
SumTerms termsOf(llvm::Instruction &sum);

// Calls replace(sum) for each sum of 64 bits that is no part of a larger one. Where it returns true, it has replaced all uses of the sum,
// which is deleted then. What a pass returns that does no more.
llvm::PreservedAnalyses rewriteSums(llvm::Function &function, llvm::function_ref<bool(llvm::Instruction &sum)> replace);

}  // namespace wasmc
