#include "rt/host/RegisterCall.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/host/Values.h"

namespace wasmc::rt {

namespace {

// Of parameters, as spillArguments leaves them (calls.S).
struct RegisterValues {
  uint64_t integers[abi::maxRegisterIntegers];
  uint64_t floats[abi::maxRegisterFloats];
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

}  // namespace

bool hasRegisterForm(const abi::Library &library, const abi::TypeDesc &type) {
  return (library.flags & abi::hasRegisterFormFlag) && fitsRegisters(type);
}

// What calls.S leaves to others: `result` is null if there is none.
extern "C" wasmc_error *callUnusuallyInRegisters(wasmc_function *function, void *result, const RegisterValues *arguments) {
  const abi::TypeDesc &type = *function->type;
  if (!fitsRegisters(type) || (result != nullptr) != (type.resultCount == 1))
    return errorOf(WASMC_INVALID, "not a function of the type that its caller has declared");
  wasmc_value slots[abi::maxRegisterIntegers + abi::maxRegisterFloats] = {};
  uint64_t integers = 0, floats = 0;
  for (uint64_t i = 0; i < type.parameterCount; ++i)
    slots[i].i64 =
        static_cast<int64_t>(isInteger(type.parameters[i]) ? arguments->integers[integers++] : arguments->floats[floats++]);
  wasmc_error *error = wasmc_function_call(function, slots);
  if (!error && result)
    memcpy(result, &slots[0], sizeOf(type.results[0]));
  return error;
}

}  // namespace wasmc::rt
