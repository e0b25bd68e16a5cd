// Pointers, lengths and counts at and past the end of memory.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t pastEnd[] = {memorySize, memorySize - 1, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff};

void scatterLists() {
  uint32_t fd = open("inside", 0, rightFdRead | rightFdWrite);
  putIovec(memorySize - 8, buffer, 6);
  expectStatus(fd_read(memory, fd, memorySize - 8, 1, resultPointer), success, "fd_read", "list at the end");
  expect(load<uint32_t>(resultPointer) == 6, "count");
  expectStatus(fd_read(memory, fd, memorySize - 7, 1, resultPointer), fault, "fd_read", "list past the end");
  expectStatus(fd_read(memory, fd, memorySize - 8, 2, resultPointer), fault, "fd_read", "list over the end");
  expectStatus(fd_read(memory, fd, 0, 0x20000000, resultPointer), fault, "fd_read", "2^29 pieces");
  expectStatus(fd_read(memory, fd, 8, 0xffffffff, resultPointer), fault, "fd_read", "2^32-1 pieces");

  struct {
    uint32_t pointer, length, status;
  } const pieces[] = {{memorySize, 0, success}, {memorySize - 1, 1, success},    {memorySize - 1, 2, fault},
                      {memorySize, 1, fault},   {0xffffffff, 0xffffffff, fault}, {1, 0xffffffff, fault},
                      {0xffffffff, 1, fault},   {0, memorySize + 1, fault},      {memorySize + 1, 0, fault}};
  for (const auto &piece : pieces) {
    expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
    putIovec(firstPath, piece.pointer, piece.length);
    expectStatus(fd_read(memory, fd, firstPath, 1, resultPointer), piece.status, "fd_read");
    expectStatus(fd_pread(memory, fd, firstPath, 1, 0, resultPointer), piece.status, "fd_pread");
    expectStatus(fd_write(memory, fd, firstPath, 1, resultPointer), piece.status, "fd_write");
    expectStatus(fd_pwrite(memory, fd, firstPath, 1, 0, resultPointer), piece.status, "fd_pwrite");
  }
  // A result that can't be written is found out before anything is read.
  expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  putIovec(firstPath, buffer, 4);
  expectStatus(fd_read(memory, fd, firstPath, 1, memorySize - 3), fault, "fd_read", "result over the end");
  expectStatus(fd_tell(memory, fd, resultPointer), success, "fd_tell");
  expect(load<uint64_t>(resultPointer) == 0, "nothing was read");

  // A long list of which only the last piece holds anything must not look like the end of the file.
  for (uint32_t i = 0; i < 1000; ++i)
    putIovec(buffer + 8 * i, 0, 0);
  putIovec(buffer + 8 * 999, 32, 2);
  expectStatus(fd_read(memory, fd, buffer, 1000, resultPointer), success, "fd_read", "empty pieces");
  expect(load<uint32_t>(resultPointer) == 2, "the last piece counts");
}

