// A guest of which one thread changes what the other hands to host calls, while they read it: paths, scatter lists, subscriptions.
// Ends with 0, or with the number of the line where something was not as it should.
#include <stdint.h>

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
extern "C" {
__attribute__((import_module("wasi"), import_name("thread-spawn"))) int32_t threadSpawn(uint32_t argument);
WASI(path_open) uint32_t pathOpen(uint32_t, uint32_t, const void *, uint32_t, uint32_t, uint64_t, uint64_t, uint32_t, void *);
WASI(path_rename) uint32_t pathRename(uint32_t, const void *, uint32_t, uint32_t, const void *, uint32_t);
WASI(path_unlink_file) uint32_t pathUnlink(uint32_t, const void *, uint32_t);
WASI(fd_read) uint32_t fdRead(uint32_t, const void *, uint32_t, void *);
WASI(fd_write) uint32_t fdWrite(uint32_t, const void *, uint32_t, void *);
WASI(fd_close) uint32_t fdClose(uint32_t);
WASI(poll_oneoff) uint32_t pollOneoff(const void *, void *, uint32_t, void *);
WASI(proc_exit) void procExit(uint32_t);
}

namespace {

constexpr uint32_t root = 3, read = 2, write = 64, create = 1, truncate = 8, follow = 1;
constexpr uint32_t fault = 21, inval = 28, perm = 63;
constexpr uint32_t pathSize = 13;

// Together they spell one of two paths of the same length, or a mixture.
uint64_t path[2];
uint32_t iovec[2];
uint64_t subscription[6];  // tag in [1], clock or descriptor in [2], time in [3]
uint8_t events[32];

struct Word {
  uint64_t value;
  consteval Word(const char (&text)[9]) : value(0) {
    for (int i = 7; i >= 0; --i)
      value = value << 8 | static_cast<uint8_t>(text[i]);
  }
};
constexpr Word inside[] = {"sub/../.", "/file   "}, outside[] = {"../out/s", "ecret   "};

void expect(bool holds, uint32_t line) {
  if (!holds)
    procExit(line);
}
#define EXPECT(condition) expect(condition, __LINE__)

void useFile(uint32_t fd, bool writes) {
  alignas(4) static uint8_t text[64];
  static uint32_t plain[2], size;
  plain[0] = reinterpret_cast<uint32_t>(text);
  plain[1] = writes ? 7 : sizeof text;
  if (writes) {
    __builtin_memcpy(text, "inside\n", 7);
    EXPECT(fdWrite(fd, plain, 1, &size) == 0);
  } else {
    text[0] = 'i';
    EXPECT(fdRead(fd, plain, 1, &size) == 0);
    EXPECT(text[0] == 'i');  // a secret begins with another letter
  }
  uint32_t hostile = fdRead(fd, iovec, 1, &size);
  EXPECT(hostile == 0 || hostile == fault || (writes && hostile == 8));
  hostile = fdWrite(fd, iovec, 1, &size);
  EXPECT(hostile == 0 || hostile == fault || (!writes && hostile == 8));
  EXPECT(fdClose(fd) == 0);
}

uint32_t opened, refused;

void attack(uint32_t round) {
  uint32_t fd;
  bool writes = round % 2;
  const void *name = path;
  uint32_t status = pathOpen(root, follow, name, pathSize, writes ? create | truncate : 0, writes ? write : read, 0, 0, &fd);
  if (status == 0)
    useFile(fd, writes);
  opened += status == 0;
  refused += status == perm;
  if (round % 16 == 0) {
    (void)pathRename(root, "file", 4, root, name, pathSize);
    (void)pathUnlink(root, name, pathSize);
  }
  uint32_t count = 0;
  uint32_t answer = pollOneoff(subscription, events, 1, &count);
  EXPECT(answer == inval || (answer == 0 && count == 1));
}

template <typename T> [[gnu::always_inline]] inline void set(T &place, T value) {
  __atomic_store_n(&place, value, __ATOMIC_RELAXED);
}

}  // namespace

// No frame: all threads of this program begin with the same stack pointer.
extern "C" __attribute__((export_name("wasi_thread_start"))) void wasi_thread_start(int32_t, int32_t) {
  // Atomic stores, so that none is left out for the next one's sake.
  for (;;) {
    set(path[0], inside[0].value);
    set(path[1], inside[1].value);
    set(iovec[0], 0xfffffff0u);
    set(iovec[1], 0x100u);
    set(subscription[1], uint64_t{0});
    set(subscription[2], uint64_t{1});
    set(path[0], outside[0].value);
    set(subscription[1], uint64_t{1});
    set(iovec[0], 0u);
    set(path[1], outside[1].value);
    set(iovec[1], 0x7fffffffu);
    set(subscription[2], uint64_t{0xffffffff});
    set(subscription[1], uint64_t{0xff});
    set(iovec[0], reinterpret_cast<uint32_t>(events));
    set(iovec[1], 8u);
  }
}

extern "C" __attribute__((export_name("_start"))) void _start() {
  EXPECT(threadSpawn(0) > 0);
  // Longer where the threads do not get to run at the same time: it is a race only if there were winners on both sides.
  constexpr uint32_t rounds = 30'000, most = 3'000'000, winners = 100;
  for (uint32_t round = 0; round < rounds || (round < most && (opened < winners || refused < winners)); ++round)
    attack(round);
  EXPECT(opened >= winners && refused >= winners);
  procExit(0);
}
