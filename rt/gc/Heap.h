// The memory of garbage-collected objects: one range of addresses, in blocks. Nothing in it moves.
//
// Not for several threads at a time: callers hold the collector's lock.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/Span.h"
#include "rt/gc/Block.h"
#include "rt/gc/Object.h"

namespace wasmc::rt::gc {

class Heap {
public:
  // Address space for `limit` bytes, or for less where the system grants no more, for objects of these types. Once, before the rest.
  Result<void> reserve(uint64_t limit, const abi::ObjectTypes &types);
  // As reserve() has left it: no object is there any more, and hardly any memory is in use. `region` is where objects were made last.
  void clear(const abi::AllocationRegion &region);
  // Gives the address space back.
  void release();
  bool isReserved() const { return base != 0; }

  // --- Allocation. All memory that comes out of here is zero.
  // A new region in place of one that has no room left: of a line at least. False when the heap is full.
  bool renew(abi::AllocationRegion &region);
  // Memory for one object without a region. Null when the heap is full.
  void *allocateMedium(uint64_t size);
  void *allocateLarge(uint64_t size);
  static constexpr uint64_t maxMediumSize = blockSize / 2;

  // Bytes handed out since the last collection, gaps between live objects included.
  uint64_t allocated() const { return allocatedBytes; }
  // Bytes of blocks and lines that the last collection found in use.
  uint64_t live() const { return liveBytes; }
  uint64_t limit() const { return blockLimit << blockSizeLog2; }

  const abi::ObjectTypes &types() const { return objectTypes; }
  uint64_t sizeOf(const Object &object) const { return gc::sizeOf(objectTypes, object); }

  // --- Marking
  // The object that the address lies in, header included; null for any other address.
  Object *objectAt(uint64_t address);
  bool contains(uint64_t address) const { return address - base < usedBlocks << blockSizeLog2; }
  // Both for an object in the heap. Whether it had not been marked before.
  bool mark(const Object *object);
  // Keeps the memory of a marked object.
  void markLines(const Object *object, uint64_t size);

  // For an object that is marked and must be scanned later.
  void postpone(const Object *object) { blockOf(object).isUnscanned = true; }
  // Calls scan(object) for all marked objects in blocks where something was postponed since the last call. Whether there were any.
  template <typename Scan> bool forPostponed(Scan scan);

  // --- After marking
  // What is not marked is free. Regions must be forgotten.
  void sweep();
  // Overwrites what is free, so that a mistake shows: for tests.
  void poisonFree();

private:
  Block &blockOf(const void *address) { return blocks[(reinterpret_cast<uint64_t>(address) - base) >> blockSizeLog2]; }
  uint64_t addressOf(const Block &block) const { return base + (static_cast<uint64_t>(&block - blocks) << blockSizeLog2); }
  static unsigned granuleOf(uint64_t address) { return static_cast<unsigned>(address % blockSize >> granuleLog2); }
  bool takeHole(Block &block, abi::AllocationRegion &region);
  bool takeHoleFor(uint64_t size, abi::AllocationRegion &region);
  bool skipHolesBelow(uint64_t size, Block &block);
  Block *findBlocks(uint64_t count);
  Block *takeFreeBlock();
  void index(Block &block);
  void sweepSmall(Block &block);
  void freeLarge(Block &head);

  Span<uint8_t> range, records;  // mappings: of the blocks, and of what is kept for each
  abi::ObjectTypes objectTypes = {};
  uint64_t base = 0;        // of the first block
  Block *blocks = nullptr;  // blockLimit of them
  uint64_t blockLimit = 0;
  uint64_t usedBlocks = 0;                     // those from here on were never used: they are free, and zero
  uint64_t recycleCursor = 0, freeCursor = 0;  // where to look next for lines, and for free blocks
  uint64_t noRunOf = UINT64_MAX;               // there are not so many free blocks in a row
  uint64_t holeCursor = 0;                     // where to look next for a hole of so many bytes: blocks before have none
  uint64_t soughtSize = UINT64_MAX;
  uint64_t allocatedBytes = 0, liveBytes = 0;
  abi::AllocationRegion medium = {};
};

inline bool Heap::mark(const Object *object) { return blockOf(object).marks.add(granuleOf(reinterpret_cast<uint64_t>(object))); }

inline void Heap::markLines(const Object *object, uint64_t size) {
  Block &block = blockOf(object);
  if (block.kind != Block::Kind::Small)
    return;
  uint64_t offset = reinterpret_cast<uint64_t>(object) % blockSize;
  block.markedLines.setRange(static_cast<unsigned>(offset >> lineSizeLog2),
                             static_cast<unsigned>((offset + size - 1) >> lineSizeLog2));
}

template <typename Scan> bool Heap::forPostponed(Scan scan) {
  bool any = false;
  for (uint64_t i = 0; i < usedBlocks; ++i) {
    Block &block = blocks[i];
    if (!block.isUnscanned)
      continue;
    any = true;
    block.isUnscanned = false;
    for (unsigned start = 0; (start = block.marks.next(start, true)) < granulesPerBlock; ++start)
      scan(reinterpret_cast<Object *>(addressOf(block) + (uint64_t{start} << granuleLog2)));
  }
  return any;
}

}  // namespace wasmc::rt::gc
