// Straight code with several stores, and which of its loads could come before them (VersionOverlaps.h).
#pragma once

#include <llvm/ADT/MapVector.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {

// Bytes at distances from a pointer, from low to before high. Empty at first.
struct ByteInterval {
  static constexpr int64_t maxDistance = int64_t{1} << 31;  // keeps all sums of distances small
  int64_t low = maxDistance, high = -maxDistance;

  int64_t size() const { return high - low; }
};

// Borrows instructions of one block.
struct StoreRange {
  struct Bytes {
    ByteInterval stored, loaded;  // at distances from the first pointer, from the second
  };

  llvm::Instruction *begin = nullptr;  // ends with the last store
  // What the pairs' pointers are computed by behind the beginning, the last one first: without access to memory, so it may come before.
  llvm::SmallVector<llvm::Instruction *, 8> addresses;
  llvm::SmallVector<llvm::StoreInst *, 8> stores;  // in order
  llvm::SmallVector<llvm::LoadInst *, 16> loads;   // that may come before the first store if, for each of the pairs of pointers,
  llvm::SmallMapVector<std::pair<llvm::Value *, llvm::Value *>, Bytes, 2> pairs;  // the bytes have nothing in common
};

// Those of a block with loads to move and with stores side by side, in order. They don't overlap.
llvm::SmallVector<StoreRange, 2> findStoreRanges(llvm::BasicBlock &block);

}  // namespace wasmc
