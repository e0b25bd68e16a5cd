#include "rt/tables/Table.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Message.h"
#include "rt/memory/Reservation.h"
#include "rt/sys/linux/mmap.h"

#include <linux/mman.h>

namespace wasmc::rt {

namespace {

constexpr uint64_t elementSize = sizeof(abi::Table::elements[0]);

uint64_t elementLimit = maxTableElements;

uint64_t capacityOf(const abi::TableDesc &desc, uint64_t limit) {
  uint64_t capacity = desc.max < limit ? desc.max : limit;
  return capacity < desc.min ? desc.min : capacity;
}

}  // namespace

void limitTables(uint64_t elements) { elementLimit = elements < maxTableElements ? elements : maxTableElements; }

uint64_t tableLimit() { return elementLimit; }

bool bringUpTable(const abi::TableDesc &desc, uint64_t limit, ErrorText &error) {
  uint64_t capacity = capacityOf(desc, limit);
  if (capacity == 0) {
    *desc.table = {};
    return true;
  }
  uint64_t least = desc.min ? desc.min : 1;
  if (least > UINT64_MAX / elementSize) {
    error = ErrorText("cannot allocate a table of ", Decimal(least), " elements");
    return false;
  }
  Result<Span<uint8_t>> range = reserveUpTo(capacity * elementSize, least * elementSize, PROT_READ | PROT_WRITE);
  if (!range) {
    error = ErrorText("cannot allocate a table of ", Decimal(least), " elements (error ", Decimal(range.errorNumber().code), ")");
    return false;
  }
  *desc.table = {
      .elements = reinterpret_cast<const void **>((*range).data()), .size = desc.min, .maxSize = (*range).size() / elementSize};
  return true;
}

void clearTable(abi::Table &table) {
  for (uint64_t i = 0; i < table.size; ++i)
    table.elements[i] = nullptr;
}

void releaseTable(abi::Table &table) {
  if (table.elements)
    (void)sys::munmap(table.elements, table.maxSize * elementSize);
  table = {};
}

int64_t growTable(abi::Table &table, uint64_t delta, const void *initial) {
  uint64_t previous = table.size;
  if (delta > table.maxSize || previous > table.maxSize - delta)
    return -1;
  if (initial)  // storage beyond the size has never been written: it is null already
    for (uint64_t i = 0; i < delta; ++i)
      table.elements[previous + i] = initial;
  table.size += delta;
  return static_cast<int64_t>(previous);
}

}  // namespace wasmc::rt

wasmc::abi::I64 wasmc::abi::wasmc_table_grow(Ptr table, I64 delta, Ptr initial) {
  return static_cast<I64>(rt::growTable(*static_cast<Table *>(table), delta, initial));
}

void wasmc::abi::wasmc_table_bring_up(Ptr table, I64 min, I64 max) {
  rt::ErrorText error;
  if (!rt::bringUpTable({.table = static_cast<Table *>(table), .min = min, .max = max}, rt::tableLimit(), error))
    rt::fatalError(error);
}

void wasmc::abi::wasmc_table_release(Ptr table) { rt::releaseTable(*static_cast<Table *>(table)); }