void everyPointer() {
  uint32_t file = open("inside", 0, rightFdRead | rightFdWrite);
  for (uint32_t p : pastEnd) {
    expectStatus(args_sizes_get(memory, p, 0), fault, "args_sizes_get");
    expectStatus(args_sizes_get(memory, 0, p), fault, "args_sizes_get");
    expectStatus(args_get(memory, p, 0), fault, "args_get");
    expectStatus(args_get(memory, 0, p), fault, "args_get");
    expectStatus(environ_sizes_get(memory, p, 0), fault, "environ_sizes_get");
    expectStatus(clock_time_get(memory, 0, 0, p), fault, "clock_time_get");
    expectStatus(clock_res_get(memory, 0, p), fault, "clock_res_get");
    expectStatus(random_get(memory, p, 2), fault, "random_get");
    expectStatus(random_get(memory, 2, p), fault, "random_get");
    expectStatus(fd_fdstat_get(memory, file, p), fault, "fd_fdstat_get");
    expectStatus(fd_filestat_get(memory, file, p), fault, "fd_filestat_get");
    expectStatus(unstable_fd_filestat_get(memory, file, p), fault, "fd_filestat_get");
    expectStatus(fd_prestat_get(memory, root, p), fault, "fd_prestat_get");
    expectStatus(fd_prestat_dir_name(memory, root, p == memorySize - 1 ? memorySize : p, 1), fault, "fd_prestat_dir_name");
    expectStatus(fd_seek(memory, file, 0, 1, p), fault, "fd_seek");
    expectStatus(fd_tell(memory, file, p), fault, "fd_tell");
    expectStatus(fd_readdir(memory, root, p, 2, 0, resultPointer), fault, "fd_readdir");
    expectStatus(fd_readdir(memory, root, buffer, 100, 0, p), fault, "fd_readdir");
    expectStatus(path_filestat_get(memory, root, 0, p, 2, buffer), fault, "path_filestat_get");
    expectStatus(path_filestat_get(memory, root, 0, firstPath, put(firstPath, "inside"), p), fault, "path_filestat_get");
    expectStatus(path_filestat_set_times(memory, root, 0, p, 2, 0, 0, 1), fault, "path_filestat_set_times");
    expectStatus(path_create_directory(memory, root, p, 2), fault, "path_create_directory");
    expectStatus(path_remove_directory(memory, root, p, 2), fault, "path_remove_directory");
    expectStatus(path_unlink_file(memory, root, p, 2), fault, "path_unlink_file");
    expectStatus(path_open(memory, root, 0, p, 2, 0, 0, 0, 0, resultPointer), fault, "path_open");
    expectStatus(path_open(memory, root, 0, firstPath, put(firstPath, "new"), creat, 0, 0, 0, p), fault, "path_open");
    expectStatus(path_rename(memory, root, p, 2, root, firstPath, 1), fault, "path_rename");
    expectStatus(path_rename(memory, root, firstPath, 1, root, p, 2), fault, "path_rename");
    expectStatus(path_link(memory, root, 0, p, 2, root, firstPath, 1), fault, "path_link");
    expectStatus(path_link(memory, root, 0, firstPath, 1, root, p, 2), fault, "path_link");
    expectStatus(path_symlink(memory, p, 2, root, firstPath, 1), fault, "path_symlink");
    expectStatus(path_symlink(memory, firstPath, 1, root, p, 2), fault, "path_symlink");
    expectStatus(path_readlink(memory, root, p, 2, buffer, 1, resultPointer), fault, "path_readlink");
    expectStatus(path_readlink(memory, root, firstPath, 1, p, 2, resultPointer), fault, "path_readlink");
    expectStatus(poll_oneoff(memory, p, buffer, 1, resultPointer), fault, "poll_oneoff");
    expectStatus(poll_oneoff(memory, buffer, p, 1, resultPointer), fault, "poll_oneoff");
    expectStatus(poll_oneoff(memory, buffer, buffer, 1, p), fault, "poll_oneoff");
    expectStatus(poll_oneoff(memory, 0, 0, p, resultPointer), fault, "poll_oneoff");
    expectStatus(sock_recv(memory, 0, p, 1, 0, 0, 0), fault, "sock_recv");
    expectStatus(sock_send(memory, 0, p, 1, 0, 0), fault, "sock_send");
    expectStatus(sock_accept(memory, 0, 0, p), fault, "sock_accept");
  }
  // The file that path_open could not have reported was not made.
  expectStatus(openStatus("new"), noent, "path_open");
}

void noMemory() {
  abi::Memory none = {memoryBytes, 0, 0, 16};
  expectStatus(random_get(&none, 0, 0), success, "random_get", "of nothing");
  expectStatus(random_get(&none, 0, 1), fault, "random_get");
  expectStatus(fd_write(&none, 1, 0, 0, 0), fault, "fd_write");
  expectStatus(args_sizes_get(&none, 0, 4), fault, "args_sizes_get");
}

void paths() {
  expectStatus(openStatus(""), noent, "path_open", "empty");
  expectStatus(openStatus({"inside\0", 7}), inval, "path_open", "null byte");
  memset(memoryBytes + buffer, 'a', 5000);
  expectStatus(path_unlink_file(memory, root, buffer, 4096), nametoolong, "path_unlink_file", "4096 bytes");
  expectStatus(path_unlink_file(memory, root, buffer, 4095), nametoolong, "path_unlink_file", "4095 bytes");
  expectStatus(path_unlink_file(memory, root, buffer, 256), nametoolong, "path_unlink_file", "256 bytes");
  expectStatus(path_unlink_file(memory, root, buffer, 255), noent, "path_unlink_file", "255 bytes");
}

void run() {
  scatterLists();
  everyPointer();
  noMemory();
  paths();
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
