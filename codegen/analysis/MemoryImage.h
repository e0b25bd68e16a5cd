// The initial contents of a memory, as few contiguous pieces, computed from active data segments at constant offsets.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wasmc {

struct ImagePiece {
  uint64_t offset;             // in the memory
  std::vector<uint8_t> bytes;  // not empty
  bool mappable;               // offset and length are multiples of abi::imageAlignment
};

// Segments in order: a later one overwrites an earlier one where they overlap.
struct PlacedBytes {
  uint64_t offset;
  std::span<const uint8_t> bytes;
};

// Large pieces are padded with zeros to whole alignment units, so that the runtime can move their pages instead of copying; small
// ones are trimmed, because copying a few kilobytes is cheaper than a system call. No piece is larger than the segments together
// by more than two alignment units.
std::vector<ImagePiece> buildMemoryImage(std::span<const PlacedBytes> segments);

}  // namespace wasmc
