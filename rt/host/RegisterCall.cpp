#include "rt/host/RegisterCall.h"

#include "rt/host/CallLayout.h"

namespace wasmc::rt {

namespace {

// Of parameters, as callWithArray leaves them (calls.S).
struct RegisterArguments {
  uint64_t integers[abi::maxRegisterIntegers];
  uint64_t floats[abi::maxRegisterFloats];
};
static_assert(sizeof(RegisterArguments) == 104);

// In two registers, too.
struct RegisterResult {
  uint64_t bits;
  wasmc_error *error;
};

bool isInteger(const abi::ValueType &type) { return type.kind == abi::ValueKind::I32 || type.kind == abi::ValueKind::I64; }
bool isFloat(const abi::ValueType &type) { return type.kind == abi::ValueKind::F32 || type.kind == abi::ValueKind::F64; }

bool fitsRegisters(const abi::TypeDesc &type) {
  uint64_t integers = 0, floats = 0;
  for (const abi::ValueType &parameter : Span(type.parameters, type.parameterCount)) {
    if (!isInteger(parameter) && !isFloat(parameter))
      return false;
    ++(isInteger(parameter) ? integers : floats);
  }
  bool fitsResult = type.resultCount == 0 || (type.resultCount == 1 && (isInteger(type.results[0]) || isFloat(type.results[0])));
  return integers <= abi::maxRegisterIntegers && floats <= abi::maxRegisterFloats && fitsResult;
}

int resultClass(const abi::TypeDesc &type) {
  if (type.resultCount == 0)
    return WASMC_RESULT_NONE;
  return isInteger(type.results[0]) ? WASMC_RESULT_INTEGER : WASMC_RESULT_FLOAT;
}

}  // namespace

bool hasRegisterForm(const abi::Library &library, const abi::TypeDesc &type) {
  return (library.flags & abi::hasRegisterFormFlag) && fitsRegisters(type);
}

// What calls.S leaves to others. `declared`: the class of the result that the caller expects.
extern "C" RegisterResult callUnusuallyInRegisters(wasmc_function *function, int declared, const RegisterArguments *arguments) {
  const abi::TypeDesc &type = *function->type;
  if (!fitsRegisters(type) || resultClass(type) != declared)
    return {0, errorOf(WASMC_INVALID, "not a function of the type that its caller has declared")};
  wasmc_value slots[abi::maxRegisterIntegers + abi::maxRegisterFloats] = {};
  uint64_t integers = 0, floats = 0;
  for (uint64_t i = 0; i < type.parameterCount; ++i)
    slots[i].i64 =
        static_cast<int64_t>(isInteger(type.parameters[i]) ? arguments->integers[integers++] : arguments->floats[floats++]);
  wasmc_error *error = wasmc_function_call(function, slots);
  return {static_cast<uint64_t>(slots[0].i64), error};
}

}  // namespace wasmc::rt
