// The collector: what is reachable stays as it is, whatever refers to it; the rest makes room. By itself, and collecting at every
// allocation with what is free overwritten.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s && %t stressed 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
//
// Under AddressSanitizer, which knows what of the heap is free; pointers must not hide on a second stack.
// RUN: %rtcc-sanitized %s -o %t.asan
// RUN: %t.asan 2>&1 | FileCheck %s && %t.asan stressed 2>&1 | FileCheck %s
#include "rt/core/Allocator.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/ThreadState.h"
#include "rt/gc/ProgramHeap.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

// --- Objects as generated code would describe them

enum Type : uint32_t { None, PairType, ReferencesType, BytesType, NumberType };

struct Pair {
  abi::ObjectHeader header;
  Pair *first, *second;
  uint64_t number;
};
struct Number {
  abi::ObjectHeader header;
  uint64_t number;
};
struct References {
  abi::ObjectHeader header;
  const void *elements[];
};
struct Bytes {
  abi::ObjectHeader header;
  uint8_t elements[];
};

constexpr uint16_t references[] = {1, 2};
constexpr abi::ObjectShape shapes[] = {{},
                                       {sizeof(Pair), 0, abi::ObjectKind::Struct, 2, 0},
                                       {8, 3, abi::ObjectKind::ReferenceArray, 0, 0},
                                       {8, 0, abi::ObjectKind::Array, 0, 0},
                                       {sizeof(Number), 0, abi::ObjectKind::Struct, 0, 0}};

constexpr uint64_t limit = uint64_t{64} << 20;
bool isStressed = false;

// So many rounds, or a few where each allocation collects.
uint64_t rounds(uint64_t many) { return isStressed ? 200 : many; }

template <typename T> T *allocate(Type type, uint64_t size, uint32_t length = 0) {
  void *object = gc::allocate(size, {type, length});
  expect(object, "there is room");
  auto *words = static_cast<uint64_t *>(object);
  for (uint64_t i = 1; i < size / 8; ++i)
    expect(words[i] == 0, "a new object is zero");
  return static_cast<T *>(object);
}

Pair *newPair(Pair *first, Pair *second, uint64_t number) {
  Pair *pair = allocate<Pair>(PairType, sizeof(Pair));
  pair->first = first;
  pair->second = second;
  pair->number = number;
  return pair;
}

References *newReferences(uint32_t count) { return allocate<References>(ReferencesType, 8 + 8 * uint64_t{count}, count); }
Bytes *newBytes(uint32_t count) { return allocate<Bytes>(BytesType, (8 + uint64_t{count} + 7) / 8 * 8, count); }

// --- Roots

const void *slots[4];
const void *elements[3];
abi::Table table = {elements, 3, 3};
const void *mixed[3];
constexpr abi::RootRange ranges[] = {
    {slots, 4, nullptr, nullptr, 0}, {nullptr, 0, nullptr, &table, 0}, {mixed, 3, nullptr, nullptr, 1}};
abi::RootSet roots = {ranges, 3, nullptr, nullptr};

Pair *root(unsigned i) { return static_cast<Pair *>(const_cast<void *>(slots[i])); }

// What dead frames have left on the stack would keep objects.
[[gnu::noinline]] void clearStack() {
  volatile uint8_t space[32768];
  for (volatile uint8_t &byte : space)
    byte = 0;
}

// Once nothing refers to what a test has made. Not from within the test, whose frame may. What is left in some register keeps an object,
// but what that refers to must not count here: links are cut first.
[[gnu::noinline]] void expectGone(StringView what) {
  while (Pair *pair = root(0)) {
    slots[0] = pair->first;
    pair->first = nullptr;
  }
  if (auto *array = static_cast<References *>(const_cast<void *>(slots[1])))
    memset(array->elements, 0, array->header.length * sizeof(void *));
  for (const void *&slot : slots)
    slot = nullptr;
  clearStack();
  gc::collect();
  expect(gc::statistics().live < 4 << 20, what);
}

// --- Tests

[[gnu::noinline]] void makeList(uint64_t length) {
  slots[0] = nullptr;
  for (uint64_t i = 0; i < length; ++i)
    slots[0] = newPair(root(0), nullptr, i);
}

[[gnu::noinline]] void checkList(uint64_t expected) {
  for (Pair *pair = root(0); pair; pair = pair->first)
    expect(pair->header.type == PairType && pair->number == --expected, "a list stays as it is");
  expect(expected == 0, "all of the list stays");
}

