// Who provides each import: another module of the program, the runtime, or nobody.
#pragma once

#include "codegen/CanonicalTypes.h"

#include <variant>

namespace wasmc {

// An entity that a module of the program defines itself.
struct Definition {
  size_t module;   // index into ProgramInput::modules
  uint32_t index;  // in that module's index space
};

// A function of the runtime's WASI layer (rt/wasi/preview1/Wasi.def). It takes the caller's memory before the Wasm parameters.
struct HostFunction {
  std::string symbol;
};

// The symbol of wasi.thread-spawn (rt/wasi/threads).
inline constexpr const char *threadSpawnSymbol = "wasi.thread-spawn";

// A shared memory of the program's own, as large as the import declares it (wasi-threads): index is that of the importing module's
// first import of these names.
struct SharedMemory {
  uint32_t index;
};

// Calling it traps (--allow-undefined).
struct Undefined {};

using Provider = std::variant<Definition, HostFunction, SharedMemory, Undefined>;

// Per module, per import.
using ImportMap = std::vector<std::vector<Provider>>;

// Which of Module::imports an entity in one of the module's index spaces is; none if the module defines it.
std::optional<uint32_t> importOf(const Module &module, ExternKind kind, uint32_t index);

// Imports are satisfied by the modules before the importing one, by import name, then by WASI; the main module's shared memories, at
// last, by the program, unless a host is inside it. Types must match (specification, 3.3.9: external types). `types` are those of
// the modules.
std::expected<ImportMap, ModuleError> resolveImports(const ProgramInput &input, const CanonicalTypes &types, bool allowUndefined);

}  // namespace wasmc
