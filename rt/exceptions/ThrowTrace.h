// The guest frames that an exception has left, for the report of one that nobody catches: when that is known they may be gone,
// since handlers that do not want it have been asked.
#pragma once

#include "rt/abi/Exception.h"

namespace wasmc::rt {

struct ThrowTrace {
  static constexpr unsigned capacity = 32;  // as many as a report shows
  const abi::Exception *exception;          // that is thrown, or was; null: none
  uint64_t count;                           // of frames; those beyond capacity are not kept
  uint64_t frames[capacity];                // addresses inside their calls, the innermost first

  void add(uint64_t pc) {
    if (count < capacity)
      frames[count] = pc;
    ++count;
  }
};

// That of the calling thread, begun anew unless it is the exception's already. Null where there is no memory: there is none then.
ThrowTrace *traceOf(const abi::Exception &exception);

// The exception is a new one, whatever was thrown from its place before.
void forgetTrace(const abi::Exception &exception);

}  // namespace wasmc::rt
