// Every call of Wasi.def is there under its symbol, and the ones that no other test has for a subject do what they should.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %exits 44 %t one "two three"
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %exits 44 %qemu-aarch64 %t.aarch64 one "two three"
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

void *const symbols[] = {
#define WASMC_WASI(name, parameters, results, unstable) reinterpret_cast<void *>(name), WASMC_WASI_##unstable(name)
#define WASMC_WASI_Same(name)
#define WASMC_WASI_Absent(name)
#define WASMC_WASI_Differs(name) reinterpret_cast<void *>(unstable_##name),
#include "rt/wasi/preview1/Wasi.def"
};

void arguments() {
  expectStatus(args_sizes_get(memory, resultPointer, resultPointer + 4), success, "args_sizes_get");
  uint32_t size = load<uint32_t>(resultPointer + 4);
  expect(load<uint32_t>(resultPointer) == 3, "number of arguments");
  expect(size == StringView(process().argv[0]).size() + 1 + 4 + 10, "size of arguments");
  expectStatus(args_get(memory, memorySize - size - 12, memorySize - size), success, "args_get");
  expect(StringView(reinterpret_cast<const char *>(memoryBytes) + memorySize - 14, 14) == StringView("one\0two three", 14),
         "texts");
  expect(load<uint32_t>(memorySize - size - 4) == memorySize - 10, "pointers");
}

void seek() {
  uint32_t fd = open("inside");
  struct {
    uint32_t whence, oldWhence;
    int64_t offset;
    uint64_t position;
  } const steps[] = {{0, 2, 3, 3}, {1, 0, 2, 5}, {2, 1, -1, 6}};
  for (const auto &step : steps) {
    expectStatus(fd_seek(memory, fd, static_cast<uint64_t>(step.offset), step.whence, resultPointer), success, "fd_seek");
    expect(load<uint64_t>(resultPointer) == step.position, "position");
  }
  expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  for (const auto &step : steps) {
    expectStatus(unstable_fd_seek(memory, fd, static_cast<uint64_t>(step.offset), step.oldWhence, resultPointer), success,
                 "fd_seek");
    expect(load<uint64_t>(resultPointer) == step.position, "position in the older call");
  }
  expectStatus(fd_seek(memory, fd, 0, 3, resultPointer), inval, "fd_seek", "unknown whence");
  expectStatus(fd_seek(memory, fd, static_cast<uint64_t>(-1), 0, resultPointer), inval, "fd_seek", "before the start");
  expectStatus(fd_seek(memory, root, 0, 0, resultPointer), badf, "fd_seek", "in a directory");
}

void status() {
  uint32_t fd = open("inside", 0, rightFdRead | rightFdWrite);
  expectStatus(fd_filestat_set_times(memory, fd, 1'500'000'000, 2'250'000'000, 1 | 4), success, "fd_filestat_set_times");
  memset(memoryBytes + buffer, 0xee, 65);
  expectStatus(fd_filestat_get(memory, fd, buffer), success, "fd_filestat_get");
  Filestat now = load<Filestat>(buffer);
  expect(now.type == FileType::RegularFile && now.linkCount == 1 && now.size == 7, "status");
  expect(now.accessTime == 1'500'000'000 && now.modificationTime == 2'250'000'000, "times");
  for (uint8_t byte : now.padding)
    expect(byte == 0, "no uninitialised bytes");
  expectStatus(unstable_fd_filestat_get(memory, fd, buffer), success, "fd_filestat_get");
  expect(load<uint8_t>(buffer + 16) == 4 && load<uint32_t>(buffer + 20) == 1 && load<uint64_t>(buffer + 24) == 7, "older status");
  expect(load<uint64_t>(buffer + 32) == 1'500'000'000 && load<uint64_t>(buffer + 40) == 2'250'000'000, "older times");
  expectStatus(fd_filestat_set_times(memory, fd, 0, 0, 3), inval, "fd_filestat_set_times", "both");
  expectStatus(fd_filestat_set_times(memory, fd, 0, 0, 12), inval, "fd_filestat_set_times", "both");
  expectStatus(fd_filestat_set_times(memory, fd, 0, 0, 16), inval, "fd_filestat_set_times", "unknown flag");
  expectStatus(path_filestat_set_times(memory, root, 0, firstPath, put(firstPath, "sub"), 7, 9, 5), success,
               "path_filestat_set_times");
  expectStatus(path_filestat_get(memory, root, 0, firstPath, put(firstPath, "sub"), buffer), success, "path_filestat_get");
  expect(load<Filestat>(buffer).type == FileType::Directory && load<Filestat>(buffer).modificationTime == 9,
         "status of a directory");
}

