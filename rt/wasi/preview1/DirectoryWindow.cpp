#include "rt/wasi/preview1/DirectoryWindow.h"

#include "rt/sys/linux/lseek.h"

namespace wasmc::rt::wasi {

Result<DirectoryWindow *> DirectoryWindows::at(uint64_t serial, int kernelFd, uint64_t cookie) {
  DirectoryWindow *window = nullptr;
  for (DirectoryWindow &each : windows)
    if (each.owner == serial)
      window = &each;
  if (window && cookie != 0 && window->find(cookie))
    return window;
  if (!window) {
    window = &windows[nextReplaced];
    nextReplaced = (nextReplaced + 1) % (sizeof windows / sizeof *windows);
  }
  window->owner = 0;
  if (serial <= latestListed || cookie != 0)
    if (Result<uint64_t> moved = sys::lseek(kernelFd, static_cast<int64_t>(cookie), SEEK_SET); !moved)
      return moved.errorNumber();
  latestListed = serial > latestListed ? serial : latestListed;
  window->owner = serial;
  window->begin = window->cookie = cookie;
  window->position = window->size = 0;
  return window;
}

Result<const sys::DirectoryEntry *> DirectoryWindow::next(int kernelFd) {
  if (position == size) {
    Result<size_t> read = sys::getdents64(kernelFd, entries, sizeof entries);
    if (!read)
      return read.errorNumber();
    if (*read == 0)
      return nullptr;
    begin = cookie;
    position = 0;
    size = *read;
  }
  const sys::DirectoryEntry *found = entry();
  skip();
  return found;
}

// False if no entry here ends at `wanted`.
bool DirectoryWindow::find(uint64_t wanted) {
  position = 0;
  cookie = begin;
  while (cookie != wanted && position < size)
    skip();
  return cookie == wanted;
}

void DirectoryWindow::skip() {
  cookie = static_cast<uint64_t>(entry()->next);
  position += entry()->size;
}

}  // namespace wasmc::rt::wasi
