// WASI in a host: instances see nothing of each other, what a reset and an end leave, what is the host's and stays as it is.
//
// RUN: %hosttest -DWASMC_HOSTED -fno-exceptions -fno-rtti %s -o %t
// RUN: bash %S/Inputs/withTwoDirectories.sh %t.d env -C %t.d %t
// RUN: %hosttest -DWASMC_HOSTED -fno-exceptions -fno-rtti -fsanitize=address,undefined -fno-sanitize-recover=undefined %s -o %t.asan
// RUN: bash %S/Inputs/withTwoDirectories.sh %t.d env -C %t.d %t.asan
#include "rt/host/WasiInstance.h"
#include "rt/sys/linux/close.h"
#include "rt/sys/linux/fcntl.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/sigaction.h"
#include "rt/sys/linux/sigprocmask.h"
#include "test/rt/wasi/Guest.h"

extern "C" {
int pipe(int *ends);
int setenv(const char *name, const char *value, int overwrite);
int pthread_create(unsigned long *thread, const void *attributes, void *(*run)(void *), void *argument);
int pthread_join(unsigned long thread, void **result);
}

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t notcapable = 76, pipeBroken = 64;

struct Host {
  sandbox::Policy policy = {};
  HostGrants grants;

  // `options` are null-terminated words, of which the last is ended by the literal.
  template <size_t N> explicit Host(const char (&options)[N], int input = -1, int output = -1)
      : grants{&policy, {}, {input, output, -1}} {
    if (sandbox::PolicyError error = sandbox::parsePolicy({options, N > 1 ? N : 0}, policy); error.any())
      internalError(error.before, error.quoted, error.after);
  }

  InstanceContext *open() const {
    GrantError error;
    InstanceContext *made = openInstanceContext(grants, error);
    if (!made)
      internalError(error.text.before, error.text.quoted, error.text.after);
    return made;
  }
};

int openDescriptors() {
  int count = 0;
  for (int fd = 0; fd < 1024; ++fd)
    count += sys::getFileFlags(fd).ok();
  return count;
}

void isolation() {
  Host writes("--dir=w::/"), reads("--dir=r::/:ro"), nothing("");
  InstanceContext *a = writes.open(), *b = reads.open(), *c = nothing.open();
  enterContext(*a);
  uint32_t letter = open("letter"), other = open("letter");
  expect(letter == 4 && other == 5, "numbers from 4 on");
  enterContext(*b);
  expectStatus(fd_tell(memory, letter, resultPointer), badf, "fd_tell", "of another instance's");
  expect(open("letter") == 4 && readText(4) == "r\n", "its own directory, its own numbers");
  expectStatus(openStatus("new", creat, rightFdWrite), perm, "path_open", "through a read-only grant");
  expectStatus(fd_close(memory, root), success, "fd_close");
  enterContext(*c);
  expectStatus(openStatus("letter"), badf, "path_open", "without a grant");
  expectStatus(fd_prestat_get(memory, root, buffer), badf, "fd_prestat_get", "without a grant");
  enterContext(*a);
  expect(readText(letter) == "w\n", "nobody else has closed or read it");
  expectStatus(fd_prestat_get(memory, root, buffer), success, "fd_prestat_get");
  closeInstanceContext(*b);
  closeInstanceContext(*a);
  closeInstanceContext(*c);
}

// Lists the directory, so that there are windows, and does what should not outlast the guest.
void useAll() {
  for (int i = 0; i < 100; ++i)
    open("letter");
  expectStatus(fd_readdir(memory, root, buffer, 4096, 0, resultPointer), success, "fd_readdir");
  expect(load<uint32_t>(resultPointer) > 0, "entries");
  expectStatus(fd_fdstat_set_rights(memory, root, 0, 0), success, "fd_fdstat_set_rights");
  expectStatus(openStatus("letter"), notcapable, "path_open", "without the right");
  expectStatus(fd_renumber(memory, 10, 0), success, "fd_renumber");
  expectStatus(fd_close(memory, 1), success, "fd_close", "of a stream");
  expectStatus(fd_close(memory, root), success, "fd_close", "of a granted directory");
}

void reset() {
  Host host("--dir=w::/");
  int before = openDescriptors();
  InstanceContext *instance = host.open();
  int fresh = openDescriptors();
  for (int i = 0; i < 3; ++i) {
    enterContext(*instance);
    useAll();
    expect(openDescriptors() > fresh, "something is open");
    expect(!resetInstanceContext(*instance).any(), "reset");
    expect(openDescriptors() == fresh, "a reset closes what was opened");
    enterContext(*instance);
    expect(open("letter") == 4, "numbers begin anew");
    expectStatus(fd_tell(memory, 5, resultPointer), badf, "fd_tell", "of what was open before");
    expectStatus(writeText(1, "nobody reads this"), success, "fd_write", "to a stream that had been closed");
  }
  closeInstanceContext(*instance);
  expect(openDescriptors() == before, "the end closes all");
}

