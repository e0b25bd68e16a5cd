// A path of the guest's, copied out of its memory: checked once, then out of the guest's reach.
#pragma once

#include "rt/memory/GuestMemory.h"

#include <linux/limits.h>

namespace wasmc::rt::wasi {

// Null-terminated, never empty, without null bytes inside; otherwise any bytes (the kernel knows no encoding either).
class GuestPath {
public:
  // ENOENT when empty, EINVAL with a null byte, ENAMETOOLONG as the kernel has it.
  static Result<void> read(const GuestMemory &memory, uint32_t pointer, uint32_t length, GuestPath &path) {
    Result<StringView> text = memory.text(pointer, length);
    if (!text)
      return text.errorNumber();
    if (length == 0)
      return Errno{ENOENT};
    if (length >= sizeof path.buffer)
      return Errno{ENAMETOOLONG};
    memcpy(path.buffer, text.value().data(), length);
    path.buffer[length] = '\0';
    path.length = length;
    for (char c : path.view())
      if (c == '\0')
        return Errno{EINVAL};
    return {};
  }

  char *text() { return buffer; }
  const char *text() const { return buffer; }
  StringView view() const { return {buffer, length}; }

  // Whether it is one component without a slash, and not `.` or `..`: what it names lies in the directory that it is relative to.
  bool isName() const {
    for (char c : view())
      if (c == '/')
        return false;
    return !(view() == "." || view() == "..");
  }

private:
  char buffer[PATH_MAX];
  size_t length;
};

}  // namespace wasmc::rt::wasi
