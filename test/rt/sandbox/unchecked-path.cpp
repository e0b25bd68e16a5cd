// The runtime without its check of paths: what the guest opens is opened as it is written. Landlock is what refuses it then (WASI's
// error 2, acces); with the check it is the runtime (63, perm).
//
// REQUIRES: kernel-sandbox
// RUN: rm -rf %t.d && mkdir -p %t.d/granted && echo secret > %t.d/secret && echo content > %t.d/granted/inside
// RUN: %rtcc-x86_64 %s -c %t -Wno-unused-function && %wasmc %S/Inputs/open.wat --dir %t.d/granted::d -o %t.whole
// RUN: %wasmc %S/Inputs/open.wat --dir %t.d/granted::d --link-object %t.o -o %t
// RUN: %exits 63 %t.whole ../secret && %exits 0 %t.whole inside
// RUN: %exits 2 %t ../secret && %exits 2 %t /etc/passwd && %exits 0 %t inside
// RUN: %exits 0 %without landlock -- %t ../secret
#include "rt/wasi/preview1/Resolve.h"

namespace wasmc::rt::wasi {
Result<int> checkedOpenBeneath(int directory, const char *path, int flags, uint32_t mode = 0);
}

#define openBeneath checkedOpenBeneath
#include "rt/wasi/preview1/Resolve.cpp"
#undef openBeneath

#include "rt/sys/linux/openat.h"

namespace wasmc::rt::wasi {

Result<int> openBeneath(int directory, const char *path, int flags, uint32_t mode) {
  return sys::openat(directory, path, flags | O_CLOEXEC, mode);
}

}  // namespace wasmc::rt::wasi
