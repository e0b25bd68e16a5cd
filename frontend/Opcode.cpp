#include "frontend/Opcode.h"

namespace wasmc {
namespace {

constexpr auto gcOps = opsByNumber<0xFB, 0x20>();
constexpr auto miscOps = opsByNumber<0xFC, 0x20>();
constexpr auto vectorOps = opsByNumber<0xFD, 0x120>();
constexpr auto atomicOps = opsByNumber<0xFE, 0x50>();

template <size_t Size> std::optional<Op> find(const std::array<uint16_t, Size> &table, uint32_t number) {
  if (number >= Size || table[number] == noOp)
    return std::nullopt;
  return static_cast<Op>(table[number]);
}

}  // namespace

std::optional<Op> findOp(uint32_t prefix, uint32_t number) {
  switch (prefix) {
  case 0: return find(plainOps, number);
  case 0xFB: return find(gcOps, number);
  case 0xFC: return find(miscOps, number);
  case 0xFD: return find(vectorOps, number);
  case 0xFE: return find(atomicOps, number);
  default: return std::nullopt;
  }
}

}  // namespace wasmc
