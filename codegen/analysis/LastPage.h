// Whether a memory may ever cover the last 64 KiB that a 32-bit index reaches. The runtime lets none of pages of 64 KiB grow so far
// (abi::maxGrownPages), so of these only one that starts with 65,536 pages does. Memories of other pages may up to their maximum.
#pragma once

#include "frontend/Module.h"
#include "rt/abi/Layout.h"

namespace wasmc {

// How far from an index within a memory the 32 bits of indices surely reach, if none covers its last page.
constexpr int64_t closedBytes = (int64_t{1} << 32) - static_cast<int64_t>(abi::maxGrownPages * abi::wasmPageSize);

// `importsAreKnown`: whether modules that provide memories are asked, too, or the host's own shared memory, which starts as the
// import declares it. Otherwise an imported memory may be as large as the import's maximum allows.
bool canCoverLastPage(const Module &module, bool importsAreKnown);

}  // namespace wasmc
