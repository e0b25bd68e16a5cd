// The seccomp filter of an executable: computed by wasmc once the program is linked (tools/common/SystemCallFilter.cpp), installed by
// rt/sandbox before guest code runs. Under the symbol wasmc_filter, writable: what is only known at run time is filled in there.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::abi {

// struct sock_filter of <linux/filter.h>, which not every machine that wasmc is built on has.
struct FilterInstruction {
  uint16_t code;
  uint8_t ifTrue, ifFalse;
  uint32_t operand;
};

// The header; the instructions follow.
struct SystemCallFilter {
  uint32_t size;  // instructions
  uint32_t
      pathsDecision;   // index of the instruction that permits all calls which take paths, and may be made to refuse them; 0: none
  uint32_t processId;  // index of the instruction whose operand is the process's id, which is to be filled in; 0: none
  uint32_t changesMappings;  // 1: it permits calls that change what is mapped, or how
};

static_assert(sizeof(FilterInstruction) == 8 && sizeof(SystemCallFilter) == 16);

}  // namespace wasmc::abi
