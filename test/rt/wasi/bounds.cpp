// Scatter lists and paths at and past the end of memory and of what they may be. Every call's pointers: test/escape.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

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
  paths();
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
