#include "frontend/ExternTypes.h"

namespace wasmc {

std::string describeExtern(const Module &module, ExternKind kind, uint32_t index) {
  switch (kind) {
  case ExternKind::Func: return "function " + toString(module.functionType(index));
  case ExternKind::Table: return "table " + toString(module.tables[index].type);
  case ExternKind::Memory: return "memory " + toString(module.memories[index].type);
  case ExternKind::Global: return "global " + toString(module.globals[index].type);
  case ExternKind::Tag: return "tag " + toString(module.funcType(module.tags[index].typeIndex));
  }
  return "";
}

}  // namespace wasmc
