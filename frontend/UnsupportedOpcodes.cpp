// Source: specification 3.0, section 5.4 and its index of instructions; for what is not in it the proposals' own texts (legacy
// exception handling, threads, wide arithmetic).
#include "frontend/UnsupportedOpcodes.h"

namespace wasmc {

namespace {

struct Range {
  uint32_t prefix, first, last;
  Feature feature;
};

constexpr Range ranges[] = {
    {0x00, 0x06, 0x07, Feature::Exceptions},          // try, catch: the legacy form
    {0x00, 0x08, 0x08, Feature::Exceptions},          // throw
    {0x00, 0x09, 0x09, Feature::Exceptions},          // rethrow: legacy
    {0x00, 0x0A, 0x0A, Feature::Exceptions},          // throw_ref
    {0x00, 0x12, 0x13, Feature::TailCall},            // return_call, return_call_indirect
    {0x00, 0x14, 0x14, Feature::FunctionReferences},  // call_ref
    {0x00, 0x15, 0x15, Feature::TailCall},            // return_call_ref
    {0x00, 0x18, 0x19, Feature::Exceptions},          // delegate, catch_all: legacy
    {0x00, 0x1F, 0x1F, Feature::Exceptions},          // try_table
    {0x00, 0xD3, 0xD3, Feature::Gc},                  // ref.eq
    {0x00, 0xD4, 0xD6, Feature::FunctionReferences},  // ref.as_non_null, br_on_null, br_on_non_null
    {0xFB, 0x00, 0x1E, Feature::Gc},                  // struct.new to i31.get_u
    {0xFC, 0x13, 0x16, Feature::WideArithmetic},      // i64.add128 to i64.mul_wide_u
    {0xFD, 0x000, 0x0FF, Feature::Simd},              // v128.load to f64x2.convert_low_i32x4_u
    {0xFD, 0x100, 0x113, Feature::RelaxedSimd},       // i8x16.relaxed_swizzle to i32x4.relaxed_dot_i8x16_i7x16_add_s
    {0xFE, 0x00, 0x03, Feature::Threads},             // memory.atomic.notify to atomic.fence
    {0xFE, 0x10, 0x4E, Feature::Threads},             // i32.atomic.load to i64.atomic.rmw32.cmpxchg_u
};

}  // namespace

std::optional<Feature> featureOfUnsupportedOpcode(uint32_t prefix, uint32_t number) {
  for (const Range &range : ranges)
    if (range.prefix == prefix && range.first <= number && number <= range.last)
      return range.feature;
  return std::nullopt;
}

}  // namespace wasmc
