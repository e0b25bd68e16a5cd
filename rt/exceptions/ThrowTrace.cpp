#include "rt/exceptions/ThrowTrace.h"

#include "rt/core/Allocator.h"
#include "rt/core/ThreadState.h"

namespace wasmc::rt {

ThrowTrace *traceOf(const abi::Exception &exception) {
  ThrowTrace *&trace = currentThread().trace;
  if (!trace)
    trace = allocateArray<ThrowTrace>(1);
  if (trace && trace->exception != &exception) {
    trace->exception = &exception;
    trace->count = 0;
  }
  return trace;
}

void forgetTrace(const abi::Exception &exception) {
  ThrowTrace *trace = currentThread().trace;
  if (trace && trace->exception == &exception)
    trace->exception = nullptr;
}

}  // namespace wasmc::rt