// Three standard streams that lead nowhere cost one descriptor for all instances.
void many() {
  constexpr int count = 1000;
  static InstanceContext *instances[count];
  Host host("--env=A=B\0--max-fds=10");
  int before = openDescriptors();
  for (InstanceContext *&instance : instances)
    instance = host.open();
  expect(openDescriptors() == before + 1, "descriptors of 1000 instances");
  for (InstanceContext *instance : instances)
    closeInstanceContext(*instance);
  Host granted("--dir=w::/");
  for (int i = 0; i < count; ++i) {
    InstanceContext *instance = granted.open();
    enterContext(*instance);
    open("letter");
    closeInstanceContext(*instance);
  }
  expect(openDescriptors() == before, "1000 instances leave nothing open");
}

void refusal() {
  Host host("--dir=w::/\0--dir=missing::/m");
  int before = openDescriptors();
  GrantError error;
  expect(!openInstanceContext(host.grants, error), "a directory that is not there");
  expect(error.text.before == "--dir " && error.text.quoted == "missing" && error.text.after == ": no such directory", "why");
  expect(openDescriptors() == before, "nothing stays open");
}

void silentStreams() {
  Host host("");
  InstanceContext *instance = host.open();
  enterContext(*instance);
  expect(readText(0).empty(), "reading ends at once");
  expectStatus(writeText(2, "lost"), success, "fd_write");
  expect(load<uint32_t>(resultPointer) == 4, "count");
  closeInstanceContext(*instance);
}

bool isPipeSignalPending() { return sys::pendingSignals() & (uint64_t{1} << (SIGPIPE - 1)); }

// The host's pipe has lost its reader: an error, no signal, neither now nor later; and one of the host's own stays.
void brokenPipe() {
  int ends[2];
  expect(pipe(ends) == 0, "pipe");
  (void)sys::close(ends[0]);
  Host host("", -1, ends[1]);
  InstanceContext *instance = host.open();
  enterContext(*instance);
  expectStatus(writeText(1, "text"), pipeBroken, "fd_write", "to a broken pipe");
  expectStatus(fd_fdstat_set_flags(memory, 1, 4), notcapable, "fd_fdstat_set_flags", "of the host's stream");
  uint64_t mask = sys::blockSignals(uint64_t{1} << (SIGPIPE - 1));
  expectStatus(writeText(1, "text"), pipeBroken, "fd_write", "with the signal blocked");
  expect(!isPipeSignalPending(), "none is left behind");
  (void)sys::rawSyscall(__NR_tgkill, sys::getpid(), sys::gettid(), SIGPIPE);
  expectStatus(writeText(1, "text"), pipeBroken, "fd_write", "with one of the host's");
  expect(isPipeSignalPending(), "the host's own stays");
  sys::takePendingSignal(uint64_t{1} << (SIGPIPE - 1));
  (void)sys::exchangeBlockedSignals(mask);
  closeInstanceContext(*instance);
  expect(sys::getFileFlags(ends[1]).ok(), "the stream stays the host's");
  (void)sys::close(ends[1]);
}

StringView onlyVariable() {
  expectStatus(environ_sizes_get(memory, resultPointer, resultPointer + 4), success, "environ_sizes_get");
  expect(load<uint32_t>(resultPointer) == 1, "one variable");
  expectStatus(environ_get(memory, firstPath, buffer), success, "environ_get");
  return reinterpret_cast<const char *>(memoryBytes) + buffer;
}

void environment() {
  setenv("GRANTED", "then", 1);
  Host host("--env=GRANTED");
  InstanceContext *instance = host.open();
  setenv("GRANTED", "now", 1);
  enterContext(*instance);
  expect(onlyVariable() == "GRANTED=then", "the variable as it was");
  expect(!resetInstanceContext(*instance).any(), "reset");
  enterContext(*instance);
  expect(onlyVariable() == "GRANTED=now", "as if it had just been made");
  closeInstanceContext(*instance);
}

// Calls of several threads at a time, each in the context of its own.
void *useForLong(void *argument) {
  auto &area = *static_cast<uint32_t *>(argument);
  abi::Memory own = {memoryBytes + area, 8192, 1, 16};
  Host host("--dir=r::/:ro");
  for (int round = 0; round < 200; ++round) {
    InstanceContext *instance = host.open();
    enterContext(*instance);
    for (uint32_t i = 0; i < 70; ++i) {
      memcpy(own.base, "letter", 6);
      expectStatus(path_open(&own, root, noFollow, 0, 6, 0, rightFdRead, 0, 0, 16), success, "path_open");
      expect(loadGuest<uint32_t>(own.base + 16) == 4 + i, "its own numbers");
    }
    expectStatus(fd_readdir(&own, root, 1024, 4096, 0, 16), success, "fd_readdir");
    closeInstanceContext(*instance);
  }
  return nullptr;
}

void threads() {
  int before = openDescriptors();
  unsigned long started[3];
  uint32_t areas[3];
  for (uint32_t i = 0; i < 3; ++i) {
    areas[i] = i * 8192;
    expect(pthread_create(&started[i], nullptr, useForLong, &areas[i]) == 0, "thread");
  }
  for (unsigned long thread : started)
    pthread_join(thread, nullptr);
  expect(openDescriptors() == before, "nothing stays open");
}

}  // namespace
}  // namespace wasmc::rt::wasi

int main() {
  using namespace wasmc::rt::wasi;
  isolation();
  reset();
  many();
  refusal();
  silentStreams();
  brokenPipe();
  environment();
  threads();
}
