// Rights: each call needs its own and fails with notcapable once that was given up; what was given up can't be had back, and is
// missing from what is opened later.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

Fdstat stat(uint32_t fd) {
  expectStatus(fd_fdstat_get(memory, fd, buffer), success, "fd_fdstat_get");
  return load<Fdstat>(buffer);
}

uint32_t setRights(uint32_t fd, uint64_t base, uint64_t inheriting) { return fd_fdstat_set_rights(memory, fd, base, inheriting); }

void drop(uint32_t fd, uint32_t base, uint32_t inheriting = 0) {
  Fdstat now = stat(fd);
  expectStatus(setRights(fd, now.rightsBase & ~uint64_t{base}, now.rightsInheriting & ~uint64_t{inheriting}), success,
               "fd_fdstat_set_rights");
}

uint32_t pollFor(uint8_t type, uint32_t fd) {
  memset(memoryBytes + buffer, 0, 48);
  store(buffer + 8, type);
  store(buffer + 16, fd);
  expectStatus(poll_oneoff(memory, buffer, buffer + 64, 1, resultPointer), success, "poll_oneoff");
  return load<uint16_t>(buffer + 64 + 8);
}

struct Call {
  StringView name;
  uint32_t right;
  uint32_t (*run)(uint32_t fd);  // succeeds as long as the right is there
};

uint32_t list = firstPath + 512;  // an iovec

