#include "codegen/analysis/LastPage.h"

#include "codegen/Codegen.h"

#include "rt/abi/Layout.h"

#include <algorithm>

namespace wasmc {

bool canCoverLastPage(const Module &module, bool importsAreKnown) {
  return std::ranges::any_of(module.memories, [&](const auto &memory) {
    if (memory.type.addressType != ValueType::I32)
      return false;
    const Limits &limits = memory.type.limits;
    if (!canHaveGuard(memory.type))
      return !limits.max || *limits.max > abi::maxGrownPages * abi::wasmPageSize >> memory.type.pageSizeLog2;
    if (limits.min > abi::maxGrownPages)
      return true;
    return memory.import && !importsAreKnown && (!limits.max || *limits.max > abi::maxGrownPages);
  });
}

}  // namespace wasmc
