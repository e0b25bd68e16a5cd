#include "rt/traps/FunctionNames.h"

#include "rt/abi/Layout.h"
#include "rt/traps/GuestCode.h"

namespace wasmc::rt {

FunctionNames::FunctionNames(uint64_t pc) : table(guestNames(pc)), scope(nullptr) {
  if (!table)
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