const Call fileCalls[] = {
    {"fd_advise", rightFdAdvise, [](uint32_t fd) { return fd_advise(memory, fd, 0, 0, 0); }},
    {"fd_allocate", rightFdAllocate, [](uint32_t fd) { return fd_allocate(memory, fd, 0, 1); }},
    {"fd_datasync", rightFdDatasync, [](uint32_t fd) { return fd_datasync(memory, fd); }},
    {"fd_fdstat_set_flags", rightFdFdstatSetFlags, [](uint32_t fd) { return fd_fdstat_set_flags(memory, fd, 0); }},
    {"fd_filestat_get", rightFdFilestatGet, [](uint32_t fd) { return fd_filestat_get(memory, fd, buffer); }},
    {"older fd_filestat_get", rightFdFilestatGet, [](uint32_t fd) { return unstable_fd_filestat_get(memory, fd, buffer); }},
    {"fd_filestat_set_size", rightFdFilestatSetSize, [](uint32_t fd) { return fd_filestat_set_size(memory, fd, 7); }},
    {"fd_filestat_set_times", rightFdFilestatSetTimes, [](uint32_t fd) { return fd_filestat_set_times(memory, fd, 0, 0, 5); }},
    {"fd_read", rightFdRead, [](uint32_t fd) { return fd_read(memory, fd, list, 1, resultPointer); }},
    {"fd_pread", rightFdRead, [](uint32_t fd) { return fd_pread(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_pread", rightFdSeek, [](uint32_t fd) { return fd_pread(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_write", rightFdWrite, [](uint32_t fd) { return fd_write(memory, fd, list, 1, resultPointer); }},
    {"fd_pwrite", rightFdWrite, [](uint32_t fd) { return fd_pwrite(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_pwrite", rightFdSeek, [](uint32_t fd) { return fd_pwrite(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_seek", rightFdSeek, [](uint32_t fd) { return fd_seek(memory, fd, 0, 0, resultPointer); }},
    {"fd_seek", rightFdSeek, [](uint32_t fd) { return fd_seek(memory, fd, 1, 1, resultPointer); }},
    {"older fd_seek", rightFdSeek, [](uint32_t fd) { return unstable_fd_seek(memory, fd, 0, 2, resultPointer); }},
    {"fd_sync", rightFdSync, [](uint32_t fd) { return fd_sync(memory, fd); }},
    {"fd_tell", rightFdSeek | rightFdTell, [](uint32_t fd) { return fd_tell(memory, fd, resultPointer); }},
    {"fd_seek", rightFdSeek | rightFdTell, [](uint32_t fd) { return fd_seek(memory, fd, 0, 1, resultPointer); }},
    {"poll_oneoff", rightPollFdReadwrite, [](uint32_t fd) { return pollFor(1, fd); }},
    {"poll_oneoff", rightFdRead, [](uint32_t fd) { return pollFor(1, fd); }},
    {"poll_oneoff", rightFdWrite, [](uint32_t fd) { return pollFor(2, fd); }},
};

template <uint32_t (*call)(abi::Memory *, uint32_t, uint32_t, uint32_t)> uint32_t named(uint32_t fd, StringView name) {
  return call(memory, fd, firstPath, put(firstPath, name));
}

uint32_t openWith(uint32_t fd, uint32_t oflags, uint64_t rights = 0, uint32_t fdflags = 0) {
  return path_open(memory, fd, 0, firstPath, put(firstPath, "inside"), oflags, rights, 0, fdflags, resultPointer);
}

uint32_t link(uint32_t from, uint32_t to) {
  (void)named<path_unlink_file>(root, "linked");
  uint32_t length = put(firstPath, "inside");
  return path_link(memory, from, 0, firstPath, length, to, secondPath, put(secondPath, "linked"));
}

uint32_t rename(uint32_t from, uint32_t to) {
  uint32_t length = put(firstPath, "inside");
  return path_rename(memory, from, firstPath, length, to, secondPath, put(secondPath, "inside"));
}

uint32_t symlink(uint32_t fd) {
  (void)named<path_unlink_file>(root, "link");
  uint32_t length = put(secondPath, "inside");
  return path_symlink(memory, secondPath, length, fd, firstPath, put(firstPath, "link"));
}

uint32_t readlink(uint32_t fd) { return path_readlink(memory, fd, firstPath, put(firstPath, "link"), buffer, 100, resultPointer); }

uint32_t setTimes(uint32_t fd) { return path_filestat_set_times(memory, fd, 0, firstPath, put(firstPath, "inside"), 0, 0, 5); }

// Calls that make something come before those that remove it.
const Call directoryCalls[] = {
    {"fd_readdir", rightFdReaddir, [](uint32_t fd) { return fd_readdir(memory, fd, buffer, 100, 0, resultPointer); }},
    {"path_create_directory", rightPathCreateDirectory, [](uint32_t fd) { return named<path_create_directory>(fd, "made"); }},
    {"path_remove_directory", rightPathRemoveDirectory, [](uint32_t fd) { return named<path_remove_directory>(fd, "made"); }},
    {"path_open", rightPathOpen, [](uint32_t fd) { return openWith(fd, 0); }},
    {"path_open to create", rightPathCreateFile, [](uint32_t fd) { return openWith(fd, creat); }},
    {"path_open to cut", rightPathFilestatSetSize, [](uint32_t fd) { return openWith(fd, trunc); }},
    {"path_link from", rightPathLinkSource, [](uint32_t fd) { return link(fd, root); }},
    {"path_link to", rightPathLinkTarget, [](uint32_t fd) { return link(root, fd); }},
    {"path_rename from", rightPathRenameSource, [](uint32_t fd) { return rename(fd, root); }},
    {"path_rename to", rightPathRenameTarget, [](uint32_t fd) { return rename(root, fd); }},
    {"path_symlink", rightPathSymlink, symlink},
    {"path_readlink", rightPathReadlink, readlink},
    {"path_filestat_get", rightPathFilestatGet,
     [](uint32_t fd) { return path_filestat_get(memory, fd, 0, firstPath, put(firstPath, "inside"), buffer); }},
    {"older path_filestat_get", rightPathFilestatGet,
     [](uint32_t fd) { return unstable_path_filestat_get(memory, fd, 0, firstPath, put(firstPath, "inside"), buffer); }},
    {"path_filestat_set_times", rightPathFilestatSetTimes, setTimes},
    {"path_unlink_file", rightPathUnlinkFile, [](uint32_t fd) { return named<path_unlink_file>(fd, "link"); }},
};

template <typename Open> void check(Span<const Call> calls, Open open) {
  for (const Call &call : calls) {
    uint32_t fd = open();
    putIovec(list, buffer, 1);
    drop(fd, allRights & ~call.right);  // no other right is needed, but for pread's and pwrite's second one
    drop(fd, call.right);
    expectStatus(call.run(fd), 76, call.name, "without its right");
    expectStatus(fd_close(memory, fd), success, "fd_close");
    fd = open();
    putIovec(list, buffer, 1);
    drop(fd, allRights & ~(call.right | rightFdSeek | rightFdRead | rightFdWrite | rightPollFdReadwrite | rightPathOpen));
    expectStatus(call.run(fd), success, call.name, "with its right");
    expectStatus(fd_close(memory, fd), success, "fd_close");
  }
}

void regrant() {
  uint32_t fd = open("inside", 0, rightFdRead);
  Fdstat before = stat(fd);
  expect(!(before.rightsBase & rightFdWrite), "opened for reading");
  expectStatus(setRights(fd, before.rightsBase | rightFdWrite, before.rightsInheriting), 76, "fd_fdstat_set_rights", "to write");
  expectStatus(setRights(fd, before.rightsBase, before.rightsInheriting), success, "fd_fdstat_set_rights", "to what they are");
  drop(fd, rightFdSync);
  expect(stat(fd).rightsBase == (before.rightsBase & ~uint64_t{rightFdSync}), "one right less");
  expect(stat(fd).rightsInheriting == before.rightsInheriting, "not for descriptors that come from it");
  expectStatus(setRights(fd, before.rightsBase, before.rightsInheriting), 76, "fd_fdstat_set_rights", "back");
  expectStatus(setRights(fd, 0, 1u << 30), inval, "fd_fdstat_set_rights", "unknown right");
  expectStatus(setRights(fd, uint64_t{1} << 63, 0), inval, "fd_fdstat_set_rights", "unknown right");
  expectStatus(setRights(99, 0, 0), badf, "fd_fdstat_set_rights", "of nothing");
  expectStatus(fd_renumber(memory, fd, open("inside")), success, "fd_renumber");
  expect(!(stat(fd + 1).rightsBase & rightFdSync), "the rights move along");
  expectStatus(fd_close(memory, fd + 1), success, "fd_close");
}

void inherit() {
  uint32_t fd = open(".", directory);
  drop(fd, 0, rightFdWrite | rightFdSync | rightFdDatasync);
  expectStatus(openWith(fd, 0, rightFdRead | rightFdWrite), 76, "path_open", "with a right that is not inherited");
  expectStatus(openWith(fd, 0, rightFdRead, flagSync), 76, "path_open", "with sync");
  expectStatus(openWith(fd, 0, rightFdRead, flagRsync), 76, "path_open", "with rsync");
  expectStatus(openWith(fd, 0, rightFdRead, flagDsync), 76, "path_open", "with dsync");
  expectStatus(openWith(fd, 0, rightFdRead), success, "path_open");
  uint32_t file = load<uint32_t>(resultPointer);
  expect(!(stat(file).rightsBase & (rightFdWrite | rightFdSync)) && (stat(file).rightsBase & rightFdRead), "inherited rights");
  expectStatus(fd_sync(memory, file), 76, "fd_sync", "of what was opened");
  uint32_t sub = open("sub", directory, 0, noFollow, fd);
  expect(!(stat(sub).rightsInheriting & rightFdWrite), "and on to the next");
  expect(stat(root).rightsInheriting & rightFdWrite, "others keep theirs");
  for (uint32_t each : (const uint32_t[]){fd, file, sub})
    expectStatus(fd_close(memory, each), success, "fd_close");
}

void run() {
  regrant();
  inherit();
  check(fileCalls, [] { return open("inside", 0, rightFdRead | rightFdWrite); });
  check(directoryCalls, [] { return open(".", directory); });
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
