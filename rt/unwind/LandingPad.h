// Where a call continues when an exception comes out of it: the table that LLVM writes for each function with landing pads, its
// language-specific data (LSDA) in .gcc_except_table. Its format is that of the Itanium C++ ABI's exception handling level II,
// of which only the call sites matter here: every landing pad looks at each exception and passes on what it does not want.
#pragma once

#include "rt/unwind/DwarfReader.h"

#include <stdint.h>

namespace wasmc::rt {

// The landing pad for an exception out of the call that `pc`, an address inside the call's instruction, belongs to; 0: there is
// none. `codeBegin` is the beginning of the function, whose data `lsda` is at.
extern "C" uint64_t wasmc_personality(DwarfReader lsda, uint64_t codeBegin, uint64_t pc);

}  // namespace wasmc::rt
