// The functions in one unit's IR: its own, and others as far as its code refers to them. Declaring all of a large module in each unit
// would take time that grows with the square of its size.
#pragma once

#include "codegen/Context.h"
#include "codegen/units/UnitPlan.h"

#include <map>

namespace wasmc {

class UnitFunctions {
public:
  // `instanceSize`: how many bytes the instance parameter points to, where there is one.
  UnitFunctions(Context &context, const UnitPlan &plan, uint64_t instanceSize = 0)
      : context(context), plan(plan), instanceSize(instanceSize) {}

  // One of the unit's own, empty. To be called before anything refers to it.
  llvm::Function *define(FunctionId function);
  // Any; imports are followed to who provides them.
  llvm::Function *get(FunctionId function);

private:
  void describe(llvm::Function &function) const;

  Context &context;
  const UnitPlan &plan;
  const uint64_t instanceSize;
  std::map<FunctionId, llvm::Function *> functions;
};

}  // namespace wasmc
