// A module's instance in an executable, as one unit of its code sees it: variables are declared when code first asks for them.
#pragma once

#include "codegen/instance/ProgramAccess.h"
#include "codegen/units/UnitColumns.h"

namespace wasmc {

class ProgramUnit final : public ProgramAccess {
public:
  // Borrows all; `functions` are the unit's.
  ProgramUnit(Context &context, const UnitPlan &plan, size_t moduleIndex, const ProgramState &state, UnitFunctions &functions)
      : ProgramAccess(context, plan.modules[moduleIndex].module), moduleIndex(moduleIndex), state(state), functions(functions) {}

  llvm::Function *code(uint32_t index) override { return functions.get({moduleIndex, index}); }
  const TypeColumn *typeColumn(uint32_t table, uint32_t type) override;

private:
  llvm::Constant *functionRecord(uint32_t index) override { return state.functionRecords.at(index).declare(context); }
  const MemoryPlace &memory(uint32_t index) override;
  const GlobalPlace &global(uint32_t index) override;
  const TablePlace &table(uint32_t index) override;
  llvm::GlobalVariable *tagObject(uint32_t index) override { return state.tags[index].declare(context); }
  const SegmentPlace &dataSegment(uint32_t index) override;
  const SegmentPlace &elementSegment(uint32_t index) override;
  llvm::GlobalVariable *arguments() override { return state.arguments->declare(context); }

  size_t moduleIndex;
  const ProgramState &state;
  UnitFunctions &functions;
  std::map<uint32_t, MemoryPlace> memories;
  std::map<uint32_t, GlobalPlace> globals;
  std::map<uint32_t, TablePlace> tables;
  std::map<uint32_t, SegmentPlace> data, elements;
  UnitColumns columns;
};

}  // namespace wasmc
