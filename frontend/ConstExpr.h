// Constant expressions (specification, 3.4: constant expressions): the function decoder in constant mode.
#pragma once

#include "frontend/FunctionDecoder.h"

namespace wasmc {

// Reads and validates one of the given type, and records the functions that it refers to as declared.
// Globals that it names must stand in module.globals already.
Result<ConstExpr> readConstExpr(Reader &reader, Module &module, ValueType type);

// Visits a validated expression; its operand's value is the result.
template <typename Visitor> Result<typename Visitor::Value> visitConstExpr(const Module &module, Visitor &visitor,
                                                                           const ConstExpr &expression) {
  Reader reader(expression.code.bytes, expression.code.offset);
  return FunctionDecoder<Visitor>(module, visitor).decodeConstant(reader, expression.type);
}

}  // namespace wasmc
