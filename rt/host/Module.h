// wasmc_module: a plugin that has been taken in.
#pragma once

#include "rt/host/CodeRegistry.h"
#include "rt/host/Error.h"
#include "rt/instance/Snapshot.h"

struct wasmc_module {
  uint32_t references;
  void *library;  // of dlopen; null: linked into the program
  const wasmc::abi::Plugin *plugin;
  wasmc::rt::LoadedCode code;
  bool isRegistered;
  wasmc_extern_type *imports, *exports;  // of the main module
  wasmc::rt::MemoryImages images;        // of its instances
};

namespace wasmc::rt {

// All of them, the main one last.
inline Span<const abi::ModuleDesc *const> modulesOf(const wasmc_module &module) {
  return {module.plugin->library->modules, module.plugin->library->moduleCount};
}
inline const abi::ModuleDesc &mainModule(const wasmc_module &module) {
  return *module.plugin->library->modules[module.plugin->library->moduleCount - 1];
}
inline const abi::TypeDesc *typesOf(const wasmc_module &module) { return module.plugin->library->types; }

inline void retain(wasmc_module &module) { __atomic_add_fetch(&module.references, 1, __ATOMIC_RELAXED); }
void release(wasmc_module &module);

}  // namespace wasmc::rt
