// Mappings that never change again, by mseal(2).
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Result.h"
#include "rt/core/Span.h"
#include "rt/core/StackBounds.h"

namespace wasmc::rt::sandbox {

// The executable's code and read-only data, the address space that no memory can grow into, the guest's stack with its guard where
// the runtime has mapped it.
Result<void> sealMappings(Span<const abi::MemoryDesc> memories, const StackBounds &stack);

}  // namespace wasmc::rt::sandbox
