// fd_readdir with buffers of every small size: each name comes exactly once, a cut entry fills the buffer, and any cookie continues
// where it was handed out.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t fileCount = 300;
constexpr uint32_t headerSize = 24;

struct Entry {
  uint64_t next, inode;
  uint32_t nameSize;
  FileType type;
  StringView name() const { return {reinterpret_cast<const char *>(memoryBytes) + buffer + headerSize, nameSize}; }
};

// The first entry from `cookie` on; false at the end.
bool readOne(uint64_t cookie, uint32_t size, uint32_t fd, Entry &entry) {
  memset(memoryBytes + buffer, 0xee, size + 1);
  expectStatus(fd_readdir(memory, fd, buffer, size, cookie, resultPointer), success, "fd_readdir");
  uint32_t used = load<uint32_t>(resultPointer);
  expect(used <= size && memoryBytes[buffer + size] == 0xee, "stays inside the buffer");
  if (used == 0)
    return false;
  entry = {load<uint64_t>(buffer), load<uint64_t>(buffer + 8), load<uint32_t>(buffer + 16), load<FileType>(buffer + 20)};
  expect(used >= headerSize + entry.nameSize, "the first entry fits");
  return true;
}

bool seen[fileCount];

// `file.N` -> N.
uint32_t numberOf(StringView name) {
  expect(name.startsWith("file."), name);
  uint32_t number = 0;
  for (char c : name.substr(5))
    number = number * 10 + static_cast<uint32_t>(c - '0');
  return number;
}

// Goes through the directory one entry at a time.
void list(uint32_t fd, uint32_t size) {
  memset(seen, 0, sizeof seen);
  uint32_t files = 0, dots = 0;
  uint64_t cookie = 0, self = 0, parent = 1;
  Entry entry;
  while (readOne(cookie, size, fd, entry)) {
    expect(entry.next != cookie, "a cookie of its own");
    cookie = entry.next;
    if (entry.name() == "." || entry.name() == "..") {
      (entry.name() == "." ? self : parent) = entry.inode;
      expect(entry.type == FileType::Directory, "type of a directory");
      ++dots;
      continue;
    }
    expect(entry.type == FileType::RegularFile, "type of a file");
    uint32_t number = numberOf(entry.name());
    expect(number < fileCount && !seen[number], "each name once");
    seen[number] = true;
    ++files;
  }
  expect(files == fileCount && dots == 2, "all names");
  expect(self == parent, "the parent's inode number is not told");
}

uint32_t countEntries(uint32_t fd) {
  uint32_t count = 0;
  Entry entry;
  for (uint64_t cookie = 0; readOne(cookie, 1000, fd, entry); cookie = entry.next)
    ++count;
  return count;
}

// More listings at once than are kept, each of them one entry further in turn.
void interleave() {
  constexpr uint32_t listings = 6;
  uint32_t fds[listings], counts[listings] = {};
  uint64_t cookies[listings] = {};
  for (uint32_t &fd : fds)
    fd = open("many", directory);
  uint32_t unfinished = listings;
  while (unfinished > 0) {
    unfinished = 0;
    for (uint32_t i = 0; i < listings; ++i) {
      Entry entry;
      if (!readOne(cookies[i], i % 2 ? 40 : 4096, fds[i], entry))
        continue;
      cookies[i] = entry.next;
      ++counts[i];
      ++unfinished;
    }
  }
  for (uint32_t i = 0; i < listings; ++i) {
    expect(counts[i] == fileCount + 2, "every entry in every listing");
    expectStatus(fd_close(memory, fds[i]), success, "fd_close");
  }
  // A new directory under an old number is listed by itself, and so is one that was changed, from its beginning.
  uint32_t fd = open("sub", directory);
  expect(fd == fds[0], "the same number");
  expect(countEntries(fd) == 3, "its own entries");
  expectStatus(fd_close(memory, open("sub/new", creat, rightFdWrite)), success, "fd_close");
  expect(countEntries(fd) == 4, "the new one too");
  expectStatus(fd_close(memory, fd), success, "fd_close");
}

void run() {
  expectStatus(path_create_directory(memory, root, firstPath, put(firstPath, "many")), success, "path_create_directory");
  uint32_t fd = open("many", directory);
  for (uint32_t i = 0; i < fileCount; ++i) {
    uint32_t length = put(firstPath, "file.");
    length += put(firstPath + length, Decimal(i));
    expectStatus(path_open(memory, fd, 0, firstPath, length, creat, rightFdWrite, 0, 0, resultPointer), success, "path_open");
    expectStatus(fd_close(memory, load<uint32_t>(resultPointer)), success, "fd_close");
  }
  for (uint32_t size : (const uint32_t[]){32, 33, 56, 100, 1000, 4096, 40000})
    list(fd, size);

  // A buffer too small even for a header is filled, with part of it.
  expectStatus(fd_readdir(memory, fd, buffer, 10, 0, resultPointer), success, "fd_readdir");
  expect(load<uint32_t>(resultPointer) == 10, "a cut header");
  expectStatus(fd_readdir(memory, fd, buffer, 0, 0, resultPointer), success, "fd_readdir");
  expect(load<uint32_t>(resultPointer) == 0, "an empty buffer");

  interleave();

  // An earlier cookie gives the same entry again, after all others were read.
  Entry first, second, again;
  expect(readOne(0, 100, fd, first) && readOne(first.next, 100, fd, second), "two entries");
  list(fd, 4096);
  expect(readOne(first.next, 100, fd, again) && again.inode == second.inode && again.next == second.next, "the same entry");
  expectStatus(fd_readdir(memory, fd, buffer, 100, 1ull << 63, resultPointer), inval, "fd_readdir", "with a made-up cookie");
  expectStatus(fd_readdir(memory, open("inside"), buffer, 100, 0, resultPointer), notdir, "fd_readdir", "of a file");
  expectStatus(fd_readdir(memory, 0, buffer, 100, 0, resultPointer), badf, "fd_readdir", "of a stream");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
