// Functions that guests import from outside of their library. Each is abi::HostFunction::call; `data` is an ImportedFunction.
#pragma once

#include "rt/abi/Module.h"

namespace wasmc::rt {

// A callback of the host's: runs on the thread's own stack, behind what called the guest. Without references (calls.S); the same
// where AddressSanitizer is to know; any.
extern "C" void callHost(void *data, abi::Value *slots);
void callHostSanitized(void *data, abi::Value *slots);
void callHostWithReferences(void *data, abi::Value *slots);
// A function of another instance: runs on the guest stack, as part of the same call.
void callOther(void *data, abi::Value *slots);
void callWasi(void *data, abi::Value *slots);

}  // namespace wasmc::rt
