// The socket calls on standard streams that are sockets: the only ones there can be so far.
//
// RUN: %rtcc-x86_64 %s -o %t && %python %S/Inputs/listening.py %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && %python %S/Inputs/listening.py %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t peek = 1, shutdownWrite = 2;

StringView receive(uint32_t fd, uint32_t flags) {
  putIovec(firstPath, buffer, 4);
  expectStatus(sock_recv(memory, fd, firstPath, 1, flags, resultPointer, resultPointer + 4), success, "sock_recv");
  expect(load<uint16_t>(resultPointer + 4) == 0, "nothing was cut off");
  return {reinterpret_cast<const char *>(memoryBytes) + buffer, load<uint32_t>(resultPointer)};
}

// Standard input listens; a client has connected and sent "question".
void run() {
  expectStatus(sock_accept(memory, 0, 1, resultPointer), inval, "sock_accept", "unknown flag");
  expectStatus(sock_accept(memory, 0, 0, resultPointer), success, "sock_accept");
  uint32_t fd = load<uint32_t>(resultPointer);
  expect(fd == 3, "lowest number");
  putIovec(firstPath, buffer, 4);
  expectStatus(sock_recv(memory, fd, firstPath, 1, 0, memorySize - 3, 0), fault, "sock_recv");
  expectStatus(sock_recv(memory, fd, firstPath, 1, 4, 0, 0), inval, "sock_recv", "unknown flag");
  expect(receive(fd, peek) == "ques", "peeked");
  expect(receive(fd, 0) == "ques", "received");
  expect(receive(fd, 0) == "tion", "received the rest");
  putIovec(firstPath, buffer, put(buffer, "answer"));
  expectStatus(sock_send(memory, fd, firstPath, 1, 0, resultPointer), success, "sock_send");
  expect(load<uint32_t>(resultPointer) == 6, "sent");
  expectStatus(sock_shutdown(memory, fd, 4), inval, "sock_shutdown", "unknown flag");
  expectStatus(sock_shutdown(memory, fd, shutdownWrite), success, "sock_shutdown");
  expectStatus(fd_fdstat_get(memory, fd, buffer), success, "fd_fdstat_get");
  expect(load<Fdstat>(buffer).type == FileType::SocketStream, "type");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
