// Results against what a script says of them.
#pragma once

#include "rt/abi/Layout.h"
#include "tools/wasmc-wast/driver/CommandFormat.h"
#include "tools/wasmc-wast/driver/Reader.h"
#include "tools/wasmc-wast/driver/Report.h"

namespace wasmc::driver {

// A value with its type.
struct TypedValue {
  // A reference of the hierarchy of func, extern, any, exn; NullRef: null of any of them.
  enum class Type : uint8_t { I32, I64, F32, F64, V128, FuncRef, ExternRef, AnyRef, ExnRef, NullRef } type;
  abi::Value value;
};

// The host's reference with this number, and back. Never null.
const void *hostReference(uint64_t number);
uint64_t hostNumber(const void *reference);

// Whether the value is what the next pattern asks for. Reads all of the pattern in any case.
bool matches(Reader &pattern, const TypedValue &actual);

// `i32:0x1`.
void describe(Line &line, const TypedValue &actual);

}  // namespace wasmc::driver
