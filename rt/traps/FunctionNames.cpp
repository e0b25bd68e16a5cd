#include "rt/traps/FunctionNames.h"

#include "rt/abi/Layout.h"
#include "rt/traps/GuestCode.h"

extern "C" {
// Weak: an executable without names lacks the section.
[[gnu::weak, gnu::visibility("hidden")]] extern const uint8_t __start_wasmc_names[];
}

namespace wasmc::rt {

namespace {

template <typename T> const T *at(uint32_t offset) { return reinterpret_cast<const T *>(__start_wasmc_names + offset); }

const abi::Scope *scopeAt(uint32_t offset) { return offset ? at<abi::Scope>(offset) : nullptr; }

}  // namespace

FunctionNames::FunctionNames(uint64_t pc) : scope(nullptr) {
  if (!__start_wasmc_names)
    return;
  uint64_t codeOffset = guestCodeOffset(pc);
  const abi::CodeSpan *first = at<abi::CodeSpan>(sizeof(abi::NameTable));
  const abi::CodeSpan *last = at<abi::CodeSpan>(at<abi::NameTable>(0)->spansEnd);
  const abi::CodeSpan *after = first;  // the first span behind the address
  while (after < last) {
    const abi::CodeSpan *middle = after + (last - after) / 2;
    if (middle->begin <= codeOffset)
      after = middle + 1;
    else
      last = middle;
  }
  if (after != first)
    scope = scopeAt(after[-1].scope);
}

StringView FunctionNames::name() const { return StringView(at<char>(scope->name)); }

void FunctionNames::next() { scope = scopeAt(scope->parent); }

}  // namespace wasmc::rt
