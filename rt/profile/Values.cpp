// What instrumented code calls to record values: targets of indirect calls, sizes of memory operations.
#include "rt/profile/RawProfile.h"

#include "rt/sys/linux/schedYield.h"

#define INSTR_PROF_VALUE_PROF_MEMOP_API
#include <llvm/ProfileData/InstrProfData.inc>  // InstrProfGetRangeRepValue

namespace wasmc::rt::profile {

namespace {

extern "C" {
// The ends of the pool of nodes. Weak: a program without sites has none.
[[gnu::weak, gnu::visibility("hidden")]] extern ValueNode __start___llvm_prf_vnds[], __stop___llvm_prf_vnds[];
}

size_t usedNodes = 0;
// Set while a thread changes lists, and for good once they are written. A thread that finds it set drops its value: a profile is a
// sample, and a signal may have interrupted the thread that set it.
uint32_t isClaimed = 0;

bool claim() { return __atomic_exchange_n(&isClaimed, 1, __ATOMIC_ACQUIRE) == 0; }

// Puts a value into the list that starts at `*list`, whose nodes hold others. A full list gives up its rarest value, slowly, so that
// frequent ones come in late, too (the lossy counting of streams).
void insert(ValueNode **list, uint64_t value) {
  ValueNode *rarest = nullptr;
  unsigned count = 0;
  ValueNode **end = list;
  for (; *end; end = &(*end)->Next, ++count)
    if (!rarest || (*end)->Count < rarest->Count)
      rarest = *end;
  size_t poolSize = static_cast<size_t>(__stop___llvm_prf_vnds - __start___llvm_prf_vnds);
  if (count < maxValuesPerSite && usedNodes < poolSize) {
    ValueNode *node = &__start___llvm_prf_vnds[usedNodes++];
    *node = {value, 1, nullptr};
    __atomic_store_n(end, node, __ATOMIC_RELEASE);
  } else if (rarest && --rarest->Count == 0) {
    rarest->Value = value;
    rarest->Count = 1;
  }
}

void record(uint64_t value, const FunctionData &function, uint32_t site) {
  ValueNode **list = &sitesOf(function)[site];
  for (ValueNode *node = __atomic_load_n(list, __ATOMIC_ACQUIRE); node; node = __atomic_load_n(&node->Next, __ATOMIC_ACQUIRE))
    if (node->Value == value) {
      ++node->Count;
      return;
    }
  if (!claim())
    return;
  insert(list, value);
  __atomic_store_n(&isClaimed, 0, __ATOMIC_RELEASE);
}

}  // namespace

void stopRecording() {
  // Another thread is done in no time; if it is this one that a signal has interrupted, it never is.
  constexpr unsigned patience = 100;
  for (unsigned i = 0; i < patience && !claim(); ++i)
    (void)sys::schedYield();
}

extern "C" void INSTR_PROF_VALUE_PROF_FUNC(uint64_t value, void *function, uint32_t site) {
  record(value, *static_cast<FunctionData *>(function), site);
}

extern "C" void INSTR_PROF_VALUE_PROF_MEMOP_FUNC(uint64_t value, void *function, uint32_t site) {
  record(InstrProfGetRangeRepValue(value), *static_cast<FunctionData *>(function), site);
}

}  // namespace wasmc::rt::profile
