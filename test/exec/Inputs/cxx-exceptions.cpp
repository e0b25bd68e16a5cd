// What a C++ compiler for Wasm expects of its library when exceptions are on (Itanium C++ ABI: Exception Handling, 2 and 3; the
// Wasm form of the LSDA as in LLVM's EHStreamer), as much of it as test programs need: types match if they are the same.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// The tag of all C++ exceptions, with the object's address.
asm(".globl __cpp_exception\n.tagtype __cpp_exception i32\n__cpp_exception:\n");

namespace {

struct alignas(16) Header {
  const void *type;
  void (*destroy)(void *);
  unsigned handlers;
  Header *outer;
};
Header *caught;

Header *headerOf(void *object) { return static_cast<Header *>(object) - 1; }

class Reader {
public:
  explicit Reader(const uint8_t *at) : at(at) {}
  uint8_t byte() { return *at++; }
  uintptr_t unsignedNumber() { return static_cast<uintptr_t>(number(false)); }
  intptr_t signedNumber() { return number(true); }
  const uint8_t *at;

private:
  intptr_t number(bool isSigned) {
    uintptr_t value = 0;
    unsigned shift = 0;
    uint8_t next;
    do {
      next = byte();
      value |= static_cast<uintptr_t>(next & 0x7f) << shift;
      shift += 7;
    } while (next & 0x80);
    if (isSigned && (next & 0x40) && shift < 8 * sizeof value)
      value |= ~uintptr_t{0} << shift;
    return static_cast<intptr_t>(value);
  }
};

}  // namespace

extern "C" {

struct {
  uintptr_t landingPad, lsda, selector;
} __wasm_lpad_context;

void *__cxa_allocate_exception(size_t size) noexcept { return static_cast<Header *>(calloc(1, sizeof(Header) + size)) + 1; }
void __cxa_free_exception(void *object) noexcept { free(headerOf(object)); }

[[noreturn]] void __cxa_throw(void *object, const void *type, void (*destroy)(void *)) {
  headerOf(object)->type = type;
  headerOf(object)->destroy = destroy;
  __builtin_wasm_throw(0, object);
}
void *__cxa_get_exception_ptr(void *object) noexcept { return object; }
void *__cxa_begin_catch(void *object) noexcept {
  Header *header = headerOf(object);
  if (header->handlers++ == 0) {
    header->outer = caught;
    caught = header;
  }
  return object;
}
void __cxa_end_catch() {
  Header *header = caught;
  if (--header->handlers != 0)
    return;
  caught = header->outer;
  if (header->destroy)
    header->destroy(header + 1);
  __cxa_free_exception(header + 1);
}
[[noreturn]] void __cxa_rethrow() {
  Header *header = caught;
  caught = header->outer;
  header->handlers = 0;
  __builtin_wasm_throw(0, header + 1);
}

// Finds the landing pad's clause for the exception: its number goes to `selector`, 0 if there is none.
int _Unwind_CallPersonality(void *object) {
  Reader lsda(reinterpret_cast<const uint8_t *>(__wasm_lpad_context.lsda));
  lsda.byte();  // no base of landing pads
  lsda.byte();  // types are addresses
  uintptr_t distance = lsda.unsignedNumber();
  const uint8_t *types = lsda.at + distance;
  lsda.byte();
  uintptr_t size = lsda.unsignedNumber();
  const uint8_t *actions = lsda.at + size;
  uintptr_t action = 0;
  for (uintptr_t i = 0; i <= __wasm_lpad_context.landingPad; ++i) {
    lsda.unsignedNumber();
    action = lsda.unsignedNumber();
  }
  __wasm_lpad_context.selector = 0;
  while (action != 0) {
    Reader entry(actions + action - 1);
    intptr_t filter = entry.signedNumber();
    const uint8_t *here = entry.at;
    intptr_t next = entry.signedNumber();
    auto *type = filter > 0 ? reinterpret_cast<const void *const *>(types)[-filter] : nullptr;
    if (filter > 0 && (!type || type == headerOf(object)->type)) {
      __wasm_lpad_context.selector = static_cast<uintptr_t>(filter);
      break;
    }
    action = next ? static_cast<uintptr_t>(here + next - actions) + 1 : 0;
  }
  return 0;
}
int __gxx_wasm_personality_v0(...) { abort(); }
}
