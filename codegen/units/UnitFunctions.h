// The functions in one unit's IR: its own, and others as far as its code refers to them. Declaring all of a large module in each unit
// would take time that grows with the square of its size.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/LibraryLayout.h"
#include "codegen/units/UnitPlan.h"

#include <map>

namespace wasmc {

class UnitFunctions {
public:
  // `layout`: of what the instance parameter points to, where there is one. Borrows all.
  UnitFunctions(Context &context, const UnitPlan &plan, const LibraryLayout *layout = nullptr)
      : context(context), plan(plan), layout(layout) {}

  // One of the unit's own, empty. To be called before anything refers to it.
  llvm::Function *define(FunctionId function);
  // One of another unit, empty, of which this one will have the body as well: LLVM inlines it where that makes code smaller.
  llvm::Function *defineInlinable(FunctionId function);
  // Any; imports are followed to who provides them.
  llvm::Function *get(FunctionId function);

private:
  void describe(llvm::Function &function) const;

  Context &context;
  const UnitPlan &plan;
  const LibraryLayout *const layout;
  std::map<FunctionId, llvm::Function *> functions;
};

}  // namespace wasmc
