// The data contract between the compiler and the runtime: the structures that generated code defines, reads and passes.
//
// codegen builds constants of these layouts field by field (codegen/instance/RuntimeLayout.cpp) and the runtime includes this
// header, so a field changes in both places or nowhere: the static_asserts below pin the offsets that codegen relies on.
// All supported targets are 64-bit little-endian; sizes are in bytes unless a field says pages or elements.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt {
struct MemoryAccount;
}  // namespace wasmc::rt

namespace wasmc::abi {

// Wasm pages are 64 KiB (specification, section 4.2.8, memory instances) unless the memory's type says otherwise.
inline constexpr unsigned wasmPageSizeLog2 = 16;
inline constexpr uint64_t wasmPageSize = uint64_t{1} << wasmPageSizeLog2;

// The page that would make a memory 4 GiB large is never granted: `memory.grow` may fail at will, and an index that runs upwards
// then always meets an inaccessible page before it wraps.
inline constexpr uint64_t maxGrownPages = 65535;

// Where memory 0 of the main module of an executable starts in guard mode: a constant small enough for an x86-64 displacement.
inline constexpr uint64_t fixedMemoryBase = 0x10000;

// Address space kept for a 32-bit memory checked by guard pages: index and offset are each below 2^32, an access is at most
// 16 bytes wide; one more Wasm page rounds that up.
inline constexpr uint64_t guardReservation = (uint64_t{1} << 33) + wasmPageSize;

// One linear memory. Generated code reads base and size; only the runtime writes them. base never changes once guest code runs.
struct Memory {
  uint8_t *base;
  uint64_t size;          // accessible bytes, a multiple of the page size
  uint64_t maxPages;      // what memory.grow may reach
  uint64_t pageSizeLog2;  // 0 or 16
  rt::MemoryAccount *account = nullptr;  // the runtime's: whose limit counts; null: the process's
};

// What the runtime must do to bring a memory up.
struct MemoryDesc {
  Memory *memory;
  uint64_t minPages;
  uint64_t maxPages;     // declared maximum, or the largest that the index type can address
  uint64_t reservation;  // address space to keep inaccessible behind base; 0: just what maxPages needs, less if the system refuses
  uint64_t fixedBase;    // required address, or 0 for anywhere
  uint64_t pageSizeLog2 = wasmPageSizeLog2;  // 0 or 16
};

// Initial contents: `size` bytes at `bytes` belong at memory->base + offset. Where bytes and offset are both multiples of
// imageAlignment the runtime may move the pages there instead of copying, so the image is used once and never read again.
struct ImageDesc {
  Memory *memory;
  uint64_t offset;
  const uint8_t *bytes;
  uint64_t size;
};
inline constexpr uint64_t imageAlignment = 65536;  // the largest page size of a supported kernel

// A value of any type where it must lie in memory: results that don't fit into registers, arguments and results of calls between
// host and guest. Narrower values lie at the beginning; the rest is not defined.
union alignas(16) Value {
  uint32_t i32;
  uint64_t i64;
  float f32;
  double f64;
  uint8_t v128[16];
  const void *reference;
};

// A function as a first-class value. A funcref is a pointer to one of these, or null. call_ref takes the code from it without a test
// for null: then the guest accesses the first bytes of the address space, where nothing is ever mapped, and the fault is the trap.
struct FuncRef {
  void *code;
  uint64_t type;   // number of its canonical type (CanonicalType.h)
  void *instance;  // what the code takes as its first argument; null in an executable's program, where it takes none
};

// One table. Elements are references: `const FuncRef *` for funcref; null is a null pointer.
struct Table {
  const void **elements;
  uint64_t size;
  uint64_t maxSize;  // what table.grow may reach
};

// What the runtime must do to bring a growable table up (tables that never grow have static storage and no descriptor).
// Before instantiation its `min` elements are null.
struct TableDesc {
  Table *table;
  uint64_t min;
  uint64_t max;
};

// The section wasmc_names says which functions the guest's code belongs to, inlined ones included: a NameTable, CodeSpans, Scopes,
// names. All references are offsets in bytes from the section's beginning; 0 refers to nothing.
struct NameTable {
  uint32_t spansEnd;  // the spans begin behind this field
};

// Guest code from `begin`, an offset from the beginning of wasmc_text, to the next span's. Spans are in ascending order.
struct CodeSpan {
  uint32_t begin;
  uint32_t scope;  // the innermost; 0: no function
};

// A function, or a copy of it inlined into another scope.
struct Scope {
  uint32_t parent;  // into which it was inlined; 0: not inlined
  uint32_t name;    // UTF-8, null-terminated, as the guest spelled it: untrusted bytes
};

// The root, one per executable, under the symbol wasmc_program.
struct Program {
  const MemoryDesc *memories;
  uint64_t memoryCount;
  const ImageDesc *images;
  uint64_t imageCount;
  const TableDesc *tables;
  uint64_t tableCount;
  void (*run)();            // instantiates every module in order, runs start functions, then the entry point
  const char *policy;       // baked options: null-terminated words, one after the other, as on a command line
  uint64_t policySize;      // bytes, terminators included
  int64_t *fuel = nullptr;  // what is left of the budget, for the runtime to set; null: the code does not count
  // Where the guest may start threads, each with an instance of its own (wasi-threads): what an instance does not share is in
  // thread-local variables then. Null elsewhere. The first is the builtin of this name, to be called before guest code runs; the
  // second instantiates the main module on a new thread, and calls its entry for threads.
  void (*prepareThreads)() = nullptr;
  void (*runThread)(uint32_t thread, uint32_t argument) = nullptr;
};

static_assert(offsetof(Memory, base) == 0 && offsetof(Memory, size) == 8 && sizeof(Memory) == 40);
static_assert(offsetof(FuncRef, code) == 0 && offsetof(FuncRef, type) == 8 && offsetof(FuncRef, instance) == 16 &&
              sizeof(FuncRef) == 24 && sizeof(Value) == 16);
static_assert(offsetof(Table, elements) == 0 && offsetof(Table, size) == 8 && sizeof(Table) == 24);
static_assert(sizeof(MemoryDesc) == 48 && sizeof(ImageDesc) == 32 && sizeof(TableDesc) == 24);
static_assert(sizeof(NameTable) == 4 && sizeof(CodeSpan) == 8 && sizeof(Scope) == 8 && sizeof(Program) == 96);

}  // namespace wasmc::abi

// Generated code lies in the ELF section wasmc_text, so that the linker's __start_wasmc_text and __stop_wasmc_text bound it and a
// fault can be told to be the guest's or the runtime's own.
