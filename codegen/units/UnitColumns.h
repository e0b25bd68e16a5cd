// Columns of frozen tables, as one unit of code sees them.
#pragma once

#include "codegen/instance/InstanceModel.h"
#include "codegen/units/SharedState.h"
#include "codegen/units/UnitFunctions.h"

namespace wasmc {

class UnitColumns {
public:
  // The column for a canonical type; null if `columns`, those of the table, have none. Lives as long as this.
  const TypeColumn *find(Context &context, UnitFunctions &functions, const SharedColumns &columns, uint32_t type);

private:
  std::map<const SharedColumn *, TypeColumn> declared;
};

}  // namespace wasmc
