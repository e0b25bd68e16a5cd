#include "rt/host/Module.h"

#include "rt/abi/Builtins.h"
#include "rt/core/CpuFeatures.h"
#include "rt/exceptions/Throw.h"
#include "rt/host/GuestCall.h"
#include "rt/host/HostMemory.h"
#include "rt/host/LoadedFiles.h"
#include "rt/host/LoadedImage.h"
#include "rt/host/Signals.h"
#include "rt/host/TypeText.h"

namespace wasmc::rt {

namespace {

#if defined(__x86_64__)
constexpr StringView cpuName = "x86-64";
#elif defined(__aarch64__)
constexpr StringView cpuName = "AArch64";
#endif

// A builtin as plugins call it. A guest may do hardly anything else (growing a memory that can't grow, throwing what it catches), so that
// no signal hits its own code: it ends where it calls the next one.
template <auto function> struct Builtin;
template <typename Answer, typename... Parameters, Answer (*function)(Parameters...)> struct Builtin<function> {
  static Answer call(Parameters... arguments) {
    HostThread &thread = hostThread;
    if (__atomic_load_n(&thread.isInterrupted, __ATOMIC_RELAXED)) [[unlikely]]
      endIfInterrupted(thread);
    return function(arguments...);
  }
};

// In the order of abi::Builtin.
void *const builtins[] = {
#define WASMC_BUILTIN(name, result, ...) reinterpret_cast<void *>(Builtin<abi::wasmc_##name>::call),
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
};
constexpr size_t builtinCount = sizeof builtins / sizeof *builtins;

bool isPlugin(const abi::Plugin &plugin) {
  return StringView(plugin.magic, sizeof plugin.magic) == StringView(abi::pluginMagic, sizeof abi::pluginMagic);
}

// Nothing beyond magic and version is looked at before the version is known to be ours. Null if it fits.
wasmc_error *check(StringView name, const abi::Plugin &plugin) {
  if (!isPlugin(plugin))
    return errorOf(WASMC_INCOMPATIBLE, name, ": not a module that wasmc has compiled");
  if (plugin.version != abi::pluginVersion)
    return errorOf(WASMC_INCOMPATIBLE, name, ": compiled for version ", Decimal(plugin.version),
                   " of libwasmc's interface; this is ", Decimal(abi::pluginVersion), " (", wasmc_version(), ")");
  if (plugin.builtinCount != builtinCount)
    return errorOf(WASMC_INCOMPATIBLE, name, ": compiled for ", Decimal(plugin.builtinCount), " runtime functions; libwasmc ",
                   wasmc_version(), " has ", Decimal(builtinCount));
  uint64_t needed = plugin.info->cpuFeatures, missing = needed ? needed & ~cpuFeatures() : 0;
  if (missing)
    return errorOf(WASMC_INCOMPATIBLE, name, ": compiled for a CPU with ", CpuFeatureNames(missing),
                   ", which this one lacks; compile it with another --cpu, or none");
  return nullptr;
}

// --- Lists

void freeList(wasmc_extern_type *list, uint64_t count) {
  for (uint64_t i = 0; list && i < count; ++i) {
    hostFree(const_cast<char *>(list[i].module));
    hostFree(const_cast<char *>(list[i].name));
    hostFree(const_cast<char *>(list[i].type));
  }
  hostFree(list);
}

const char *cleanCopy(const char *name, uint64_t size) {
  Text text;
  text.appendClean({name, size});
  return text.release();
}

bool isComplete(const wasmc_extern_type &entry) { return entry.name && entry.type; }

bool listImports(wasmc_module &module) {
  const abi::ModuleDesc &desc = mainModule(module);
  module.imports = hostAllocateArray<wasmc_extern_type>(desc.importCount);
  if (!module.imports)
    return false;
  for (uint64_t i = 0; i < desc.importCount; ++i) {
    const abi::ImportDesc &import = desc.imports[i];
    module.imports[i] = {externKindOf(import.type.kind), cleanCopy(import.module, import.moduleSize),
                         cleanCopy(import.name, import.nameSize), typeText(import.type, typesOf(module)).release()};
    if (!isComplete(module.imports[i]) || !module.imports[i].module)
      return false;
  }
  return true;
}

// What is imported and exported again has the type of the import: the main module's, or, of what another module that was compiled
// with it provides, that one's.
const abi::ExternType &typeOf(const abi::ModuleDesc &desc, const abi::ExportDesc &entry) {
  if (entry.type)
    return *entry.type;
  return desc.imports[(entry.offset - desc.importsOffset) / sizeof(abi::Extern)].type;
}

bool listExports(wasmc_module &module) {
  const abi::ModuleDesc &desc = mainModule(module);
  module.exports = hostAllocateArray<wasmc_extern_type>(desc.exportCount);
  if (!module.exports)
    return false;
  for (uint64_t i = 0; i < desc.exportCount; ++i) {
    const abi::ExportDesc &entry = desc.exports[i];
    const abi::ExternType &type = typeOf(desc, entry);
    module.exports[i] = {externKindOf(type.kind), nullptr, cleanCopy(entry.name, entry.nameSize),
                         typeText(type, typesOf(module)).release()};
    if (!isComplete(module.exports[i]))
      return false;
  }
  return true;
}

// --- Taking in and giving back

void destroy(wasmc_module *module) {
  if (module->isRegistered && !forgetCode(module->code))
    return;  // without memory to forget it, it stays
  forgetCallSites();
  if (module->plugin) {
    freeList(module->imports, mainModule(*module).importCount);
    freeList(module->exports, mainModule(*module).exportCount);
  }
  module->images.close();
  if (module->library)
    unloadFile(module->library);
  hostFree(module);
}

bool prepareLists(wasmc_module &module) { return listImports(module) && listExports(module); }

// Has `library` from now on. Null, with the reason in `error`.
wasmc_module *takeIn(StringView name, void *library, const abi::Plugin *plugin, wasmc_error **error) {
  if (wasmc_error *mismatch = check(name, *plugin)) {
    if (library)
      unloadFile(library);
    return fail(error, mismatch);
  }
  auto *module = hostAllocateArray<wasmc_module>(1);
  if (!module) {
    if (library)
      unloadFile(library);
    return fail(error, noMemory());
  }
  module->references = 1;
  module->library = library;
  module->plugin = plugin;
  module->code = {plugin, imageOf(plugin->textBegin)};
  // The same each time, for who has loaded it already.
  for (size_t i = 0; i < builtinCount; ++i)
    __atomic_store_n(&plugin->builtins[i], builtins[i], __ATOMIC_RELAXED);
  module->isRegistered = registerCode(module->code);
  if (!module->isRegistered || !prepareLists(*module)) {
    destroy(module);
    return fail(error, noMemory());
  }
  return module;
}

wasmc_error *prepare() {
  if (Result<void> done = prepareSignals(); !done)
    return errorOf(WASMC_SYSTEM, "cannot handle signals: error ", Decimal(done.errorNumber().code));
  return nullptr;
}

}  // namespace

void release(wasmc_module &module) {
  if (__atomic_sub_fetch(&module.references, 1, __ATOMIC_ACQ_REL) == 0)
    destroy(&module);
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_module *wasmc_module_open(const char *path, wasmc_error **error) {
  if (wasmc_error *failure = prepare())
    return fail(error, failure);
  CheckedFile file = checkLibraryFile(path);
  if (!file.isReadable)
    return fail(error, errorOf(WASMC_SYSTEM, path, ": cannot be read (error ", Decimal(file.error), ")"));
  if (!file.isElf || (file.isNative && !file.isPlugin))
    return fail(error, errorOf(WASMC_INCOMPATIBLE, path, ": not a module that wasmc has compiled"));
  if (!file.isNative)
    return fail(error, errorOf(WASMC_INCOMPATIBLE, path, ": compiled for another CPU than this one, ", cpuName));
  const char *reason = nullptr;
  void *library = loadFile(path, file, reason);
  if (!library)
    return fail(error, errorOf(WASMC_SYSTEM, reason ? reason : path));
  auto *plugin = static_cast<const abi::Plugin *>(findSymbol(library, "wasmc_plugin"));
  if (!plugin) {
    unloadFile(library);
    return fail(error, errorOf(WASMC_INCOMPATIBLE, path, ": not a module that wasmc has compiled"));
  }
  return takeIn(path, library, plugin, error);
}

wasmc_module *wasmc_module_linked(const struct wasmc_plugin *plugin, wasmc_error **error) {
  if (wasmc_error *failure = prepare())
    return fail(error, failure);
  return takeIn("the linked module", nullptr, reinterpret_cast<const abi::Plugin *>(plugin), error);
}

void wasmc_module_delete(wasmc_module *module) {
  if (module)
    release(*module);
}

size_t wasmc_module_import_count(const wasmc_module *module) { return mainModule(*module).importCount; }

wasmc_extern_type wasmc_module_import(const wasmc_module *module, size_t index) { return module->imports[index]; }

size_t wasmc_module_export_count(const wasmc_module *module) { return mainModule(*module).exportCount; }

wasmc_extern_type wasmc_module_export(const wasmc_module *module, size_t index) { return module->exports[index]; }
