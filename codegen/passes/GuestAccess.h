// Recognises the accesses of guard mode as MemoryAccess::address emits them, and as LLVM rewrites them without losing their form.
#pragma once

#include <llvm/IR/Instructions.h>
#include <llvm/IR/Metadata.h>
#include <llvm/IR/Operator.h>
#include <optional>

namespace wasmc {

// A plain load or store at base + zext(index) + offset. If it does not trap, then the memory covers zext(index) + offset and, as
// the offset is not negative, zext(index), too.
struct GuestAccess {
  // Larger offsets are rare, and with a smaller one an index that is wider than 32 bits has 4 GiB to go beyond them before the
  // access leaves the memory's reservation (abi::guardReservation).
  static constexpr int64_t maxOffset = int64_t{1} << 30;

  llvm::Instruction *instruction;
  llvm::Value *base;   // where the memory starts: a constant, or a load from the instance
  llvm::Value *index;  // i32
  int64_t offset;      // 0 to maxOffset
  llvm::GEPOperator *indexing = nullptr;  // adds zext(index), its last operand

  // None if the instruction is something else. Guest accesses of the kind looked for have this alias tag.
  static std::optional<GuestAccess> find(llvm::Instruction &instruction, const llvm::MDNode *guestMemoryTag);

  void setPointer(llvm::Value *pointer) const;

  // Says, of an access to a checked memory in a loop of this depth or deeper: over all rounds of all loops of this depth or more
  // around it, its index stays an integer below 2^32 - 2^16 that does not wrap (RangeOverRounds.h). Passes that know nothing of it
  // drop the mark at most.
  void setBounded(unsigned depth) const;
  // Whether that is known of a loop of this depth around it.
  bool isBounded(unsigned depth) const;
};

}  // namespace wasmc
