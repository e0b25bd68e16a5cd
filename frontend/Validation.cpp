// Function bodies: the decoder with a visitor that does nothing.
#include "frontend/Module.h"
#include "frontend/NullVisitor.h"

namespace wasmc {

Result<void> validateFunction(const Module &module, uint32_t functionIndex) {
  NullVisitor visitor;
  return FunctionDecoder<NullVisitor>(module, visitor).decodeFunction(functionIndex);
}

Result<void> validateFunctions(const Module &module) {
  for (uint32_t index = module.importedFunctionCount(); index < module.functions.size(); ++index)
    if (Result<void> valid = validateFunction(module, index); !valid)
      return valid;
  return {};
}

}  // namespace wasmc
