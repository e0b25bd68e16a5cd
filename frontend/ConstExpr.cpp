#include "frontend/ConstExpr.h"

#include "frontend/NullVisitor.h"

namespace wasmc {
namespace {

struct DeclaringVisitor : NullVisitor {
  Module &module;
  explicit DeclaringVisitor(Module &module) : module(module) {}
  Value ref_func(uint32_t index) {
    module.declaredFunctions[index] = true;
    return {};
  }
};

}  // namespace

Result<ConstExpr> readConstExpr(Reader &reader, Module &module, ValueType type) {
  Reader start = reader;
  DeclaringVisitor visitor(module);
  if (auto value = FunctionDecoder<DeclaringVisitor>(module, visitor).decodeConstant(reader, type); !value)
    return std::unexpected(value.error());
  uint64_t begin = start.offset();
  return ConstExpr{{start.take(reader.offset() - begin), begin}, type};
}

}  // namespace wasmc