void flags() {
  expectStatus(
      path_open(memory, root, 0, firstPath, put(firstPath, "log"), creat, rightFdWrite, 0, flagAppend | flagSync, resultPointer),
      success, "path_open");
  uint32_t fd = load<uint32_t>(resultPointer);
  expectStatus(fd_fdstat_get(memory, fd, buffer), success, "fd_fdstat_get");
  Fdstat stat = load<Fdstat>(buffer);
  expect(stat.type == FileType::RegularFile && stat.flags == (flagAppend | flagSync), "flags");
  expect((stat.rightsBase & (rightFdRead | rightFdWrite)) == rightFdWrite, "rights");
  expectStatus(fd_fdstat_set_flags(memory, fd, flagNonblock), success, "fd_fdstat_set_flags");
  expectStatus(fd_fdstat_get(memory, fd, buffer), success, "fd_fdstat_get");
  expect(load<Fdstat>(buffer).flags == (flagNonblock | flagSync), "changed flags");
  expectStatus(fd_fdstat_set_flags(memory, fd, flagSync), inval, "fd_fdstat_set_flags");
  expectStatus(fd_filestat_set_size(memory, fd, 100), success, "fd_filestat_set_size");
  expectStatus(fd_allocate(memory, fd, 50, 100), success, "fd_allocate");
  expectStatus(fd_advise(memory, fd, 0, 0, 5), success, "fd_advise");
  expectStatus(fd_advise(memory, fd, 0, 0, 6), inval, "fd_advise");
  expectStatus(fd_sync(memory, fd), success, "fd_sync");
  expectStatus(fd_datasync(memory, root), success, "fd_datasync");
  expectStatus(fd_filestat_get(memory, fd, buffer), success, "fd_filestat_get");
  expect(load<Filestat>(buffer).size == 150, "size");
  expectStatus(openStatus("sub", directory | creat), inval, "path_open", "creating a directory");
  expectStatus(openStatus("sub", 16), inval, "path_open", "unknown flag");
  expectStatus(openStatus("x", 0, 0, 0, fd), notdir, "path_open", "in a file");
  expectStatus(openStatus("x", 0, 0, 0, 0), badf, "path_open", "in a stream");
}

void names() {
  uint32_t text = put(firstPath, "inside"), link = put(secondPath, "link");
  expectStatus(path_symlink(memory, firstPath, text, root, secondPath, link), success, "path_symlink");
  expectStatus(path_readlink(memory, root, secondPath, link, buffer, 4, resultPointer), success, "path_readlink");
  expect(load<uint32_t>(resultPointer) == 4 && StringView(reinterpret_cast<const char *>(memoryBytes) + buffer, 4) == "insi",
         "target");
  expectStatus(path_readlink(memory, root, firstPath, text, buffer, 4, resultPointer), inval, "path_readlink", "of a file");
  expectStatus(path_link(memory, root, follow, secondPath, link, root, firstPath, text), inval, "path_link", "following");
  expectStatus(path_link(memory, root, 0, firstPath, text, root, secondPath, link), exist, "path_link");
  expectStatus(openStatus("link"), loop, "path_open");
  expect(readText(open("link", 0, rightFdRead, follow)) == "inside\n", "through a link");
  expectStatus(path_unlink_file(memory, root, secondPath, link), success, "path_unlink_file");
  expectStatus(path_rename(memory, root, firstPath, put(firstPath, "inside"), root, secondPath, put(secondPath, "sub/moved")),
               success, "path_rename");
  expectStatus(path_remove_directory(memory, root, firstPath, put(firstPath, "sub/")), notempty, "path_remove_directory");
  expectStatus(path_remove_directory(memory, root, firstPath, put(firstPath, "sub/moved")), notdir, "path_remove_directory");
  expectStatus(path_unlink_file(memory, root, firstPath, put(firstPath, "sub")), isdir, "path_unlink_file");
  expectStatus(path_create_directory(memory, root, firstPath, put(firstPath, "sub/.")), exist, "path_create_directory");
}

void clocks() {
  for (uint32_t clock = 0; clock < 4; ++clock) {
    expectStatus(clock_time_get(memory, clock, 0, resultPointer), success, "clock_time_get");
    expect(load<uint64_t>(resultPointer) > 0, "time");
    expectStatus(clock_res_get(memory, clock, resultPointer), success, "clock_res_get");
    expect(load<uint64_t>(resultPointer) > 0, "resolution");
  }
  expectStatus(clock_time_get(memory, 4, 0, resultPointer), inval, "clock_time_get");
}

void rest() {
  memset(memoryBytes + buffer, 0, 1001);
  expectStatus(random_get(memory, buffer, 1000), success, "random_get");
  uint32_t zeros = 0;
  for (uint32_t i = 0; i < 1000; ++i)
    zeros += memoryBytes[buffer + i] == 0;
  expect(zeros < 100 && memoryBytes[buffer + 1000] == 0, "randomness");
  expectStatus(sched_yield(memory), success, "sched_yield");
  expectStatus(proc_raise(memory, 6), notsup, "proc_raise");
  uint32_t file = open("sub/below");
  expectStatus(sock_shutdown(memory, file, 1), notsock, "sock_shutdown");
  expectStatus(sock_shutdown(memory, 99, 1), badf, "sock_shutdown");
  expectStatus(sock_accept(memory, file, 0, resultPointer), notsock, "sock_accept");
  putIovec(firstPath, buffer, 1);
  expectStatus(sock_recv(memory, file, firstPath, 1, 0, 0, 0), notsock, "sock_recv");
  expectStatus(sock_send(memory, file, firstPath, 1, 0, 0), notsock, "sock_send");
}

void run() {
  for (void *symbol : symbols)
    expect(symbol != nullptr, "symbol");
  arguments();
  seek();
  status();
  flags();
  names();
  clocks();
  rest();
  proc_exit(memory, 256 + 44);
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
