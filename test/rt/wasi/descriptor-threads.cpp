// Threads that close and renumber what others are using. What a call has checked is what it acts on: nothing is created through a
// directory that was opened read-only while its number goes back and forth between that and a writable one, and a file that is open
// under a number which nobody else touches stays that file.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withTwoDirectories.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withTwoDirectories.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

#include "rt/threads/Thread.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t writable = 3, readOnly = 4;  // as granted
constexpr uint32_t rounds = 10000;

uint32_t finished;  // threads that have done their rounds
uint32_t changing;  // the number that is given to another directory all the time

// Each thread has 8 KiB of the guest's memory.
struct Area {
  uint32_t base;
  explicit Area(uint32_t number) : base(number * 8192) {}

  uint32_t openAt(uint32_t directoryFd, StringView path, uint32_t oflags, uint32_t &fd) const {
    uint32_t status = path_open(memory, directoryFd, noFollow, base, put(base, path), oflags, rightFdRead, 0, 0, base + 4096);
    fd = load<uint32_t>(base + 4096);
    return status;
  }
};

void finish() { __atomic_fetch_add(&finished, 1, __ATOMIC_SEQ_CST); }

// Puts the writable directory and the read-only one under the same number in turn. What was there is closed by that.
void change(void *) {
  Area area(1);
  for (uint32_t i = 0; i < rounds; ++i) {
    uint32_t fd;
    expectStatus(area.openAt(i % 2 ? writable : readOnly, ".", directory, fd), success, "path_open", "of a granted directory");
    expectStatus(fd_renumber(memory, fd, changing), success, "fd_renumber");
  }
  finish();
}

void create(void *) {
  Area area(2);
  uint32_t length = put(area.base, "made"), made = 0, refused = 0;
  while (__atomic_load_n(&finished, __ATOMIC_SEQ_CST) == 0) {
    uint32_t status = path_create_directory(memory, changing, area.base, length);
    if (status == success) {
      ++made;
      expectStatus(path_remove_directory(memory, writable, area.base, length), success, "path_remove_directory");
    } else {
      expectStatus(status, perm, "path_create_directory");
      ++refused;
    }
  }
  expect(made > 0 && refused > 0, "both directories were met");
}

// A file of its own, again and again: nobody else's file may be found under its number.
void readOwn(void *number) {
  Area area(*static_cast<uint32_t *>(number));
  bool first = area.base == 3 * 8192;
  while (__atomic_load_n(&finished, __ATOMIC_SEQ_CST) == 0) {
    uint32_t fd;
    expectStatus(area.openAt(first ? writable : readOnly, "letter", 0, fd), success, "path_open", "of a file");
    putIovec(area.base + 4096, area.base, 1);
    expectStatus(fd_pread(memory, fd, area.base + 4096, 1, 0, area.base + 4104), success, "fd_pread");
    expect(memoryBytes[area.base] == (first ? 'w' : 'r'), "a file is what was opened");
    expectStatus(fd_close(memory, fd), success, "fd_close");
  }
}

void run() {
  Area area(1);
  expectStatus(area.openAt(writable, ".", directory, changing), success, "path_open");
  uint32_t numbers[] = {3, 4};
  struct {
    void (*run)(void *);
    void *argument;
  } const tasks[] = {{change, nullptr}, {create, nullptr}, {readOwn, &numbers[0]}, {readOwn, &numbers[1]}};
  Thread *threads[4];
  for (size_t i = 0; i < 4; ++i) {
    Result<Thread *> started = startThread(tasks[i].run, tasks[i].argument);
    expect(started.ok(), "a thread starts");
    threads[i] = *started;
  }
  for (Thread *thread : threads)
    joinThread(thread);
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
