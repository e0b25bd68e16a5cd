#include "rt/host/NullDevice.h"

#include "rt/sys/linux/close.h"
#include "rt/sys/linux/openat.h"

namespace wasmc::rt {

namespace {

// One word, changed at once: a process may fork while another of its threads is here.
struct alignas(8) Shared {
  uint32_t uses;
  int32_t fd;  // if there are any
};
Shared shared;

Shared current() {
  Shared value;
  __atomic_load(&shared, &value, __ATOMIC_ACQUIRE);
  return value;
}

bool replace(Shared &expected, Shared by) {
  return __atomic_compare_exchange(&shared, &expected, &by, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

}  // namespace

Result<int> acquireNullDevice() {
  Shared found = current();
  while (found.uses != 0)
    if (replace(found, {found.uses + 1, found.fd}))
      return found.fd;
  Result<int> opened = sys::openat(AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC);
  if (!opened)
    return opened;
  while (!replace(found, {found.uses + 1, found.uses ? found.fd : *opened}))
    continue;
  if (found.uses == 0)
    return opened;
  (void)sys::close(*opened);  // another thread was faster
  return found.fd;
}

void releaseNullDevice() {
  Shared found = current();
  while (!replace(found, {found.uses - 1, found.fd}))
    continue;
  if (found.uses == 1)
    (void)sys::close(found.fd);
}

}  // namespace wasmc::rt
