// A module in the library model, as one unit of its code sees it.
#pragma once

#include "codegen/instance/LibraryAccess.h"
#include "codegen/units/UnitColumns.h"

namespace wasmc {

class LibraryUnit final : public LibraryAccess {
public:
  // Borrows all; `functions` are the unit's.
  LibraryUnit(Context &context, const UnitPlan &plan, size_t moduleIndex, const LibraryLayout &layout, const LibraryState &state,
              UnitFunctions &functions)
      : LibraryAccess(context, plan.modules[moduleIndex].module, layout), moduleIndex(moduleIndex), state(state),
        functions(functions) {}

  llvm::Function *code(uint32_t index) override { return functions.get({moduleIndex, index}); }
  llvm::Constant *globalConstant(uint32_t index) override;
  const TypeColumn *typeColumn(uint32_t table, uint32_t type) override;
  llvm::Value *dataBytes(uint32_t index) override { return state.data.at(index).declare(context); }

private:
  size_t moduleIndex;
  const LibraryState &state;
  UnitFunctions &functions;
  UnitColumns columns;
};

}  // namespace wasmc
