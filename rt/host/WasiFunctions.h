// The functions of WASI as a host provides them to instances.
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/StringView.h"

namespace wasmc::rt::wasi {

struct WasiFunction {
  StringView module, name;
  StringView parameters, results;  // i = i32, l = i64
  // As HostFunction::call; `data` is a WasiCaller (WasiInstance.h).
  void (*call)(void *data, abi::Value *slots);
};

// Null if there is none.
const WasiFunction *findWasiFunction(StringView module, StringView name);

// Whether it is of this type, that of the import.
bool hasType(const WasiFunction &function, const abi::TypeDesc &type);

}  // namespace wasmc::rt::wasi
