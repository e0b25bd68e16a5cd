// A list that is sorted by address and never changes once it is published: who adds or removes something publishes a changed copy,
// and frees the old one as soon as nobody searches any more.
#include "rt/host/CodeRegistry.h"

#include "rt/core/Mutex.h"
#include "rt/host/HostMemory.h"
#include "rt/sys/linux/schedYield.h"

namespace wasmc::rt {

namespace {

struct List {
  size_t count;
  const LoadedCode *entries[];  // by textBegin
};

WASMC_PROCESS_MUTEX Mutex writing;
constinit List *published = nullptr;
uint64_t readers = 0;

uint64_t beginOf(const LoadedCode &code) { return reinterpret_cast<uint64_t>(code.plugin->textBegin); }

bool isWithin(uint64_t pc, const uint8_t *begin, const uint8_t *end) {
  return pc >= reinterpret_cast<uint64_t>(begin) && pc < reinterpret_cast<uint64_t>(end);
}

List *makeList(size_t count) { return static_cast<List *>(hostAllocate(sizeof(List) + count * sizeof(const LoadedCode *))); }

void publish(List *list) {
  List *old = __atomic_exchange_n(&published, list, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&readers, __ATOMIC_SEQ_CST) != 0)
    (void)sys::schedYield();
  hostFree(old);
}

// The last one that begins at or below the address, or null. Plugins do not overlap, and have their memory functions behind or in
// front of the guest's: those are looked for one by one.
const LoadedCode *search(const List &list, uint64_t pc) {
  size_t low = 0, high = list.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (beginOf(*list.entries[middle]) <= pc)
      low = middle + 1;
    else
      high = middle;
  }
  if (low != 0 && isWithin(pc, list.entries[low - 1]->plugin->textBegin, list.entries[low - 1]->plugin->textEnd))
    return list.entries[low - 1];
  for (size_t i = 0; i < list.count; ++i)
    if (isWithin(pc, list.entries[i]->plugin->memoryTextBegin, list.entries[i]->plugin->memoryTextEnd))
      return list.entries[i];
  return nullptr;
}

}  // namespace

bool registerCode(const LoadedCode &code) {
  Lock lock(writing);
  size_t count = published ? published->count : 0;
  List *list = makeList(count + 1);
  if (!list)
    return false;
  size_t at = 0;
  for (; at < count && beginOf(*published->entries[at]) < beginOf(code); ++at)
    list->entries[at] = published->entries[at];
  list->entries[at] = &code;
  for (; at < count; ++at)
    list->entries[at + 1] = published->entries[at];
  list->count = count + 1;
  publish(list);
  return true;
}

bool forgetCode(const LoadedCode &code) {
  Lock lock(writing);
  size_t at = 0;
  while (published->entries[at] != &code)
    ++at;
  List *list = makeList(published->count - 1);
  if (!list)
    return false;
  list->count = published->count - 1;
  for (size_t i = 0; i < list->count; ++i)
    list->entries[i] = published->entries[i < at ? i : i + 1];
  publish(list);
  return true;
}

namespace {

template <typename Search> LoadedCode findWith(Search search) {
  __atomic_add_fetch(&readers, 1, __ATOMIC_SEQ_CST);
  const List *list = __atomic_load_n(&published, __ATOMIC_SEQ_CST);
  const LoadedCode *entry = list ? search(*list) : nullptr;
  LoadedCode found = entry ? *entry : LoadedCode{};
  __atomic_sub_fetch(&readers, 1, __ATOMIC_SEQ_CST);
  return found;
}

}  // namespace

LoadedCode findCode(uint64_t pc) {
  return findWith([=](const List &list) { return search(list, pc); });
}

LoadedCode findImage(uint64_t pc) {
  return findWith([=](const List &list) -> const LoadedCode * {
    if (const LoadedCode *code = search(list, pc))
      return code;
    for (size_t i = 0; i < list.count; ++i)
      if (isWithin(pc, list.entries[i]->image.begin, list.entries[i]->image.end))
        return list.entries[i];
    return nullptr;
  });
}

void forgetCodeReaders() { __atomic_store_n(&readers, 0, __ATOMIC_SEQ_CST); }

}  // namespace wasmc::rt
