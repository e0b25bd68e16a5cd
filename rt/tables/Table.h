// Tables that can grow (specification, 4.2.7 and 4.4.6 table.grow). Those that cannot are static storage of the generated code.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt {

// No table grows beyond this many elements, whatever its declared maximum, unless it starts larger: the address space for all of
// them is kept from the start, since elements never move.
inline constexpr uint64_t maxTableElements = 10'000'000;

// A smaller number in its place, for tables that are brought up from now on.
void limitTables(uint64_t elements);

// Storage for a table's minimum, all null. Where the system refuses, the process ends with a message.
void bringUpTable(const abi::TableDesc &desc);

// Gives the storage back.
void releaseTable(abi::Table &table);

// Grows by `delta` elements, each set to `initial`; the answer is the previous size, or -1 and no change.
int64_t growTable(abi::Table &table, uint64_t delta, const void *initial);

}  // namespace wasmc::rt
