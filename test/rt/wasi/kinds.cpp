// What each fd_ and sock_ call answers for each kind of descriptor.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d bash -c "echo text | %t 1>/dev/null" 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d bash -c "echo text | %qemu-aarch64 %t.aarch64 1>/dev/null" 2>&1 | FileCheck %s
#include "test/rt/wasi/ErrnoNames.h"
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t list = firstPath + 512;  // an iovec
constexpr uint64_t negative = ~uint64_t{0};

struct Call {
  StringView name;
  uint32_t (*run)(uint32_t fd);
};

const Call calls[] = {
    {"fd_advise", [](uint32_t fd) { return fd_advise(memory, fd, 0, 0, 3); }},
    {"fd_advise beyond", [](uint32_t fd) { return fd_advise(memory, fd, 0, negative, 3); }},
    {"fd_allocate", [](uint32_t fd) { return fd_allocate(memory, fd, 0, 10); }},
    {"fd_allocate nothing", [](uint32_t fd) { return fd_allocate(memory, fd, 0, 0); }},
    {"fd_allocate beyond", [](uint32_t fd) { return fd_allocate(memory, fd, negative, 10); }},
    {"fd_datasync", [](uint32_t fd) { return fd_datasync(memory, fd); }},
    {"fd_fdstat_get", [](uint32_t fd) { return fd_fdstat_get(memory, fd, buffer); }},
    {"fd_fdstat_set_flags", [](uint32_t fd) { return fd_fdstat_set_flags(memory, fd, 0); }},
    {"fd_fdstat_set_flags unknown", [](uint32_t fd) { return fd_fdstat_set_flags(memory, fd, 32); }},
    {"fd_filestat_get", [](uint32_t fd) { return fd_filestat_get(memory, fd, buffer); }},
    {"fd_filestat_set_size", [](uint32_t fd) { return fd_filestat_set_size(memory, fd, 20); }},
    {"fd_filestat_set_size beyond", [](uint32_t fd) { return fd_filestat_set_size(memory, fd, negative); }},
    {"fd_pread", [](uint32_t fd) { return fd_pread(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_pread beyond", [](uint32_t fd) { return fd_pread(memory, fd, list, 1, negative, resultPointer); }},
    {"fd_prestat_get", [](uint32_t fd) { return fd_prestat_get(memory, fd, buffer); }},
    {"fd_prestat_dir_name", [](uint32_t fd) { return fd_prestat_dir_name(memory, fd, buffer, 10); }},
    {"fd_pwrite", [](uint32_t fd) { return fd_pwrite(memory, fd, list, 1, 0, resultPointer); }},
    {"fd_read", [](uint32_t fd) { return fd_read(memory, fd, list, 1, resultPointer); }},
    {"fd_readdir", [](uint32_t fd) { return fd_readdir(memory, fd, buffer, 100, 0, resultPointer); }},
    {"fd_seek", [](uint32_t fd) { return fd_seek(memory, fd, 1, 0, resultPointer); }},
    {"fd_seek before", [](uint32_t fd) { return fd_seek(memory, fd, negative, 0, resultPointer); }},
    {"fd_seek unknown", [](uint32_t fd) { return fd_seek(memory, fd, 0, 3, resultPointer); }},
    {"fd_sync", [](uint32_t fd) { return fd_sync(memory, fd); }},
    {"fd_tell", [](uint32_t fd) { return fd_tell(memory, fd, resultPointer); }},
    {"fd_write", [](uint32_t fd) { return fd_write(memory, fd, list, 1, resultPointer); }},
    {"path_open", [](uint32_t fd) { return openStatus("sub/below", 0, rightFdRead, noFollow, fd); }},
    {"sock_accept", [](uint32_t fd) { return sock_accept(memory, fd, 0, resultPointer); }},
    {"sock_recv", [](uint32_t fd) { return sock_recv(memory, fd, list, 1, 0, resultPointer, resultPointer + 4); }},
    {"sock_send", [](uint32_t fd) { return sock_send(memory, fd, list, 1, 0, resultPointer); }},
    {"sock_shutdown", [](uint32_t fd) { return sock_shutdown(memory, fd, 3); }},
    {"fd_filestat_set_times", [](uint32_t fd) { return fd_filestat_set_times(memory, fd, 0, 0, 10); }},
};

// fd_fdstat_get and fd_filestat_get agree on the type; positions and access show in the rights.
void types() {
  struct {
    uint32_t fd;
    FileType type;
    uint32_t has, lacks;
  } const kinds[] = {
      {0, FileType::Unknown, rightFdRead, rightFdWrite | rightFdSeek | rightFdTell},
      {1, FileType::CharacterDevice, rightFdWrite | rightFdSeek, rightFdRead},
      {root, FileType::Directory, rightPathOpen | rightFdReaddir,
       rightFdRead | rightFdWrite | rightFdSeek | rightFdFilestatSetSize},
      {open("inside"), FileType::RegularFile, rightFdRead | rightFdSeek | rightFdTell,
       rightFdWrite | rightPathOpen | rightSockAccept},
  };
  for (const auto &kind : kinds) {
    expectStatus(fd_fdstat_get(memory, kind.fd, buffer), success, "fd_fdstat_get");
    Fdstat stat = load<Fdstat>(buffer);
    expect(stat.type == kind.type && stat.flags == 0, "type");
    expect((stat.rightsBase & kind.has) == kind.has && !(stat.rightsBase & kind.lacks), "rights");
    expectStatus(fd_filestat_get(memory, kind.fd, buffer), success, "fd_filestat_get");
    expect(load<Filestat>(buffer).type == kind.type, "the same type");
  }
  expectStatus(fd_close(memory, kinds[3].fd), success, "fd_close");
}

// CHECK: fd_advise: closed badf, preopen badf, directory badf, pipe spipe, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_advise beyond: closed badf, preopen badf, directory badf, pipe spipe, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_allocate: closed badf, preopen badf, directory badf, pipe badf, device nodev{{$}}
// CHECK-NEXT: file to read badf, to write success, to do both success{{$}}
// CHECK: fd_allocate nothing: closed badf, preopen badf, directory badf, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_allocate beyond: closed badf, preopen badf, directory badf, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_datasync: closed badf, preopen success, directory success, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_fdstat_get: closed badf, preopen success, directory success, pipe success, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_fdstat_set_flags: closed badf, preopen badf, directory badf, pipe success, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_fdstat_set_flags unknown: closed badf, preopen badf, directory badf, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_filestat_get: closed badf, preopen success, directory success, pipe success, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_filestat_set_size: closed badf, preopen badf, directory badf, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write success, to do both success{{$}}
// CHECK: fd_filestat_set_size beyond: closed badf, preopen badf, directory badf, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_pread: closed badf, preopen isdir, directory isdir, pipe spipe, device badf{{$}}
// CHECK-NEXT: file to read success, to write badf, to do both success{{$}}
// CHECK: fd_pread beyond: closed badf, preopen inval, directory inval, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_prestat_get: closed badf, preopen success, directory badf, pipe badf, device badf{{$}}
// CHECK-NEXT: file to read badf, to write badf, to do both badf{{$}}
// CHECK: fd_prestat_dir_name: closed badf, preopen success, directory notdir, pipe notdir, device notdir{{$}}
// CHECK-NEXT: file to read notdir, to write notdir, to do both notdir{{$}}
// CHECK: fd_pwrite: closed badf, preopen badf, directory badf, pipe spipe, device success{{$}}
// CHECK-NEXT: file to read badf, to write success, to do both success{{$}}
// CHECK: fd_read: closed badf, preopen isdir, directory isdir, pipe success, device badf{{$}}
// CHECK-NEXT: file to read success, to write badf, to do both success{{$}}
// CHECK: fd_readdir: closed badf, preopen success, directory success, pipe badf, device badf{{$}}
// CHECK-NEXT: file to read notdir, to write notdir, to do both notdir{{$}}
// CHECK: fd_seek: closed badf, preopen badf, directory badf, pipe spipe, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_seek before: closed badf, preopen badf, directory badf, pipe spipe, device success{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_seek unknown: closed inval, preopen inval, directory inval, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read inval, to write inval, to do both inval{{$}}
// CHECK: fd_sync: closed badf, preopen success, directory success, pipe inval, device inval{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_tell: closed badf, preopen badf, directory badf, pipe spipe, device success{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
// CHECK: fd_write: closed badf, preopen badf, directory badf, pipe badf, device success{{$}}
// CHECK-NEXT: file to read badf, to write success, to do both success{{$}}
// CHECK: path_open: closed badf, preopen success, directory noent, pipe badf, device badf{{$}}
// CHECK-NEXT: file to read notdir, to write notdir, to do both notdir{{$}}
// CHECK: sock_accept: closed badf, preopen notsock, directory notsock, pipe notsock, device notsock{{$}}
// CHECK-NEXT: file to read notsock, to write notsock, to do both notsock{{$}}
// CHECK: sock_recv: closed badf, preopen notsock, directory notsock, pipe notsock, device notsock{{$}}
// CHECK-NEXT: file to read notsock, to write notsock, to do both notsock{{$}}
// CHECK: sock_send: closed badf, preopen notsock, directory notsock, pipe notsock, device notsock{{$}}
// CHECK-NEXT: file to read notsock, to write notsock, to do both notsock{{$}}
// CHECK: sock_shutdown: closed badf, preopen notsock, directory notsock, pipe notsock, device notsock{{$}}
// CHECK-NEXT: file to read notsock, to write notsock, to do both notsock{{$}}
// CHECK: fd_filestat_set_times: closed badf, preopen success, directory success, pipe badf, device badf{{$}}
// CHECK-NEXT: file to read success, to write success, to do both success{{$}}
void run() {
  types();
  for (const Call &call : calls) {
    uint32_t kinds[] = {99,
                        root,
                        open("sub", directory),
                        open("inside", 0, rightFdRead),
                        open("inside", 0, rightFdWrite),
                        open("inside", 0, rightFdRead | rightFdWrite),
                        0,
                        1};
    StringView answers[8];
    for (int i = 0; i < 8; ++i) {
      putIovec(list, buffer, 1);
      answers[i] = errnoName(call.run(kinds[i]));
    }
    writeMessage(call.name, ": closed ", answers[0], ", preopen ", answers[1], ", directory ", answers[2], ", pipe ", answers[6],
                 ", device ", answers[7]);
    writeMessage("  file to read ", answers[3], ", to write ", answers[4], ", to do both ", answers[5]);
    for (uint32_t fd : Span<const uint32_t>(kinds).subspan(2, 4))
      expectStatus(fd_close(memory, fd), success, "fd_close");
  }
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
