// poll_oneoff: times, descriptors, errors as events, both layouts.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d bash -c "echo hello | %t"
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d bash -c "echo hello | %qemu-aarch64 %t.aarch64"
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

constexpr uint32_t realtime = 0, monotonic = 1;
constexpr uint32_t in = buffer, out = buffer + 16384;
constexpr uint64_t millisecond = 1'000'000;

struct Layout {
  uint32_t size, clock;
  uint32_t (*call)(uint32_t count);
};
const Layout layouts[] = {
    {48, 16, [](uint32_t count) { return poll_oneoff(memory, in, out, count, resultPointer); }},
    {56, 24, [](uint32_t count) { return unstable_poll_oneoff(memory, in, out, count, resultPointer); }},
};

void clear(const Layout &layout, uint32_t i, uint8_t type) {
  memset(memoryBytes + in + layout.size * i, 0, layout.size);
  store<uint64_t>(in + layout.size * i, 100 + i);
  store(in + layout.size * i + 8, type);
}
void subscribeClock(const Layout &layout, uint32_t i, uint32_t clock, uint64_t time, uint16_t flags) {
  clear(layout, i, 0);
  uint32_t at = in + layout.size * i + layout.clock;
  store(at, clock);
  store(at + 8, time);
  store(at + 24, flags);
}
void subscribeFd(const Layout &layout, uint32_t i, uint8_t type, uint32_t fd) {
  clear(layout, i, type);
  store(in + layout.size * i + 16, fd);
}

uint64_t now(uint32_t clock) {
  expectStatus(clock_time_get(memory, clock, 0, 64), success, "clock_time_get");
  return load<uint64_t>(64);
}

void expectEvent(uint32_t i, uint64_t userData, uint32_t error, uint8_t type) {
  expect(load<uint64_t>(out + 32 * i) == userData, "user data");
  expectStatus(load<uint16_t>(out + 32 * i + 8), error, "event");
  expect(load<uint8_t>(out + 32 * i + 10) == type, "event type");
}

void poll(const Layout &layout, uint32_t count, uint32_t events) {
  expectStatus(layout.call(count), success, "poll_oneoff");
  expect(load<uint32_t>(resultPointer) == events, "number of events");
}

void times(const Layout &layout) {
  for (uint32_t clock : (const uint32_t[]){realtime, monotonic})
    for (bool absolute : (const bool[]){false, true}) {
      uint64_t before = now(monotonic);
      subscribeClock(layout, 0, clock, 5 * millisecond + (absolute ? now(clock) : 0), absolute);
      subscribeClock(layout, 1, clock, 3'600'000 * millisecond + (absolute ? now(clock) : 0), absolute);
      poll(layout, 2, 1);
      expectEvent(0, 100, success, 0);
      expect(now(monotonic) - before >= 4 * millisecond, "waited");
    }
  subscribeClock(layout, 0, monotonic, 1, 1);  // long past
  poll(layout, 1, 1);
  subscribeClock(layout, 0, monotonic, UINT64_MAX, 0);
  subscribeClock(layout, 1, 7, 0, 0);
  subscribeClock(layout, 2, 2, 0, 0);
  poll(layout, 3, 2);
  expectEvent(0, 101, inval, 0);
  expectEvent(1, 102, inval, 0);
}

void descriptors(const Layout &layout) {
  uint32_t file = open("inside");
  subscribeClock(layout, 0, monotonic, 3'600'000 * millisecond, 0);
  subscribeFd(layout, 1, 1, file);
  subscribeFd(layout, 2, 1, 1000);
  subscribeFd(layout, 3, 2, root);
  subscribeFd(layout, 4, 2, 2);
  poll(layout, 5, 4);
  expectEvent(0, 101, success, 1);
  expect(load<uint64_t>(out + 16) == 7, "bytes to read");
  expectEvent(1, 102, badf, 1);
  expectEvent(2, 103, badf, 2);
  expectEvent(3, 104, success, 2);
  expectStatus(fd_close(memory, file), success, "fd_close");

  clear(layout, 0, 3);
  expectStatus(layout.call(1), inval, "poll_oneoff", "unknown type");
  expectStatus(layout.call(0), inval, "poll_oneoff", "nothing");
}

// One descriptor as often as one likes, beside times that never come.
void repeated(const Layout &layout) {
  constexpr uint32_t count = 270;
  uint32_t file = open("inside", 0, rightFdRead | rightFdWrite);
  for (uint32_t i = 0; i < count; ++i)
    if (i % 3 == 2)
      subscribeClock(layout, i, i % 2 ? realtime : monotonic, UINT64_MAX - i % 2, i % 4 < 2);
    else
      subscribeFd(layout, i, i % 3 ? 2 : 1, file);
  poll(layout, count, count / 3 * 2);
  for (uint32_t i = 0; i < count / 3 * 2; ++i)
    expectEvent(i, 100 + i / 2 * 3 + i % 2, success, i % 2 ? 2 : 1);
  subscribeClock(layout, 0, monotonic, 0, 2);
  poll(layout, 1, 1);
  expectEvent(0, 100, inval, 0);
  expectStatus(fd_fdstat_set_rights(memory, file, rightFdRead | rightFdWrite, 0), success, "fd_fdstat_set_rights");
  subscribeFd(layout, 0, 1, file);
  poll(layout, 1, 1);
  expectEvent(0, 100, 76, 1);
  expectStatus(fd_close(memory, file), success, "fd_close");
}

void standardInput() {
  subscribeFd(layouts[0], 0, 1, 0);
  poll(layouts[0], 1, 1);
  expectEvent(0, 100, success, 1);
  expect(readText(0) == "hello\n", "standard input");
  poll(layouts[0], 1, 1);
  expect(load<uint16_t>(out + 24) == 1 && load<uint64_t>(out + 16) == 0, "hang-up");
}

void run() {
  for (const Layout &layout : layouts) {
    times(layout);
    descriptors(layout);
    repeated(layout);
  }
  standardInput();
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);
