// The modules of one compilation as instances of one kind: of an executable (ProgramEmitter) or a library (LibraryEmitter).
//
// Either all of it is one IR module, or one has the state, what brings it up and what describes it to the runtime, and others, units
// of code, have the functions' bodies (codegen/units).
#pragma once

#include "codegen/Codegen.h"
#include "codegen/instance/InstanceModel.h"
#include "codegen/units/UnitFunctions.h"

#include <expected>
#include <memory>

namespace wasmc {

// What the code of a module refers to, in one unit's IR.
struct UnitAccess {
  std::unique_ptr<UnitFunctions> functions;
  std::unique_ptr<InstanceModel> instance;  // refers to the former
};

// How units reach the state. Constant, and used by several threads.
class UnitModel {
public:
  virtual ~UnitModel() = default;
  // For a unit of the module, whose IR is `context`. Borrows this and the others.
  virtual UnitAccess open(Context &context, const UnitPlan &plan, size_t module) const = 0;
};

class ModelEmitter {
public:
  virtual ~ModelEmitter() = default;

  // Emits everything, functions' bodies only where there is one unit (Context::symbols).
  virtual std::expected<void, ModuleError> emit() = 0;

  // --- Where there are several, afterwards:
  // What an imported function is: another module's, or itself where the state has code for it.
  virtual FunctionId provider(FunctionId import) const = 0;
  // Makes the state visible to other units.
  virtual std::unique_ptr<UnitModel> share() = 0;
};

}  // namespace wasmc
