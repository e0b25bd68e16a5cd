// The guest of the escape tests: a Wasm program that makes whatever calls of WASI its driver (guest.py) asks for, with whatever
// arguments, and reports what they returned and wrote. The driver plays the attacker and judges from outside.
//
// Requests come from standard input, replies go to standard output (or wherever these descriptors have been renumbered to). A
// request is a byte that says what to do, then its operands; integers are little-endian.
//
//   P address length bytes   put bytes into memory        F address length byte   fill memory
//   G address length         reply with bytes of memory   C call (kind value)...  call, reply with the u32 that it returns
//   H address length         reply with a hash of memory  M pages                 grow memory, reply with the previous size
//   I descriptor             where requests come from     O descriptor            where replies go
//   !                        send the replies so far
//
// An argument of a call is of kind 0, the value (u64), or of kind 1, the u32 in memory at the value: a result of an earlier call.
#include <stddef.h>
#include <stdint.h>

// clang-format off
template <char letter> struct CoreType;
template <> struct CoreType<'i'> { using Type = uint32_t; };
template <> struct CoreType<'l'> { using Type = uint64_t; };
// clang-format on

template <size_t N> struct Letters {
  char letter[N];
  consteval Letters(const char (&text)[N]) {
    for (size_t i = 0; i < N; ++i)
      letter[i] = text[i];
  }
};

template <typename T, T... index> struct Indices;
template <Letters parameters, Letters results, typename = __make_integer_seq<Indices, size_t, sizeof(parameters.letter) - 1>>
struct Call;
template <Letters parameters, Letters results, size_t... index> struct Call<parameters, results, Indices<size_t, index...>> {
  static constexpr bool answers = sizeof(results.letter) > 1;
  static constexpr uint32_t count = sizeof...(index);
  template <bool> struct Result {
    using Type = uint32_t;
  };
  template <> struct Result<false> {
    using Type = void;
  };
  using Function = typename Result<answers>::Type(typename CoreType<parameters.letter[index]>::Type...);

  template <Function *function> static uint32_t make(const uint64_t *arguments) {
    if constexpr (answers)
      return function(static_cast<typename CoreType<parameters.letter[index]>::Type>(arguments[index])...);
    function(static_cast<typename CoreType<parameters.letter[index]>::Type>(arguments[index])...);
    return 0;
  }
};

#define IMPORT(module, name, symbol, parameters, results) \
  extern "C" __attribute__((import_module(module), import_name(#name))) Call<parameters, results>::Function symbol;
#define WASMC_WASI_Same(name, parameters, results)
#define WASMC_WASI_Absent(name, parameters, results)
#define WASMC_WASI_Differs(name, parameters, results) IMPORT("wasi_unstable", name, unstable_##name, parameters, results)
#define WASMC_WASI(name, parameters, results, unstable)                        \
  IMPORT("wasi_snapshot_preview1", name, snapshot_##name, parameters, results) \
  WASMC_WASI_##unstable(name, parameters, results)
#include "rt/wasi/preview1/Wasi.def"
#undef WASMC_WASI_Differs
#undef WASMC_WASI

namespace {

struct Row {
  uint32_t (*make)(const uint64_t *arguments);
  uint32_t count;
};

const Row calls[] = {
#define ROW(symbol, parameters, results) {Call<parameters, results>::make<symbol>, Call<parameters, results>::count},
#define WASMC_WASI_Differs(name, parameters, results) ROW(unstable_##name, parameters, results)
#define WASMC_WASI(name, parameters, results, unstable) \
  ROW(snapshot_##name, parameters, results) WASMC_WASI_##unstable(name, parameters, results)
#include "rt/wasi/preview1/Wasi.def"
};
constexpr uint32_t callCount = sizeof calls / sizeof *calls;

struct Iovec {
  void *bytes;
  uint32_t size;
};

uint32_t requestFd = 0, replyFd = 1;
uint8_t requests[2048], replies[4096];
uint32_t requestSize, requestPosition, replySize;

void flush() {
  for (uint32_t sent = 0; sent < replySize;) {
    Iovec rest = {replies + sent, replySize - sent};
    uint32_t done;
    if (snapshot_fd_write(replyFd, reinterpret_cast<uint32_t>(&rest), 1, reinterpret_cast<uint32_t>(&done)) != 0)
      __builtin_trap();
    sent += done;
  }
  replySize = 0;
}

uint8_t nextByte() {
  if (requestPosition == requestSize) {
    Iovec all = {requests, sizeof requests};
    uint32_t error = snapshot_fd_read(requestFd, reinterpret_cast<uint32_t>(&all), 1, reinterpret_cast<uint32_t>(&requestSize));
    if (error != 0)
      __builtin_trap();
    if (requestSize == 0) {
      flush();
      snapshot_proc_exit(0);
    }
    requestPosition = 0;
  }
  return requests[requestPosition++];
}

template <typename T> T next() {
  T value = 0;
  for (uint32_t i = 0; i < sizeof(T); ++i)
    value |= static_cast<T>(nextByte()) << (8 * i);
  return value;
}

void reply(const uint8_t *bytes, uint32_t size) {
  for (uint32_t i = 0; i < size; ++i) {
    if (replySize == sizeof replies)
      flush();
    replies[replySize++] = bytes[i];
  }
}

void reply(uint32_t value) { reply(reinterpret_cast<const uint8_t *>(&value), sizeof value); }

void call() {
  uint64_t arguments[16];
  uint8_t which = nextByte();
  if (which >= callCount)
    __builtin_trap();
  for (uint32_t i = 0; i < calls[which].count; ++i) {
    bool indirect = nextByte() == 1;
    arguments[i] = next<uint64_t>();
    if (indirect)
      arguments[i] = *reinterpret_cast<const uint32_t *>(static_cast<uint32_t>(arguments[i]));
  }
  reply(calls[which].make(arguments));
}

void put() {
  uint8_t *bytes = reinterpret_cast<uint8_t *>(next<uint32_t>());
  for (uint32_t size = next<uint32_t>(); size > 0; --size)
    *bytes++ = nextByte();
}

void fill() {
  void *bytes = reinterpret_cast<void *>(next<uint32_t>());
  uint32_t size = next<uint32_t>();
  __builtin_memset(bytes, nextByte(), size);
}

void get() {
  const uint8_t *bytes = reinterpret_cast<const uint8_t *>(next<uint32_t>());
  reply(bytes, next<uint32_t>());
}

// FNV-1a, by words: addresses and lengths are multiples of 8.
void hash() {
  const uint64_t *words = reinterpret_cast<const uint64_t *>(next<uint32_t>());
  uint64_t value = 0xcbf29ce484222325;
  for (uint32_t count = next<uint32_t>() / sizeof *words; count > 0; --count)
    value = (value ^ *words++) * 0x100000001b3;
  reply(static_cast<uint32_t>(value >> 32 ^ value));
}

}  // namespace

extern "C" __attribute__((export_name("_start"))) void _start() {
  for (;;) {
    // clang-format off
    switch (nextByte()) {
    case 'P': put(); break;
    case 'F': fill(); break;
    case 'G': get(); break;
    case 'H': hash(); break;
    case 'C': call(); break;
    case 'I': requestFd = next<uint32_t>(); break;
    case 'O': replyFd = next<uint32_t>(); break;
    case 'M': reply(__builtin_wasm_memory_grow(0, next<uint32_t>())); break;
    case '!': flush(); break;
    default: __builtin_trap();
    }
    // clang-format on
  }
}
