#include "codegen/analysis/TailCalls.h"

#include "frontend/NullVisitor.h"

#include <algorithm>

namespace wasmc {
namespace {

// What both CPUs pass in registers: on x86-64 six integers (System V ABI, AMD64 supplement, 3.2.3), of which the instance and the
// results' buffer may take two, and eight vectors.
constexpr unsigned integerRegisters = 4, vectorRegisters = 8;

bool fitInRegisters(const ResultType &parameters) {
  unsigned integers = 0, vectors = 0;
  for (ValueType type : parameters) {
    bool isVector = type.kind() == ValueType::F32 || type.kind() == ValueType::F64 || type.kind() == ValueType::V128;
    ++(isVector ? vectors : integers);
  }
  return integers <= integerRegisters && vectors <= vectorRegisters;
}

class Finder : public NullVisitor {
public:
  static constexpr bool handles(Feature feature) { return isCompiled(feature); }

  explicit Finder(const Module &module) : module(module) {}

  TailCalls run() {
    for (uint32_t f = module.importedFunctionCount(); f < module.functions.size() && found != TailCalls::OnStack; ++f) {
      caller = &module.functionType(f);
      (void)FunctionDecoder<Finder>(module, *this).decodeFunction(f);
    }
    return found;
  }

  void return_call(uint32_t callee, Arguments) { note(module.functionType(callee)); }
  void return_call_indirect(const imm::CallIndirect &imm, Value, Arguments) { note(module.funcType(imm.type)); }

private:
  void note(const FuncType &callee) {
    bool inRegisters = fitInRegisters(caller->parameters) && fitInRegisters(callee.parameters);
    found = std::max(found, inRegisters ? TailCalls::InRegisters : TailCalls::OnStack);
  }

  const Module &module;
  const FuncType *caller = nullptr;
  TailCalls found = TailCalls::None;
};

}  // namespace

TailCalls findTailCalls(const std::vector<InputModule> &modules) {
  TailCalls found = TailCalls::None;
  for (const InputModule &input : modules)
    if (input.module.features.has(Feature::TailCall))
      found = std::max(found, Finder(input.module).run());
  return found;
}

}  // namespace wasmc
