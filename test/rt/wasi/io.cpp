// Reading and writing: lists of pieces of every sort, positions, appending, and that nothing happens when an argument is bad.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t list = firstPath;
constexpr uint32_t longList = 300;  // more pieces than are handed to the kernel at once

uint32_t write(uint32_t fd, uint32_t count) { return fd_write(memory, fd, list, count, resultPointer); }
uint32_t read(uint32_t fd, uint32_t count) { return fd_read(memory, fd, list, count, resultPointer); }
uint32_t transferred() { return load<uint32_t>(resultPointer); }

uint64_t position(uint32_t fd) {
  expectStatus(fd_tell(memory, fd, resultPointer), success, "fd_tell");
  return load<uint64_t>(resultPointer);
}

StringView contents(StringView path) {
  uint32_t fd = open(path);
  StringView text = readText(fd);
  expectStatus(fd_close(memory, fd), success, "fd_close");
  return text;
}

void pieces(uint32_t fd) {
  put(buffer, "abcdef");
  putIovec(list, buffer + 2, 2);
  putIovec(list + 8, buffer, 0);
  putIovec(list + 16, buffer, 1);
  putIovec(list + 24, memorySize, 0);  // empty, at the very end
  putIovec(list + 32, buffer + 1, 5);
  expectStatus(write(fd, 5), success, "fd_write");
  expect(transferred() == 8 && position(fd) == 8, "all pieces");
  expectStatus(write(fd, 0), success, "fd_write", "without pieces");
  expect(transferred() == 0, "nothing");
  expectStatus(write(fd, 1 << 29), fault, "fd_write", "list beyond the memory");
  expectStatus(write(fd, 0xffffffff), fault, "fd_write", "list beyond the memory");
  putIovec(list + 8, buffer, memorySize);
  expectStatus(write(fd, 2), fault, "fd_write", "piece beyond the memory");
  putIovec(list + 8, 0xffffffff, 0xffffffff);
  expectStatus(write(fd, 2), fault, "fd_write", "piece beyond the memory");
  expectStatus(fd_write(memory, fd, list, 1, memorySize - 3), fault, "fd_write", "result beyond the memory");
  expect(contents("out") == "cdabcdef", "nothing was written by a bad call");
}

void longLists(uint32_t fd) {
  expectStatus(fd_filestat_set_size(memory, fd, 0), success, "fd_filestat_set_size");
  expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  for (uint32_t i = 0; i < longList; ++i)
    putIovec(list + 8 * i, buffer + i, i % 2);
  expectStatus(write(fd, longList), success, "fd_write");
  uint32_t first = transferred();
  expect(first > 100 && first <= longList / 2 && position(fd) == first, "pieces with something in them count");
  // The same buffer twice: the later piece wins.
  expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  put(buffer, "1234");
  putIovec(list, buffer, 4);
  expectStatus(write(fd, 1), success, "fd_write");
  expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  putIovec(list, buffer, 2);
  putIovec(list + 8, buffer, 2);
  expectStatus(read(fd, 2), success, "fd_read");
  expect(transferred() == 4 && memoryBytes[buffer] == '3' && memoryBytes[buffer + 1] == '4', "overlapping pieces");
}

void positions(uint32_t fd) {
  put(buffer, "XY");
  putIovec(list, buffer, 2);
  uint64_t before = position(fd);
  expectStatus(fd_pwrite(memory, fd, list, 1, 1, resultPointer), success, "fd_pwrite");
  expectStatus(fd_pread(memory, fd, list, 1, 2, resultPointer), success, "fd_pread");
  expect(memoryBytes[buffer] == 'Y' && position(fd) == before, "the position stays");
  expectStatus(fd_pread(memory, fd, list, 1, 1 << 20, resultPointer), success, "fd_pread", "beyond the end");
  expect(transferred() == 0, "nothing there");
  expectStatus(fd_pread(memory, fd, list, 1, uint64_t{1} << 63, resultPointer), inval, "fd_pread", "before the start");
  expectStatus(fd_seek(memory, fd, 1 << 20, 0, resultPointer), success, "fd_seek", "beyond the end");
  expectStatus(read(fd, 1), success, "fd_read");
  expect(transferred() == 0, "at the end");
  expectStatus(fd_seek(memory, fd, static_cast<uint64_t>(INT64_MIN), 1, resultPointer), inval, "fd_seek", "far back");
  expectStatus(fd_seek(memory, fd, INT64_MAX, 1, resultPointer), inval, "fd_seek", "too far");
  expect(position(fd) == 1 << 20, "a refused seek does not move");
}

void append() {
  expectStatus(path_open(memory, root, 0, firstPath, put(firstPath, "log"), creat, rightFdWrite, 0, flagAppend, resultPointer),
               success, "path_open");
  uint32_t fd = load<uint32_t>(resultPointer);
  for (StringView text : (const StringView[]){"one ", "two "}) {
    expectStatus(writeText(fd, text), success, "fd_write");
    expectStatus(fd_seek(memory, fd, 0, 0, resultPointer), success, "fd_seek");
  }
  expect(contents("log") == "one two ", "always at the end");
  expectStatus(fd_fdstat_set_flags(memory, fd, 0), success, "fd_fdstat_set_flags");
  expectStatus(writeText(fd, "1"), success, "fd_write");
  expect(contents("log") == "1ne two ", "where the position is");
}

void run() {
  uint32_t fd = open("out", creat, rightFdRead | rightFdWrite);
  pieces(fd);
  longLists(fd);
  positions(fd);
  append();
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
