// Tables that can grow (specification, 4.2.7 and 4.4.6 table.grow). Those that cannot are static storage of the generated code.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/ErrorText.h"

namespace wasmc::rt {

// No table grows beyond this many elements, whatever its declared maximum, unless it starts larger: the address space for all of
// them is kept from the start, since elements never move.
inline constexpr uint64_t maxTableElements = 10'000'000;

// A smaller number in its place, for tables that are brought up from now on without a limit of their own.
void limitTables(uint64_t elements);
uint64_t tableLimit();

// Storage for a table's minimum, all null, and for what it may grow to: at most `limit` elements unless it starts with more. False
// where the system refuses.
[[nodiscard]] bool bringUpTable(const abi::TableDesc &desc, uint64_t limit, ErrorText &error);

// All elements null again; the size stays.
void clearTable(abi::Table &table);

// Gives the storage back.
void releaseTable(abi::Table &table);

// Grows by `delta` elements, each set to `initial`; the answer is the previous size, or -1 and no change.
int64_t growTable(abi::Table &table, uint64_t delta, const void *initial);

}  // namespace wasmc::rt
