#include "rt/gc/Heap.h"

#include "rt/core/Poison.h"
#include "rt/memory/Reservation.h"

#include <linux/mman.h>

namespace wasmc::rt::gc {

namespace {

// So that a mistake shows: generated code, which no sanitizer instruments, finds bytes that are no references and no zeros, and the
// runtime under AddressSanitizer is told at once.
void overwrite(uint8_t *begin, uint64_t size) {
  unpoison(begin, size);
  memset(begin, 0x5a, size);
  poison(begin, size);
}

// What the kernel could ever give.
constexpr uint64_t mostAddressSpace = uint64_t{1} << 46;
constexpr uint64_t leastBlocks = 8;

}  // namespace

// Readable and writable from the start, so that growth asks the kernel for nothing: untouched pages cost nothing.
Result<void> Heap::reserve(uint64_t limit, const abi::ObjectTypes &types) {
  uint64_t wanted = (limit < mostAddressSpace ? limit : mostAddressSpace) >> blockSizeLog2;
  wanted = wanted < leastBlocks ? leastBlocks : wanted;
  Result<Span<uint8_t>> space =
      reserveUpTo((wanted + 1) << blockSizeLog2, (leastBlocks + 1) << blockSizeLog2, PROT_READ | PROT_WRITE);
  if (!space)
    return space.errorNumber();
  uint64_t count = ((*space).size() >> blockSizeLog2) - 1;
  Result<Span<uint8_t>> memory = rt::reserve(count * sizeof(Block), PROT_READ | PROT_WRITE);
  if (!memory) {
    unreserve(*space);
    return memory.errorNumber();
  }
  range = *space;
  records = *memory;
  objectTypes = types;
  base = (reinterpret_cast<uint64_t>(range.data()) + blockSize - 1) & ~(blockSize - 1);
  blocks = reinterpret_cast<Block *>(records.data());
  blockLimit = count;
  return {};
}

// Little memory is cleaned faster than the kernel takes it back and gives it again.
void Heap::clear(const abi::AllocationRegion &region) {
  constexpr uint64_t mostKept = 4;  // blocks
  uint64_t kept = usedBlocks < mostKept ? usedBlocks : mostKept;
  auto *objects = reinterpret_cast<uint8_t *>(base);
  unpoison(objects, usedBlocks << blockSizeLog2);
  for (uint64_t i = 0; i < kept; ++i) {
    uint8_t *begin = objects + (i << blockSizeLog2);
    bool isCurrent = region.next >= begin && region.next < begin + blockSize && !blocks[i].lines.any();
    memset(begin, 0, isCurrent ? static_cast<uint64_t>(region.next - begin) : blockSize);
  }
  if (usedBlocks == kept) {
    memset(records.data(), 0, kept * sizeof(Block));
  } else {
    discard({objects + (kept << blockSizeLog2), (usedBlocks - kept) << blockSizeLog2});
    discard({records.data(), usedBlocks * sizeof(Block)});
  }
  Heap empty;
  empty.range = range;
  empty.records = records;
  empty.objectTypes = objectTypes;
  empty.base = base;
  empty.blocks = blocks;
  empty.blockLimit = blockLimit;
  *this = empty;
}

void Heap::release() {
  unpoison(range.data(), range.size());
  unreserve(range);
  unreserve(records);
  *this = {};
}

// --- Allocation

// The next run of free lines of the block.
bool Heap::takeHole(Block &block, abi::AllocationRegion &region) {
  unsigned first = block.lines.next(block.frontier >> lineSizeLog2, false);
  if (first == linesPerBlock) {
    block.frontier = blockSize;
    return false;
  }
  unsigned end = block.lines.next(first, true);
  auto *begin = reinterpret_cast<uint8_t *>(addressOf(block) + (uint64_t{first} << lineSizeLog2));
  uint64_t size = uint64_t{end - first} << lineSizeLog2;
  block.frontier = end << lineSizeLog2;
  block.isIndexed = false;
  unpoison(begin, size);
  if (!block.isZero)
    memset(begin, 0, size);
  block.isZero = false;
  allocatedBytes += size;
  region = {begin, begin + size};
  return true;
}

bool Heap::renew(abi::AllocationRegion &region) {
  if (region.limit && takeHole(blockOf(region.limit - 1), region))
    return true;
  while (recycleCursor < usedBlocks) {
    Block &block = blocks[recycleCursor++];
    if (block.kind == Block::Kind::Small && block.frontier == 0 && takeHole(block, region))
      return true;
  }
  Block *block = takeFreeBlock();
  return block && takeHole(*block, region);
}

// Objects that are longer than the gap at hand go elsewhere, so that the gap isn't lost.
void *Heap::allocateMedium(uint64_t size) {
  if (size > static_cast<uint64_t>(medium.limit - medium.next)) {
    Block *block = takeFreeBlock();
    if (block ? !takeHole(*block, medium) : !takeHoleFor(size, medium))
      return nullptr;
  }
  void *object = medium.next;
  medium.next += size;
  return object;
}

// Where no block is free: a hole of the region's block, or of one that nothing was taken from since the last collection.
bool Heap::takeHoleFor(uint64_t size, abi::AllocationRegion &region) {
  if (region.limit && skipHolesBelow(size, blockOf(region.limit - 1)))
    return takeHole(blockOf(region.limit - 1), region);
  if (size < soughtSize)
    holeCursor = 0;
  soughtSize = size;
  for (; holeCursor < usedBlocks; ++holeCursor) {
    Block &block = blocks[holeCursor];
    if (block.kind == Block::Kind::Small && block.frontier == 0 && skipHolesBelow(size, block))
      return takeHole(block, region);
  }
  return false;
}

// Moves the frontier to the next hole of at least `size` bytes. False, and nothing happens, where there is none. To whoever walks the
// holes, those before it are as if they had been handed out: nothing begins there.
bool Heap::skipHolesBelow(uint64_t size, Block &block) {
  auto wanted = static_cast<unsigned>((size + lineSize - 1) >> lineSizeLog2);
  auto holeFrom = [&](unsigned line) { return block.lines.next(line, false); };
  auto endOf = [&](unsigned hole) { return block.lines.next(hole, true); };
  unsigned next = holeFrom(block.frontier >> lineSizeLog2), found = next;
  while (found < linesPerBlock && endOf(found) - found < wanted)
    found = holeFrom(endOf(found));
  if (found == linesPerBlock)
    return false;
  for (unsigned hole = next; hole < found; hole = holeFrom(endOf(hole))) {
    auto *object = reinterpret_cast<Object *>(addressOf(block) + (uint64_t{hole} << lineSizeLog2));
    unpoison(object, sizeof *object);
    *object = {};
  }
  block.frontier = found << lineSizeLog2;
  return true;
}

Block *Heap::takeFreeBlock() {
  uint64_t freshFrom = usedBlocks;
  Block *block = findBlocks(1);
  if (!block)
    return nullptr;
  block->isZero = static_cast<uint64_t>(block - blocks) >= freshFrom;
  block->kind = Block::Kind::Small;
  block->frontier = 0;
  return block;
}

void *Heap::allocateLarge(uint64_t size) {
  uint64_t count = (size + blockSize - 1) >> blockSizeLog2;
  uint64_t freshFrom = usedBlocks;
  Block *head = findBlocks(count);
  if (!head)
    return nullptr;
  for (uint64_t i = 0; i < count; ++i) {
    head[i].kind = i == 0 ? Block::Kind::LargeHead : Block::Kind::LargeTail;
    head[i].span = i == 0 ? count : i;
  }
  auto *object = reinterpret_cast<uint8_t *>(addressOf(*head));
  auto first = static_cast<uint64_t>(head - blocks);
  uint64_t used = first < freshFrom ? freshFrom - first : 0;  // blocks; the others are zero
  unpoison(object, count << blockSizeLog2);
  memset(object, 0, (used < count ? used : count) << blockSizeLog2);
  allocatedBytes += count << blockSizeLog2;
  return object;
}

// So many free blocks in a row, from where the last search ended or behind all others. Null if there are none.
Block *Heap::findBlocks(uint64_t count) {
  uint64_t run = 0;
  for (uint64_t seen = 0; seen < usedBlocks && count < noRunOf; ++seen, ++freeCursor) {
    if (freeCursor >= usedBlocks)
      freeCursor = run = 0;
    run = blocks[freeCursor].kind == Block::Kind::Free ? run + 1 : 0;
    if (run == count)
      return &blocks[++freeCursor - count];
  }
  noRunOf = count < noRunOf ? count : noRunOf;
  uint64_t first = usedBlocks;
  while (first > 0 && blocks[first - 1].kind == Block::Kind::Free)
    --first;
  if (count > blockLimit - first)
    return nullptr;
  if (usedBlocks < first + count)
    usedBlocks = first + count;
  return &blocks[first];
}

// --- Marking

// Regions are filled without a gap, and are zero behind the last object.
void Heap::index(Block &block) {
  uint64_t start = addressOf(block);
  for (unsigned first = 0; (first = block.lines.next(first, false)) << lineSizeLog2 < block.frontier;) {
    unsigned end = block.lines.next(first, true);
    uint64_t at = uint64_t{first} << lineSizeLog2, limit = uint64_t{end} << lineSizeLog2;
    while (at < limit) {
      auto *object = reinterpret_cast<const Object *>(start + at);
      if (object->type == 0)
        break;
      block.starts.set(granuleOf(at));
      at += sizeOf(*object);
    }
    first = end;
  }
  block.isIndexed = true;
}

Object *Heap::objectAt(uint64_t address) {
  if (!contains(address))
    return nullptr;
  Block *block = &blockOf(reinterpret_cast<void *>(address));
  uint64_t start = addressOf(*block);
  switch (block->kind) {
  case Block::Kind::Free: return nullptr;
  case Block::Kind::LargeTail:
    block -= block->span;
    start = addressOf(*block);
    break;
  case Block::Kind::LargeHead: break;
  case Block::Kind::Small: {
    if (!block->isIndexed)
      index(*block);
    unsigned granule = block->starts.last(granuleOf(address));
    if (granule == granulesPerBlock)
      return nullptr;
    start += uint64_t{granule} << granuleLog2;
  }
  }
  auto *object = reinterpret_cast<Object *>(start);
  return object->type != 0 && address - start < sizeOf(*object) ? object : nullptr;
}

// --- Sweeping

void Heap::sweepSmall(Block &block) {
  block.lines = block.markedLines;
  block.starts = block.marks;
  block.markedLines.clear();
  block.marks.clear();
  block.isIndexed = true;
  block.frontier = 0;
  if (!block.starts.any())
    block.kind = Block::Kind::Free;
  else
    liveBytes += uint64_t{block.lines.count()} << lineSizeLog2;
}

void Heap::freeLarge(Block &head) {
  for (uint64_t i = head.span; i-- > 0;)
    (&head)[i].kind = Block::Kind::Free;
}

void Heap::sweep() {
  liveBytes = allocatedBytes = recycleCursor = freeCursor = 0;
  noRunOf = soughtSize = UINT64_MAX;
  medium = {};
  for (uint64_t i = 0; i < usedBlocks; ++i) {
    Block &block = blocks[i];
    if (block.kind == Block::Kind::Small) {
      sweepSmall(block);
    } else if (block.kind == Block::Kind::LargeHead) {
      if (block.marks.test(0))
        liveBytes += block.span << blockSizeLog2;
      else
        freeLarge(block);
      block.marks.clear();
    }
  }
}

void Heap::poisonFree() {
  for (uint64_t i = 0; i < usedBlocks; ++i) {
    Block &block = blocks[i];
    auto *bytes = reinterpret_cast<uint8_t *>(addressOf(block));
    if (block.kind == Block::Kind::Free)
      overwrite(bytes, blockSize);
    if (block.kind == Block::Kind::LargeHead) {
      uint64_t size = sizeOf(*reinterpret_cast<Object *>(bytes));
      overwrite(bytes + size, (block.span << blockSizeLog2) - size);
    }
    if (block.kind != Block::Kind::Small)
      continue;
    for (unsigned line = 0; (line = block.lines.next(line, false)) < linesPerBlock; ++line)
      overwrite(bytes + (uint64_t{line} << lineSizeLog2), lineSize);
  }
}

}  // namespace wasmc::rt::gc
