// Opening what a policy grants.
#pragma once

#include "rt/core/Result.h"
#include "rt/sandbox/Policy.h"

namespace wasmc::rt::wasi {

// Why something can't be had: a sentence whose middle part quotes the option's value, and, if it is not 0, an error number of Linux
// to put behind it.
struct GrantError {
  sandbox::PolicyError text = {};
  int number = 0;

  // `reason` is what the number means, with a colon before it; empty: nothing that has a text.
  static GrantError of(StringView option, StringView value, StringView reason, Errno error) {
    bool isKnown = !reason.empty();
    return {{option, value, isKnown ? reason : ": error "}, isKnown ? 0 : error.code};
  }
  bool any() const { return text.any(); }
};

// Opens the granted directories, then listeners, then connections as the next free descriptors of the current context. What is open
// when something can't be had remains so.
GrantError openGrants(const sandbox::Policy &policy);

// The listeners and connections alone.
GrantError openGrantedSockets(const sandbox::Policy &policy);

}  // namespace wasmc::rt::wasi

// Opens the granted directories and sockets as descriptors 3 and up, or ends the process with status 125. To be called once, before
// guest code runs. A weak reference suffices: the function is linked in exactly when a call that needs it is.
extern "C" void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);

// openGrantedSockets. Weak: only a program that imports a call for sockets is linked with it.
extern "C" [[gnu::weak, gnu::visibility("hidden")]] void wasmc_wasi_sockets(const wasmc::rt::sandbox::Policy &policy,
                                                                            wasmc::rt::wasi::GrantError &error);
