#include "rt/memory/Memory.h"

#include "rt/abi/Builtins.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Mutex.h"
#include "rt/memory/Reservation.h"
#include "rt/sys/linux/madvise.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"
#include "rt/sys/linux/sysinfo.h"

namespace wasmc::rt {

namespace {

// The size that a 32-bit memory of 64 KiB pages could reach; beyond it, what the machine has limits the address space asked for.
constexpr uint64_t size32 = uint64_t{1} << 32;

constinit MemoryAccount process = {};

// Of any memory: the kernel has one lock for all of them anyway. Accounts change under it.
WASMC_PROCESS_MUTEX Mutex growth;

MemoryAccount &accountOf(const abi::Memory &memory) { return memory.account ? *memory.account : process; }

// From this size on a memory has huge pages (transparent ones, Documentation/admin-guide/mm/transhuge): four of them on most
// machines. A fault then zeroes 2 MiB instead of 4 KiB, which is a fifth of the time for memory that is used, and a waste for what
// is not: small memories, of which a program may well touch a page here and there, keep small ones.
constexpr uint64_t hugePagesFrom = uint64_t{8} << 20;  // bytes

// Bytes of so many pages; UINT64_MAX, more than the kernel could ever give, where 64 bits do not suffice.
uint64_t bytesOf(uint64_t pages, uint64_t pageSizeLog2) {
  return pages > UINT64_MAX >> pageSizeLog2 ? UINT64_MAX : pages << pageSizeLog2;
}

// To what protection can be changed for: 64 KiB is a multiple of every supported kernel's page. A memory whose size is none ends
// within accessible bytes, which its explicit checks keep out of reach.
uint64_t roundUp(uint64_t size) {
  constexpr uint64_t mask = abi::wasmPageSize - 1;
  return size > UINT64_MAX - mask ? UINT64_MAX : (size + mask) & ~mask;
}

StringView causeOf(Errno error) {
  switch (error.code) {
  case EPERM: return "vm.mmap_min_addr of this system is above it";
  case ENOMEM: return "the limit on address space (ulimit -v) is too low";
  case EEXIST: return "something else is mapped there";
  default: return "the kernel refuses";
  }
}

ErrorText reservationFailure(const abi::MemoryDesc &desc, uint64_t size, Errno error) {
  ErrorText text("cannot reserve ", Decimal(size), " bytes of address space");
  if (desc.fixedBase)
    text.append(ErrorText(" at ", Hex(desc.fixedBase)));
  StringView remedy = desc.reservation ? "; a program compiled with --bounds=explicit needs less" : "";
  text.append(ErrorText(": ", causeOf(error), " (error ", Decimal(error.code), ")", remedy));
  return text;
}

// The declared maximum in pages, without the one that would complete 4 GiB (see abi::maxGrownPages) unless the memory starts so, and
// not more than the account grants.
uint64_t grownLimit(const abi::MemoryDesc &desc, const MemoryAccount &account) {
  uint64_t granted = account.limit >> desc.pageSizeLog2;
  if (granted < desc.maxPages)
    return granted < desc.minPages ? desc.minPages : granted;
  if (desc.maxPages == abi::maxGrownPages + 1 && desc.pageSizeLog2 == abi::wasmPageSizeLog2 && desc.minPages < desc.maxPages)
    return abi::maxGrownPages;
  return desc.maxPages;
}

// How many bytes to ask address space for where no guard region is wanted. A 64-bit memory may declare any maximum, or none, but
// needs no more than the machine has; twice what 32 bits reach costs nothing on a small one.
uint64_t usefulSize(const abi::MemoryDesc &desc, uint64_t limit) {
  uint64_t most = bytesOf(limit, desc.pageSizeLog2), least = bytesOf(desc.minPages, desc.pageSizeLog2);
  if (most <= size32)
    return most;
  Result<uint64_t> machine = sys::totalMemory();
  uint64_t useful = machine && *machine > 2 * size32 ? *machine : 2 * size32;
  if (useful > most)
    return most;
  return useful > least ? useful : least;
}

// To be called when a memory changes its size. Asks once, for all that the memory can become, so that what is opened later becomes
// one mapping with what is open. Where the kernel has no huge pages, or its administrator wants none, nothing changes.
void adviseHugePages(const abi::Memory &memory, uint64_t oldSize, uint64_t newSize) {
  if (accountOf(memory).usesHugePages && oldSize < hugePagesFrom && newSize >= hugePagesFrom)
    (void)sys::adviseHugePages(memory.base, roundUp(memory.maxPages << memory.pageSizeLog2));
}

// Up to this size a memory that is reset is compared with what it was, and what differs copied, in 1 µs for 64 KiB. To have the
// kernel take the pages back and give fresh ones takes 2 µs for each that is touched. What a guest has touched stays resident.
constexpr uint64_t comparedSize = uint64_t{128} << 10;  // bytes

// `size` is a multiple of abi::wasmPageSize, as is that of the contents.
void restoreContents(uint8_t *base, uint64_t size, Span<const uint8_t> contents) {
  constexpr uint64_t piece = 4096;
  alignas(64) static constinit uint8_t zeros[piece] = {};
  for (uint64_t at = 0; at < size; at += piece) {
    const uint8_t *wanted = at < contents.size() ? contents.data() + at : zeros;
    if (memcmp(base + at, wanted, piece) != 0)
      memcpy(base + at, wanted, piece);
  }
}

// Bytes to reserve for a memory of this size: one page at least, so that an empty memory has an address of its own.
uint64_t reservationFor(uint64_t size) { return roundUp(size ? size : 1); }

}  // namespace

MemoryAccount &processMemories() { return process; }

bool reserveMemory(const abi::MemoryDesc &desc, MemoryAccount *account, uint64_t &reserved, ErrorText &error, uint64_t inFront) {
  uint64_t limit = grownLimit(desc, account ? *account : process);
  uint64_t wanted = desc.reservation ? desc.reservation : reservationFor(usefulSize(desc, limit));
  uint64_t least = desc.reservation ? desc.reservation : reservationFor(bytesOf(desc.minPages, desc.pageSizeLog2));
  Result<Span<uint8_t>> range =
      desc.fixedBase ? reserveAt(desc.fixedBase, wanted, PROT_NONE) : reserveUpTo(inFront + wanted, inFront + least, PROT_NONE);
  if (!range) {
    error = reservationFailure(desc, desc.fixedBase ? wanted : least, range.errorNumber());
    return false;
  }
  reserved = (*range).size() - inFront;
  uint64_t pages = reserved >> desc.pageSizeLog2;
  *desc.memory = {.base = (*range).data() + inFront,
                  .size = 0,
                  .maxPages = limit < pages ? limit : pages,
                  .pageSizeLog2 = desc.pageSizeLog2,
                  .account = account};
  return true;
}

bool openMemory(const abi::MemoryDesc &desc, ErrorText &error) {
  uint64_t size = desc.minPages << desc.pageSizeLog2;
  if (size == 0)
    return true;
  MemoryAccount &account = accountOf(*desc.memory);
  if (size > account.limit - account.used) {
    error = ErrorText("--max-memory: the program starts with more than ", Decimal(account.limit), " bytes of memory");
    return false;
  }
  if (!sys::mprotect(desc.memory->base, roundUp(size), PROT_READ | PROT_WRITE)) {
    error = ErrorText("cannot allocate the initial memory of ", Decimal(size), " bytes");
    return false;
  }
  account.used += size;
  adviseHugePages(*desc.memory, 0, size);
  desc.memory->size = size;
  return true;
}

void releaseMemory(abi::Memory &memory, uint64_t reserved) {
  Lock lock(growth);
  accountOf(memory).used -= memory.size;
  (void)sys::munmap(memory.base, reserved);
}

// A reader that has no lock sees the new size when the pages are accessible, or the old one.
int64_t growMemory(abi::Memory &memory, uint64_t delta) {
  Lock lock(growth);
  MemoryAccount &account = accountOf(memory);
  uint64_t pages = memory.size >> memory.pageSizeLog2;
  if (delta > memory.maxPages || pages > memory.maxPages - delta)
    return -1;
  uint64_t size = (pages + delta) << memory.pageSizeLog2;
  if (size - memory.size > account.limit - account.used)
    return -1;
  uint64_t open = roundUp(memory.size), wanted = roundUp(size);
  if (wanted != open && !sys::mprotect(memory.base + open, wanted - open, PROT_READ | PROT_WRITE))
    return -1;
  adviseHugePages(memory, memory.size, size);
  account.used += size - memory.size;
  __atomic_store_n(&memory.size, size, __ATOMIC_SEQ_CST);
  return static_cast<int64_t>(pages);
}

// What is checked by instructions may still be about to be accessed, by another thread that shares the memory: it stays accessible.
bool resetMemory(abi::Memory &memory, uint64_t size, bool isGuarded, Span<const uint8_t> contents) {
  uint64_t open = roundUp(memory.size), wanted = roundUp(size);
  if (open <= comparedSize)
    restoreContents(memory.base, open, contents);
  else if (!sys::discardPages(memory.base, open))
    return false;
  if (memory.size == size)
    return true;
  Lock lock(growth);
  accountOf(memory).used -= memory.size - size;
  __atomic_store_n(&memory.size, size, __ATOMIC_SEQ_CST);
  return !isGuarded || wanted == open || sys::mprotect(memory.base + wanted, open - wanted, PROT_NONE).ok();
}

}  // namespace wasmc::rt

wasmc::abi::I64 wasmc::abi::wasmc_memory_grow(Ptr memory, I64 delta) {
  return static_cast<I64>(rt::growMemory(*static_cast<Memory *>(memory), delta));
}
