// Internet addresses from text: every form of RFC 4291, and nothing that inet_pton(3) would refuse.
//
// RUN: %rtcc-x86_64 %s -o %t && %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && %qemu-aarch64 %t.aarch64
#include "rt/wasi/preview1/SocketAddress.h"

#include "rt/core/MemoryFunctions.h"
#include "test/rt/Expect.h"

namespace wasmc::rt::wasi {
namespace {

struct Good {
  StringView text;
  uint8_t bytes[16];
};
const Good ipv4[] = {
    {"127.0.0.1", {127, 0, 0, 1}}, {"0.0.0.0", {}}, {"255.255.255.255", {255, 255, 255, 255}}, {"1.20.30.4", {1, 20, 30, 4}},
    {"localhost", {127, 0, 0, 1}},
};
const Good ipv6[] = {
    {"::", {}},
    {"::1", {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
    {"1::", {0, 1}},
    {"fe80::aB:1", {0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 0, 1}},
    {"1:2:3:4:5:6:7:8", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}},
    {"1:2:3:4:5:6:7::", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7}},
    {"::2:3:4:5:6:7:8", {0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}},
    {"::ffff:1.2.3.4", {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4}},
    {"1:2:3:4:5:6:7.8.9.10", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 7, 8, 9, 10}},
};
constexpr StringView bad[] = {
    "",
    "1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.256",
    "1.2.3.04",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.4 ",
    "0x1.2.3.4",
    "-1.2.3.4",
    "1.2.3.4:",
    ":",
    ":::",
    "1:",
    ":1",
    "1::2::3",
    "1:2:3:4:5:6",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "g::",
    "1:2:3:4:5:6:7:8::",
    "::1%eth0",
    "[::1]",
    "1.2.3.4::",
    "::1.2.3.4:5",
    "1:2:3:4:5:6:7:1.2.3.4",
    "example.org",
    "Localhost",
    "::1:2:3:4:5:6:7:8",
};

void check(const Good &good, uint16_t family, size_t offset, size_t size) {
  SocketAddress address;
  expect(address.parse(good.text, 0x1234), good.text);
  expect(address.family == family && memcmp(address.bytes, &family, sizeof family) == 0, "family");
  expect(address.bytes[2] == 0x12 && address.bytes[3] == 0x34, "port");
  expect(memcmp(address.bytes + offset, good.bytes, size) == 0, good.text);
  for (size_t i = 4; i < address.size; ++i)
    expect((i >= offset && i < offset + size) || address.bytes[i] == 0, "all else is zero");
}

void run() {
  for (const Good &good : ipv4)
    check(good, 2, 4, 4);
  for (const Good &good : ipv6)
    check(good, 10, 8, 16);
  for (StringView text : bad) {
    SocketAddress address;
    expect(!address.parse(text, 1), text);
  }
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
