// Through a read-only grant nothing changes: every call that could is refused as `perm`, and reading works.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d:ro %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d:ro %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

void refuseIn(uint32_t fd, StringView name) {
  uint32_t length = put(firstPath, name), newLength = put(secondPath, "new");
  expectStatus(openStatus(name, creat, rightFdRead, 0, fd), perm, "path_open", "creat");
  expectStatus(openStatus(name, trunc, rightFdRead, 0, fd), perm, "path_open", "trunc");
  expectStatus(openStatus(name, 0, rightFdWrite, 0, fd), perm, "path_open", "write");
  expectStatus(openStatus(name, 0, rightFdRead | rightFdWrite, 0, fd), perm, "path_open", "read and write");
  expectStatus(path_create_directory(memory, fd, secondPath, newLength), perm, "path_create_directory");
  expectStatus(path_remove_directory(memory, fd, firstPath, length), perm, "path_remove_directory");
  expectStatus(path_unlink_file(memory, fd, firstPath, length), perm, "path_unlink_file");
  expectStatus(path_rename(memory, fd, firstPath, length, fd, secondPath, newLength), perm, "path_rename");
  expectStatus(path_link(memory, fd, 0, firstPath, length, fd, secondPath, newLength), perm, "path_link");
  expectStatus(path_symlink(memory, firstPath, length, fd, secondPath, newLength), perm, "path_symlink");
  expectStatus(path_filestat_set_times(memory, fd, 0, firstPath, length, 1, 1, 5), perm, "path_filestat_set_times");
  expectStatus(fd_filestat_set_times(memory, fd, 1, 1, 5), perm, "fd_filestat_set_times", "directory");

  uint32_t file = open(name, 0, rightFdRead, 0, fd);
  expectStatus(fd_filestat_set_times(memory, file, 1, 1, 5), perm, "fd_filestat_set_times");
  expectStatus(fd_filestat_set_size(memory, file, 0), perm, "fd_filestat_set_size");
  expectStatus(fd_allocate(memory, file, 0, 100), perm, "fd_allocate");
  expectStatus(writeText(file, "changed"), badf, "fd_write");
  expectStatus(fd_fdstat_get(memory, file, buffer), success, "fd_fdstat_get");
  expect((load<uint64_t>(buffer + 8) & (rightFdRead | rightFdWrite)) == rightFdRead, "rights");
}

void run() {
  refuseIn(root, "inside");
  uint32_t below = open("sub", directory);
  refuseIn(below, "below");
  expect(readText(open("sub/below")) == "below\n", "reading");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
