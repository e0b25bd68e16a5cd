// wasmc_error: what an operation of the API answers when it fails.
#pragma once

#include "rt/host/Text.h"
#include "rt/include/wasmc/wasmc.h"

struct wasmc_error {
  wasmc_error_kind kind;
  int exitStatus;
  char *message;    // its own, or a literal if `isStatic`
  char *backtrace;  // its own; null: none
  bool isStatic;    // the one for where there is no memory
};

namespace wasmc::rt {

// Never null. The caller has it.
wasmc_error *makeError(wasmc_error_kind kind, Text message, Text backtrace = {});
template <typename... Parts> wasmc_error *errorOf(wasmc_error_kind kind, const Parts &...parts) {
  return makeError(kind, Text(parts...));
}
wasmc_error *exitError(int status);
wasmc_error *noMemory();
// Of a guest that passes a reference out of its instance.
wasmc_error *cannotPass();

// To whoever asked for it, if anybody did. The answer is null, as of the constructors that fail.
inline decltype(nullptr) fail(wasmc_error **where, wasmc_error *error) {
  if (where)
    *where = error;
  else
    wasmc_error_delete(error);
  return nullptr;
}

}  // namespace wasmc::rt
