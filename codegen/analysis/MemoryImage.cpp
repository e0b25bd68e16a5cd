#include "codegen/analysis/MemoryImage.h"

#include "rt/abi/Layout.h"

#include <algorithm>
#include <cstring>

namespace wasmc {
namespace {

constexpr uint64_t unit = abi::imageAlignment;
constexpr uint64_t mappableFrom = unit;  // bytes

struct Range {
  uint64_t begin, end;
};

// Ranges in ascending order, those merged that touch or share an alignment unit.
std::vector<Range> mergeRanges(std::span<const PlacedBytes> segments) {
  std::vector<Range> ranges;
  for (const PlacedBytes &segment : segments)
    if (!segment.bytes.empty())
      ranges.push_back({segment.offset, segment.offset + segment.bytes.size()});
  std::ranges::sort(ranges, {}, &Range::begin);
  std::vector<Range> merged;
  for (const Range &range : ranges) {
    if (!merged.empty() && range.begin / unit <= (merged.back().end - 1) / unit)
      merged.back().end = std::max(merged.back().end, range.end);
    else
      merged.push_back(range);
  }
  return merged;
}

}  // namespace

std::vector<ImagePiece> buildMemoryImage(std::span<const PlacedBytes> segments) {
  std::vector<ImagePiece> pieces;
  for (Range range : mergeRanges(segments)) {
    bool mappable = range.end - range.begin >= mappableFrom;
    if (mappable)
      range = {range.begin / unit * unit, (range.end + unit - 1) / unit * unit};
    pieces.push_back({range.begin, std::vector<uint8_t>(range.end - range.begin), mappable});
  }
  for (const PlacedBytes &segment : segments) {
    if (segment.bytes.empty())
      continue;
    auto piece = std::ranges::upper_bound(pieces, segment.offset, {}, &ImagePiece::offset) - 1;
    std::memcpy(piece->bytes.data() + (segment.offset - piece->offset), segment.bytes.data(), segment.bytes.size());
  }
  return pieces;
}

}  // namespace wasmc
