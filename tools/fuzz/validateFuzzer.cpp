// Decoding and validation of arbitrary bytes must neither fault nor take long. The first byte chooses the features, so that one
// corpus covers the refusals too; a seed is a module with any byte in front.
#include "frontend/Module.h"

#include <iterator>

using namespace wasmc;

namespace {

FeatureSet chooseFeatures(uint8_t choice) {
  static constexpr const char *lists[] = {"all", "wasm1", "wasm2", "all,-multi-value,-extended-const", "wasm1,+reference-types"};
  return *FeatureSet::parse(lists[choice % std::size(lists)]);
}

// The invariants of Module.h that code generation relies on.
void checkModule(const Module &module) {
  bool holds = module.declaredFunctions.size() == module.functions.size();
  for (const Function &function : module.functions)
    holds = holds && function.typeIndex < module.types.size() && (function.import || function.body.offset != 0);
  for (const ElementSegment &segment : module.elements)
    holds = holds && (segment.mode != SegmentMode::Active || segment.table < module.tables.size());
  for (const DataSegment &segment : module.data)
    holds = holds && (segment.mode != SegmentMode::Active || segment.memory < module.memories.size());
  if (!holds)
    __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  Result<Module> module = decodeModule({data + 1, size - 1}, chooseFeatures(data[0]));
  if (!module)
    return 0;
  checkModule(*module);
  (void)validateFunctions(*module);
  return 0;
}
