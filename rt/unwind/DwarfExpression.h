// The few DWARF expressions that clang puts into call frame information: register plus offset, dereferenced, with arithmetic.
#pragma once

#include "rt/unwind/DwarfReader.h"
#include "rt/unwind/Registers.h"
#include "rt/unwind/StackRange.h"

namespace wasmc::rt {

// Evaluates `code` with `initial` on the expression's stack, if it isn't null: the canonical frame address, for all rules but that
// address's own. False for an operation outside the subset, a stack that over- or underflows, or a read outside `stack`.
bool evaluateExpression(DwarfReader code, const uint64_t *initial, const Registers &registers, const StackRange &stack,
                        uint64_t &value);

}  // namespace wasmc::rt
