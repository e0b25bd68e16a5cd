// What the compiler tells the runtime and its host about modules of which any number of instances can be made (the library model),
// and about the types of values that cross the border between host and guest.
//
// As in Layout.h: codegen builds these structures field by field, and only there and here is known what they look like.
#pragma once

#include "rt/abi/CanonicalType.h"
#include "rt/abi/Gc.h"
#include "rt/abi/Layout.h"

namespace wasmc::abi {

// The numbers of the binary format (specification, 5.5.5).
enum class ExternKind : uint8_t { Func, Table, Memory, Global, Tag };

enum class ValueKind : uint8_t { I32 = 1, I64, F32, F64, V128, Ref };

// A value type. Two are the same if all fields are equal.
struct ValueType {
  ValueKind kind;
  uint8_t isNullable;  // of a reference
  uint16_t zero;
  uint32_t heap;  // of a reference: the row of frontend/HeapTypes.def, or firstTypeHeap + the number of a canonical type; else 0
};
inline constexpr uint32_t firstTypeHeap = 64;

// A function type. `invoke` calls `function`, which must be of this type and no HostFunction, with the arguments in slots[0],
// slots[1] ... and leaves the results there: there must be room for the larger number of them. It must run on a guest stack.
struct TypeDesc {
  const ValueType *parameters;
  uint64_t parameterCount;
  const ValueType *results;
  uint64_t resultCount;
  void (*invoke)(const FuncRef *function, Value *slots);
  void *hostEntry;  // the code of a FuncRef whose instance is a HostFunction
};

// A function that the host provides: FuncRef{types[n].hostEntry, n, &hostFunction} is a guest's view of it. `call` finds the
// arguments in `slots` and leaves the results there, as with TypeDesc::invoke.
struct HostFunction {
  void (*call)(void *data, Value *slots);
  void *data;
  int64_t *fuel = nullptr;  // what is left of the caller's budget lies there during the call; null: nobody looks at it
};

// ExternType::flags
inline constexpr uint8_t isMutableFlag = 1;   // globals
inline constexpr uint8_t is64BitFlag = 2;     // memories and tables: the address type
inline constexpr uint8_t isSharedFlag = 4;    // memories
inline constexpr uint8_t hasMaximumFlag = 8;  // memories and tables
inline constexpr uint8_t isGuardedFlag = 16;  // memories: accesses are not checked but by guardReservation, which must be behind it

// The type of something imported or exported (specification, 2.3.17: external types).
struct ExternType {
  ExternKind kind;
  uint8_t flags;
  uint8_t pageSizeLog2;  // memories
  uint8_t zero;
  uint32_t function;  // functions and tags: the number of the type
  ValueType value;    // globals: of the value; tables: of the elements
  uint64_t min, max;  // memories: pages, tables: elements; max only with hasMaximumFlag
};

// Something that can be imported, with the type that its definition has given it. `address` is that of a FuncRef, a Table, a
// Memory, or of a global's value.
struct Extern {
  const ExternType *type;
  void *address;
};

struct ImportDesc {
  const char *module;  // any bytes, zeros included
  uint64_t moduleSize;
  const char *name;
  uint64_t nameSize;
  ExternType type;
};

// At `offset` in the instance lies the exported entity itself; if `type` is null, the Extern of the import that is exported again.
struct ExportDesc {
  const char *name;
  uint64_t nameSize;
  const ExternType *type;
  uint64_t offset;
};

struct Instance;

// A module. Its instances are objects of `instanceSize` bytes that begin as copies of `image`, 16-byte aligned.
struct ModuleDesc {
  const ImportDesc *imports;
  uint64_t importCount;
  const ExportDesc *exports;
  uint64_t exportCount;
  const MemoryDesc *memories;  // that it defines: `memory` is null, the Memory lies in the instance
  uint64_t memoryCount;
  const TableDesc *tables;  // that it defines: `table` is null, the Table lies in the instance
  uint64_t tableCount;
  const void *image;
  uint64_t instanceSize;
  // Where arrays lie in the instance, in bytes from its beginning. The first FuncRefs stand for imported functions, in order:
  // copies of what was imported. The runtime sets the instance of the others.
  uint64_t importsOffset;   // Extern[importCount]
  uint64_t memoriesOffset;  // Memory[memoryCount]
  uint64_t tablesOffset;    // Table[tableCount]
  uint64_t funcRefsOffset;  // FuncRef[funcRefCount]
  uint64_t funcRefCount;
  const CanonicalType *types;      // of all modules that were compiled together
  uint64_t rootsOffset;            // abi::RootSet, once initialize has run (Gc.h); 0: none
  void (*initialize)(Instance *);  // globals, tables, segments, start function (specification, 4.5.4); may trap
  const char *name;                // what modules behind it in the library import it as (--preload NAME=FILE); any bytes
  uint64_t nameSize;               // 0: nothing, it is the main module
};

// What every instance begins with; what follows is the compiler's business. Generated functions take a pointer to it.
struct alignas(16) Instance {
  const ModuleDesc *module;
  // Where the code counts instructions: what is left of the budget. Set by the runtime before `initialize`, never null then. Calls
  // count on in a register, so that this is up to date while nothing of the instance runs, and during calls of host functions.
  // Instances that call each other directly must have the same one.
  int64_t *fuel;
  AllocationRegion *region;  // for its objects. Set by the runtime before `initialize`, never null then
};

// Library::flags. Functions whose values are all in registers take and return them as functions of C do (System V ABI, AMD64
// supplement, 3.2.3; AAPCS64, 6.8.2), with the instance in front of the parameters on AArch64, in r13 on x86-64.
inline constexpr uint64_t hasRegisterFormFlag = 1;
// Of how many parameters libwasmc knows the registers (WASMC_TYPED_CALL): of integers, what is left of six on x86-64 behind the
// function.
inline constexpr uint64_t maxRegisterIntegers = 5, maxRegisterFloats = 8;

// The modules that were compiled together, under the symbol wasmc_library. They share one numbering of types.
struct Library {
  const TypeDesc *types;  // types[n] is type number n, if some function is of that type
  uint64_t typeCount;
  const ModuleDesc *const *modules;
  uint64_t moduleCount;
  const ObjectTypes *objects;  // of objects by their type's number (Gc.h); null: no module makes any
  uint64_t flags;
};

// An executable's program as its host sees it, under the symbol wasmc_program_exports: only if asked for.
struct ProgramExports {
  struct Entry {
    const char *name;
    uint64_t nameSize;
    Extern entity;
  };
  const TypeDesc *types;  // as in Library
  uint64_t typeCount;
  const Entry *entries;  // of the main module
  uint64_t entryCount;
};

static_assert(sizeof(ValueType) == 8 && sizeof(TypeDesc) == 48 && sizeof(ExternType) == 32 && sizeof(Extern) == 16);
static_assert(sizeof(ImportDesc) == 64 && sizeof(ExportDesc) == 32 && sizeof(ModuleDesc) == 160 && sizeof(Instance) == 32);
static_assert(offsetof(Extern, address) == 8 && sizeof(Library) == 48 && sizeof(ProgramExports) == 32);
static_assert(sizeof(ProgramExports::Entry) == 32 && sizeof(HostFunction) == 24 && offsetof(Instance, fuel) == 8);
static_assert(offsetof(Instance, region) == 16);

}  // namespace wasmc::abi
