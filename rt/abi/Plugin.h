// What a compiled library hands to libwasmc, which runs it inside another program (rt/host): the object under the symbol wasmc_plugin,
// in a shared object the only one that is exported.
//
// A plugin has no undefined symbols: the runtime functions that its code calls are stubs of its own (rt/plugin), each a jump through
// `builtins`, which libwasmc fills when it takes the plugin in. So plugin and library need no common linker, and a version that does
// not fit is refused before any of it runs.
#pragma once

#include "rt/abi/Module.h"

namespace wasmc::abi {

// The order of builtins in Plugin::builtins.
enum class Builtin : uint32_t {
#define WASMC_BUILTIN(name, result, ...) name,
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
};

// To be raised whenever a structure of rt/abi, the list of builtins, that of traps or that of CPU features changes its meaning.
inline constexpr uint32_t pluginVersion = 4;
inline constexpr char pluginMagic[8] = {'w', 'a', 's', 'm', 'c', 'l', 'i', 'b'};

// PluginInfo::flags
inline constexpr uint32_t countsFuelFlag = 1;

// What only the compiler's driver knows, under the symbol wasmc_plugin_info.
struct PluginInfo {
  uint32_t flags;
  uint32_t zero;
  uint64_t cpuFeatures;  // that the code needs: a set of CpuFeatures.def
  char compiler[24];     // "wasmc 0.1.0", null-terminated
  char name[96];         // of the main module's file without its ending, cut to what fits
};

struct Plugin {
  char magic[8];
  uint32_t version;
  uint32_t builtinCount;
  const PluginInfo *info;
  const Library *library;                          // the main module is the last one
  const uint8_t *textBegin, *textEnd;              // guest functions
  const uint8_t *memoryTextBegin, *memoryTextEnd;  // the plugin's own memcpy, memmove and memset
  const uint8_t *namesBegin, *namesEnd;            // abi::NameTable; equal: none
  void **builtins;
};

static_assert(sizeof(PluginInfo) == 136 && sizeof(Plugin) == 88);

}  // namespace wasmc::abi
