// The object that libwasmc takes a library's code by.
#include "rt/abi/Plugin.h"

using namespace wasmc::abi;

extern "C" {

// From the compiler: of the modules, and of the driver, which puts the bounds around everything else.
[[gnu::visibility("hidden")]] extern const Library wasmc_library;
[[gnu::visibility("hidden")]] extern const PluginInfo wasmc_plugin_info;
[[gnu::visibility("hidden")]] extern const uint8_t wasmc_text_begin[], wasmc_text_end[], wasmc_mem_text_begin[],
    wasmc_mem_text_end[], wasmc_names_begin[], wasmc_names_end[];

// Where the stubs jump to.
[[gnu::visibility("hidden")]] void *wasmc_builtins[] = {
#define WASMC_BUILTIN(name, result, ...) nullptr,
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
};

[[gnu::visibility("default")]] extern const Plugin wasmc_plugin;
constinit const Plugin wasmc_plugin = {
    .magic = {pluginMagic[0], pluginMagic[1], pluginMagic[2], pluginMagic[3], pluginMagic[4], pluginMagic[5], pluginMagic[6],
              pluginMagic[7]},
    .version = pluginVersion,
    .builtinCount = sizeof wasmc_builtins / sizeof *wasmc_builtins,
    .info = &wasmc_plugin_info,
    .library = &wasmc_library,
    .textBegin = wasmc_text_begin,
    .textEnd = wasmc_text_end,
    .memoryTextBegin = wasmc_mem_text_begin,
    .memoryTextEnd = wasmc_mem_text_end,
    .namesBegin = wasmc_names_begin,
    .namesEnd = wasmc_names_end,
    .builtins = wasmc_builtins,
};
}
