// The descriptor table: the lowest free number, renumbering, closing standard streams, running out, granted names.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64 2>&1 | FileCheck %s
// RUN: env POLICY="--max-fds 7" bash %S/Inputs/withDirectory.sh %t.d %t limited
// RUN: not env POLICY="--max-fds 3" bash %S/Inputs/withDirectory.sh %t.d %t limited 2>&1 | FileCheck %s --check-prefix=FEW
// RUN: bash -c "bash %S/Inputs/withDirectory.sh %t.d %t closed 2>&- && test ! -s %t.d/errors"
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

void renumber() {
  uint32_t a = open("inside"), b = open("sub/below");
  expect(a == 4 && b == 5, "lowest numbers");
  expectStatus(fd_renumber(memory, b, a), success, "fd_renumber");
  expect(readText(a) == "below\n", "the file moved");
  expectStatus(fd_tell(memory, b, resultPointer), badf, "fd_tell", "after renumbering");
  expectStatus(fd_renumber(memory, a, b), badf, "fd_renumber", "to a closed number");
  expectStatus(fd_renumber(memory, b, a), badf, "fd_renumber", "from a closed number");
  expectStatus(fd_renumber(memory, a, a), success, "fd_renumber", "to itself");
  expectStatus(fd_renumber(memory, a, 0xffffffff), badf, "fd_renumber", "to a huge number");
  expect(open("inside") == b, "the freed number is used again");
  expectStatus(fd_close(memory, a), success, "fd_close");
  expectStatus(fd_close(memory, a), badf, "fd_close", "twice");
  expectStatus(fd_close(memory, b), success, "fd_close");
}

void names() {
  expectStatus(fd_prestat_get(memory, root, buffer), success, "fd_prestat_get");
  expect(load<uint32_t>(buffer) == 0 && load<uint32_t>(buffer + 4) == 1, "prestat");
  expectStatus(fd_prestat_dir_name(memory, root, buffer, 0), nametoolong, "fd_prestat_dir_name");
  expectStatus(fd_prestat_dir_name(memory, root, buffer, 1), success, "fd_prestat_dir_name");
  expect(memoryBytes[buffer] == '/', "name");
  expectStatus(fd_prestat_get(memory, 0, buffer), badf, "fd_prestat_get", "of a stream");
  expectStatus(fd_prestat_get(memory, 4, buffer), badf, "fd_prestat_get", "of nothing");
  expectStatus(fd_prestat_dir_name(memory, 4, buffer, 1), badf, "fd_prestat_dir_name", "of nothing");
  expectStatus(fd_prestat_dir_name(memory, 0, buffer, 1), notdir, "fd_prestat_dir_name", "of a stream");
}

// The kernel's limit, far below the table's, is what ends it; afterwards everything works again.
void runOut() {
  uint32_t last = 0;
  uint32_t status;
  while ((status = openStatus("inside")) == success)
    last = load<uint32_t>(resultPointer);
  expectStatus(status, mfile, "path_open", "without end");
  expect(last > 200, "chunks");
  for (uint32_t fd = 4; fd <= last; ++fd)
    expectStatus(fd_close(memory, fd), success, "fd_close");
  expect(open("inside") == 4, "lowest number again");
  expectStatus(fd_close(memory, 4), success, "fd_close");
}

// What the guest closes as its standard error stays the runtime's, and no file of the guest's takes its place.
void closeStreams() {
  for (uint32_t fd = 0; fd < 3; ++fd)
    expectStatus(fd_close(memory, fd), success, "fd_close");
  for (uint32_t fd = 0; fd < 3; ++fd)
    expect(open("errors", creat, rightFdWrite) == fd, "lowest number");
  expectStatus(writeText(2, "to the file\n"), success, "fd_write");
}

// Started without a standard error: no file may become descriptor 2 of the kernel's, where the runtime writes.
void startedClosed() {
  uint32_t fd = open("errors", creat, rightFdWrite);
  writeMessage("must not land in the file");
  expectStatus(fd_close(memory, fd), success, "fd_close");
}

// The policy permits seven at once, of which four are there from the start.
// FEW: error: --dir {{.*}}: too many open files
void limited() {
  for (int round = 0; round < 2; ++round) {
    for (uint32_t fd = 4; fd < 7; ++fd)
      expect(open("inside") == fd, "within the limit");
    expectStatus(openStatus("inside"), mfile, "path_open", "beyond the limit");
    expectStatus(openStatus("new", creat, rightFdWrite), mfile, "path_open", "beyond the limit");
    expectStatus(path_filestat_get(memory, root, 0, firstPath, put(firstPath, "new"), buffer), noent, "nothing was created");
    expectStatus(fd_close(memory, 1), success, "fd_close");
    expect(open("inside") == 1, "in a stream's place");
    expectStatus(openStatus("inside"), mfile, "path_open", "beyond the limit");
    for (uint32_t fd : (const uint32_t[]){4, 5, 6})
      expectStatus(fd_close(memory, fd), success, "fd_close");
  }
}

void run() {
  if (hasArgument("closed"))
    return startedClosed();
  if (hasArgument("limited"))
    return limited();
  renumber();
  names();
  runOut();
  closeStreams();
  // CHECK-NOT: to the file
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
