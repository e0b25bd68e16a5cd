// Declarations of all calls of Wasi.def, under the symbols that generated code calls: `wasi_snapshot_preview1.NAME`, and
// `wasi_unstable.NAME` (in C++ unstable_NAME) where the older module differs.
//
// Every function takes the caller's memory 0 (never null, possibly of size 0), then the Wasm parameters, all of them untrusted. It
// returns a WASI error number (Errno.def), 0 for success. Results go to where the trailing pointers say.
#pragma once

#include "rt/abi/Layout.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::wasi {

// The string of core types of a row, as a template argument.
template <size_t N> struct TypeLetters {
  char letter[N];
  consteval TypeLetters(const char (&text)[N]) {
    for (size_t i = 0; i < N; ++i)
      letter[i] = text[i];
  }
};

// clang-format off
template <char letter> struct CoreType;
template <> struct CoreType<'i'> { using Type = uint32_t; };
template <> struct CoreType<'l'> { using Type = uint64_t; };
template <> struct CoreType<'\0'> { using Type = void; };  // no result
// clang-format on

template <typename T, T... index> struct Indices {};
template <TypeLetters parameters, TypeLetters results,
          typename = __make_integer_seq<Indices, size_t, sizeof(parameters.letter) - 1>>
struct SignatureOf;
template <TypeLetters parameters, TypeLetters results, size_t... index>
struct SignatureOf<parameters, results, Indices<size_t, index...>> {
  using Type = typename CoreType<results.letter[0]>::Type(abi::Memory *, typename CoreType<parameters.letter[index]>::Type...);
};
template <TypeLetters parameters, TypeLetters results> using Signature = typename SignatureOf<parameters, results>::Type;

extern "C" {
#define WASMC_WASI(name, parameters, results, unstable)                     \
  Signature<parameters, results> name asm("wasi_snapshot_preview1." #name); \
  WASMC_WASI_##unstable(name, parameters, results)
#define WASMC_WASI_Same(name, parameters, results)
#define WASMC_WASI_Absent(name, parameters, results)
#define WASMC_WASI_Differs(name, parameters, results) Signature<parameters, results> unstable_##name asm("wasi_unstable." #name);
#include "rt/wasi/preview1/Wasi.def"
#undef WASMC_WASI_Differs
#undef WASMC_WASI_Absent
#undef WASMC_WASI_Same
#undef WASMC_WASI
}

}  // namespace wasmc::rt::wasi
