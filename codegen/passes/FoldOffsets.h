// Compilers to Wasm have an access add the constant part of its address only where they know that the sum does not wrap. Elsewhere
// the guest adds it in 32 bits, and to LLVM x + 8 may be next to x or 4 GiB below: it knows neither that base + zext(x + 8) is the
// place of base + zext(x) + 8 nor that it is next to base + zext(x), and keeps in memory what could be in registers and in scalars
// what could be in vectors. Mostly this concerns frames on the shadow stack and objects behind a pointer; in loops WidenIndices
// does more.
//
// This pass has the access add the constant where an earlier access rules the wrap out. Access A at zext(x) + offset dominates
// access B at zext(x + c) + another offset, 0 < c <= 64 KiB + A's offset, and no memory ever covers the last 64 KiB that an index
// reaches: then B becomes one at zext(x) + c + its offset.
// - A has not trapped when B runs, with the same x, so zext(x) + A's offset < 2^32 - 2^16, zext(x) + c < 2^32, zext(x + c) =
//   zext(x) + c. That the memory has grown since makes no difference.
// - LLVM may delete A later (a store before another one) or do it after B. Where x + c wraps, zext(x) + c is 2^32 at least, beyond
//   every memory, so that B traps itself where the guest traps in A. It never meets what is at zext(x + c).
// - The sandbox needs no A at all: an index of 32 bits and a constant up to GuestAccess::maxOffset stay within the reservation.
//
// That the additions of an address do not wrap in 64 bits, as LLVM is told, is true whatever x is.
//
// Of several such A's B takes the first, so that accesses to one place have one form and LLVM knows their distances.
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/PassManager.h>

namespace wasmc {

class FoldOffsets : public llvm::PassInfoMixin<FoldOffsets> {
public:
  // Accesses with this alias tag are the guest's to memories with guard pages. None of these may ever cover the last 64 KiB that
  // indices of 32 bits reach (analysis/LastPage.h).
  explicit FoldOffsets(llvm::MDNode *guestMemoryTag) : guestMemoryTag(guestMemoryTag) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);

private:
  llvm::MDNode *guestMemoryTag;
};

}  // namespace wasmc
