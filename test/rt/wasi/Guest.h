// For tests of WASI: a guest of one page of memory whose code is the test itself. It calls the functions of Calls.h as generated
// code does, with pointers into its memory.
#pragma once

#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/syscall.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Types.h"
#include "test/rt/Expect.h"

#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>

namespace wasmc::rt::wasi {

// WASI's error numbers that tests ask for.
inline constexpr uint32_t success = 0, badf = 8, exist = 20, fault = 21, inval = 28, isdir = 31, loop = 32, mfile = 33,
                          nametoolong = 37, noent = 44, notdir = 54, notempty = 55, notsock = 57, notsup = 58, perm = 63,
                          spipe = 70;

inline constexpr uint32_t creat = 1, directory = 2, excl = 4, trunc = 8;  // oflags
inline constexpr uint32_t follow = 1, noFollow = 0;                       // lookupflags
inline constexpr uint32_t root = 3;                                       // the first granted directory

inline constexpr uint32_t memorySize = 65536;
alignas(16) inline uint8_t memoryBytes[memorySize];
inline abi::Memory guestMemory = {memoryBytes, memorySize, 1, 16};
inline abi::Memory *const memory = &guestMemory;

inline constexpr uint32_t resultPointer = 16;  // where the tests want results
inline constexpr uint32_t firstPath = 1024, secondPath = 8192, buffer = 16384;

template <typename T> T load(uint32_t pointer) { return loadGuest<T>(memoryBytes + pointer); }
template <typename T> void store(uint32_t pointer, T value) { memcpy(memoryBytes + pointer, &value, sizeof value); }

inline uint32_t put(uint32_t pointer, StringView text) {
  memcpy(memoryBytes + pointer, text.data(), text.size());
  return static_cast<uint32_t>(text.size());
}

// An iovec at `at`.
inline void putIovec(uint32_t at, uint32_t pointer, uint32_t length) {
  store(at, pointer);
  store(at + 4, length);
}

inline void expectStatus(uint32_t actual, uint32_t wanted, StringView call, StringView detail = {}) {
  if (actual == wanted)
    return;
  writeMessage("FAILED: ", call, " ", detail, ": error ", Decimal(actual), " instead of ", Decimal(wanted));
  exitProcess(1);
}

inline uint32_t openStatus(StringView path, uint32_t oflags = 0, uint64_t rights = rightFdRead, uint32_t lookup = noFollow,
                           uint32_t fd = root) {
  return path_open(memory, fd, lookup, firstPath, put(firstPath, path), oflags, rights, 0, 0, resultPointer);
}

inline uint32_t open(StringView path, uint32_t oflags = 0, uint64_t rights = rightFdRead, uint32_t lookup = noFollow,
                     uint32_t fd = root) {
  expectStatus(openStatus(path, oflags, rights, lookup, fd), success, "path_open", path);
  return load<uint32_t>(resultPointer);
}

inline uint32_t writeText(uint32_t fd, StringView text) {
  putIovec(firstPath, buffer, put(buffer, text));
  return fd_write(memory, fd, firstPath, 1, resultPointer);
}

inline StringView readText(uint32_t fd) {
  putIovec(firstPath, buffer, 4096);
  expectStatus(fd_read(memory, fd, firstPath, 1, resultPointer), success, "fd_read");
  return {reinterpret_cast<const char *>(memoryBytes) + buffer, load<uint32_t>(resultPointer)};
}

inline bool hasArgument(StringView wanted) {
  for (int i = 1; i < process().argc; ++i)
    if (wanted == StringView(process().argv[i]))
      return true;
  return false;
}

// With the argument `no-openat2` the test runs as on a kernel without that call.
inline void honourArguments() {
  if (!hasArgument("no-openat2"))
    return;
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, __NR_openat2},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
  };
  sock_fprog program = {sizeof filter / sizeof *filter, filter};
  bool done = sys::syscall<void>(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0).ok() &&
              sys::syscall<void>(__NR_prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program).ok();
  expect(done, "seccomp");
}

}  // namespace wasmc::rt::wasi
