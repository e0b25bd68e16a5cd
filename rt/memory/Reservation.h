// Address space without memory behind it: mappings that cost nothing until they are used.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/Span.h"

#include <stdint.h>

namespace wasmc::rt {

// `size` bytes that start at `address`, or nothing: what is mapped there already is never replaced. `protection` is a PROT_ mask.
Result<Span<uint8_t>> reserveAt(uint64_t address, uint64_t size, int protection);

// `size` bytes anywhere.
Result<Span<uint8_t>> reserve(uint64_t size, int protection);

// `wanted` bytes anywhere, or as many as the system grants: halves the wish down to `least`.
Result<Span<uint8_t>> reserveUpTo(uint64_t wanted, uint64_t least, int protection);

// Gives one of those back.
void unreserve(Span<uint8_t> range);

// Makes pages of one of those zero, and gives the memory behind them back. The last one may be a part of a page: then all of it.
void discard(Span<uint8_t> pages);

}  // namespace wasmc::rt
