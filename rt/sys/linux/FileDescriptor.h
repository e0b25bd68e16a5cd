// A descriptor with an owner: closed when it goes out of scope.
#pragma once

#include "rt/sys/linux/close.h"

namespace wasmc::rt::sys {

class FileDescriptor {
public:
  // Takes ownership; -1 is none.
  explicit FileDescriptor(int number = -1) : fd(number) {}
  FileDescriptor(FileDescriptor &&other) : fd(other.release()) {}
  FileDescriptor &operator=(FileDescriptor &&other) {
    reset(other.release());
    return *this;
  }
  ~FileDescriptor() { reset(-1); }

  int get() const { return fd; }
  int release() {
    int number = fd;
    fd = -1;
    return number;
  }
  void reset(int number) {
    if (fd >= 0)
      (void)close(fd);
    fd = number;
  }

private:
  int fd;
};

}  // namespace wasmc::rt::sys
