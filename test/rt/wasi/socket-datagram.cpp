// A standard stream that is a datagram socket: its type, messages that are cut off, messages of several pieces.
//
// RUN: %rtcc-x86_64 %s -o %t && %python %S/Inputs/datagrams.py %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && %python %S/Inputs/datagrams.py %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t peek = 1, truncated = 1;

// Receives into two pieces of two bytes and the rest.
StringView receive(uint32_t size, uint32_t flags, uint16_t outFlags) {
  putIovec(firstPath, buffer, 2);
  putIovec(firstPath + 8, buffer + 2, size - 2);
  expectStatus(sock_recv(memory, 0, firstPath, 2, flags, resultPointer, resultPointer + 4), success, "sock_recv");
  expect(load<uint16_t>(resultPointer + 4) == outFlags, "flags");
  return {reinterpret_cast<const char *>(memoryBytes) + buffer, load<uint32_t>(resultPointer)};
}

void run() {
  expectStatus(fd_fdstat_get(memory, 0, buffer), success, "fd_fdstat_get");
  Fdstat stat = load<Fdstat>(buffer);
  expect(stat.type == FileType::SocketDatagram && !(stat.rightsBase & rightFdSeek), "type");
  expect((stat.rightsBase & rightSockShutdown) && (stat.rightsBase & rightFdWrite), "rights");
  expectStatus(fd_filestat_get(memory, 0, buffer), success, "fd_filestat_get");
  expect(load<Filestat>(buffer).type == FileType::SocketDatagram, "type");

  expect(receive(4, peek, truncated) == "a lo", "peeked");
  expect(receive(4, 0, truncated) == "a lo", "the first, cut off");
  expect(receive(100, 0, 0) == "short", "the second");
  putIovec(firstPath, buffer, put(buffer, "one"));
  expectStatus(sock_send(memory, 0, firstPath, 1, 1, resultPointer), inval, "sock_send", "unknown flag");
  expectStatus(sock_send(memory, 0, firstPath, 1, 0, resultPointer), success, "sock_send");
  putIovec(firstPath, buffer, put(buffer, "two"));
  expectStatus(fd_write(memory, 0, firstPath, 1, resultPointer), success, "fd_write");
  expectStatus(sock_accept(memory, 0, 0, resultPointer), notsup, "sock_accept");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