[[gnu::noinline]] void testDeepList() {
  uint64_t length = rounds(1'000'000);
  makeList(length);
  gc::collect();
  checkList(length);
  expect(gc::statistics().live >= length * sizeof(Pair), "the list counts as live");
}

// Far more than the limit.
[[gnu::noinline]] void makeCycles() {
  for (uint64_t i = 0; i < rounds(10'000'000); ++i) {
    Pair *one = newPair(nullptr, nullptr, i), *other = newPair(one, one, i);
    one->first = one->second = other;
  }
}

// More children than the mark stack has room for, each with one of its own.
[[gnu::noinline]] void testWideArray() {
  auto count = static_cast<uint32_t>(rounds(400'000));
  References *array = newReferences(count);
  slots[1] = array;
  for (uint32_t i = 0; i < count; ++i)
    array->elements[i] = newPair(newPair(nullptr, nullptr, i + 1), nullptr, i);
  gc::collect();
  gc::collect();
  for (uint32_t i = 0; i < count; ++i) {
    auto *pair = static_cast<const Pair *>(array->elements[i]);
    expect(pair->number == i && pair->first->number == i + 1, "children of a wide array stay");
  }
}

void testRoots() {
  slots[2] = newPair(nullptr, nullptr, 12);
  table.elements[1] = newPair(nullptr, nullptr, 13);
  mixed[0] = newPair(nullptr, nullptr, 15);
  mixed[1] = &static_cast<const Pair *>(mixed[0])->number;  // no object begins there
  mixed[2] = &table;
  Pair **held = allocateArray<Pair *>(20000) + 9999;
  *held = newPair(nullptr, nullptr, 14);
  makeCycles();
  expect(root(2)->number == 12, "a global's object stays");
  expect(static_cast<const Pair *>(table.elements[1])->number == 13, "a table's object stays");
  expect((*held)->number == 14, "what the runtime itself refers to stays");
  expect(static_cast<const Pair *>(mixed[0])->number == 15, "an object stays to which a word among others refers");
  slots[2] = table.elements[1] = mixed[0] = mixed[1] = nullptr;
}

// The only reference is in a register, or on the stack, which is all that the compiler leaves of a local variable.
[[gnu::noinline]] void testLocals() {
  Pair *pair = newPair(newPair(nullptr, nullptr, 1), nullptr, 2);
  makeCycles();
  expect(pair->number == 2 && pair->first->number == 1, "a local variable's object stays");
}

[[gnu::noinline]] uint8_t *innerAddress(uint32_t size, uint32_t at) {
  Bytes *bytes = newBytes(size);
  for (uint32_t i = 0; i < size; ++i)
    bytes->elements[i] = static_cast<uint8_t>(i);
  return bytes->elements + at;
}

// Of every size up to several blocks; the address behind the end counts, too.
void testInnerAddresses() {
  for (uint32_t size = 1; size < 100'000; size = size * 3 / 2 + 1) {
    uint8_t *inside = innerAddress(size, size / 2), *behind = innerAddress(size, (size + 7) / 8 * 8);
    clearStack();
    for (uint64_t i = 0; i < 100; ++i)
      newPair(nullptr, nullptr, i);
    gc::collect();
    for (uint64_t i = 0; i < 100; ++i)
      newPair(nullptr, nullptr, ~i);
    expect(*inside == static_cast<uint8_t>(size / 2), "an address inside keeps the object");
    expect(behind[-static_cast<int64_t>((size + 7) / 8 * 8)] == 0 &&
               (size == 1 || behind[1 - static_cast<int64_t>((size + 7) / 8 * 8)] == 1),
           "an address behind keeps the object");
  }
}

void testTaggedWords() {
  References *array = newReferences(5);
  array->elements[0] = reinterpret_cast<const void *>((uint64_t{7} << 1) | abi::i31Tag);
  array->elements[1] = reinterpret_cast<const void *>((uint64_t{1} << 63) | abi::hostTag);
  array->elements[2] = reinterpret_cast<const void *>(reinterpret_cast<uint64_t>(array) | abi::hostTag);
  array->elements[3] = &table;  // a function, say
  array->elements[4] = array;
  gc::collect();
  expect(array->elements[4] == array && array->header.length == 5, "words that are no references do no harm");
}

// An exception's values: some words are references, and nobody says which.
void testSlots() {
  auto *object = allocate<References>(static_cast<Type>(abi::slotsObject), abi::slotsOffset + 3 * sizeof(abi::Value), 3);
  object->elements[1] = reinterpret_cast<const void *>(uint64_t{0x123456789});
  object->elements[5] = newPair(nullptr, nullptr, 77);
  slots[3] = object;
  clearStack();
  makeCycles();
  expect(static_cast<const Pair *>(object->elements[5])->number == 77, "what an object of slots may refer to stays");
  slots[3] = nullptr;
}

// A graph that changes at random, against a list of what it must be.
void testRandomGraph() {
  constexpr uint32_t count = 1000;
  static uint32_t first[count], numbers[count];
  static uint32_t sizes[count];
  uint64_t random = 1;
  auto next = [&](uint32_t bound) {
    random = random * 6364136223846793005 + 1442695040888963407;
    return static_cast<uint32_t>(random >> 33) % bound;
  };
  References *all = newReferences(count);  // elements are arrays of two references and bytes' length behind
  slots[1] = all;
  auto node = [&](uint32_t i) { return static_cast<References *>(const_cast<void *>(all->elements[i])); };
  for (uint32_t i = 0; i < count; ++i)
    sizes[i] = 0;
  for (uint64_t round = 0; round < rounds(300'000); ++round) {
    uint32_t at = next(count), to = next(count);
    sizes[at] = 2 + (next(50) == 0 ? next(3000) : next(20));
    References *made = newReferences(sizes[at]);
    all->elements[at] = made;
    numbers[at] = next(1 << 30);
    made->elements[0] = reinterpret_cast<const void *>((uint64_t{numbers[at]} << 1) | abi::i31Tag);
    first[at] = numbers[to];
    made->elements[1] = sizes[to] ? node(to)->elements[0] : nullptr;
    for (uint32_t i = 2; i < sizes[at]; ++i)
      made->elements[i] = made;
    uint32_t look = next(count);
    if (sizes[look]) {
      References *seen = node(look);
      expect(seen->header.length == sizes[look] &&
                 reinterpret_cast<uint64_t>(seen->elements[0]) == ((uint64_t{numbers[look]} << 1) | abi::i31Tag),
             "a graph stays as it is");
      for (uint32_t i = 2; i < sizes[look]; ++i)
        expect(seen->elements[i] == seen, "its elements stay");
    }
  }
  slots[1] = nullptr;
}

// Until there is no room; then all of it goes.
[[gnu::noinline]] void fill() {
  slots[0] = nullptr;
  uint64_t bytes = 0;
  for (uint64_t size = 64;; size = size % 50'000 + 64) {
    auto *array = static_cast<References *>(gc::allocate(8 + 8 * size, {ReferencesType, static_cast<uint32_t>(size)}));
    if (!array)
      break;
    array->elements[0] = slots[0];
    slots[0] = array;
    bytes += 8 + 8 * size;
    expect(bytes <= limit, "no more than the limit");
  }
  expect(bytes > limit / 2, "a good part of the limit is for objects");
}

void testLimit() {
  if (isStressed)
    return;
  fill();  // arrays whose first element links them, where that of a pair is
  expect(!gc::allocate(uint64_t{1} << 40, {BytesType, UINT32_MAX}), "no room for what is larger than all");
  expectGone("what filled the heap");
  newBytes(20 << 20);
}

void testAll() {
  gc::addRoots(roots);
  testDeepList();
  expectGone("a list goes");
  makeCycles();
  expectGone("cycles go");
  testWideArray();
  expectGone("a wide array goes");
  testRoots();
  testLocals();
  testInnerAddresses();
  testTaggedWords();
  testSlots();
  testRandomGraph();
  testLimit();
  gc::removeRoots(roots);
  // CHECK: all held
  writeMessage("all held");
}

void run() {
  isStressed = process().argc > 1;
  expect(gc::bringUpHeap({limit, isStressed}).ok(), "the heap comes up");
  testAll();
  gc::Statistics seen = gc::statistics();
  writeMessage(Decimal(seen.collections), " collections, ", Decimal(seen.pauses / 1000), " us, longest ",
               Decimal(seen.longestPause / 1000), " us");
}

}  // namespace
}  // namespace wasmc::rt

extern "C" const wasmc::abi::ObjectTypes wasmc_object_types;
const wasmc::abi::ObjectTypes wasmc_object_types = {wasmc::rt::shapes, wasmc::rt::references, nullptr};
#if __STDC_HOSTED__
// In place of rt/start. The kernel's initial stack is where the C library has found the arguments.
int main(int, char **argv) {
  using namespace wasmc::rt;
  setProcess(reinterpret_cast<uint64_t *>(argv) - 1);
  auto *top = static_cast<uint8_t *>(__builtin_frame_address(0));
  currentThread().stack = {.guardBegin = nullptr, .guardEnd = top - (4 << 20), .top = top};
  run();
}
#else
const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);
#endif
