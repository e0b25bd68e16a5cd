// Source: WebAssembly/wasi-threads, README.md, "Detailed design discussion".
#include "codegen/analysis/ThreadUse.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

constexpr std::string_view entryName = "wasi_thread_start";
constexpr std::string_view spawnModule = "wasi", spawnName = "thread-spawn";

bool isThreadSpawn(const Provider &provider) {
  auto *host = std::get_if<HostFunction>(&provider);
  return host && host->symbol == threadSpawnSymbol;
}

// `import` is that of wasi.thread-spawn.
Result<ThreadUse> checkModule(const Module &module, const Import &import) {
  const FuncType entryType{{ValueType::I32, ValueType::I32}, {}};
  const Export *entry = module.findExport(entryName);
  if (!entry || entry->kind != ExternKind::Func || module.functionType(entry->index) != entryType)
    return failure(import.offset,
                   fmt::format("the module imports \"{}\" \"{}\", but {} \"{}\" of type {}", import.module, import.name,
                               entry ? "its export is no function" : "exports no function", entryName, toString(entryType)));
  for (size_t i = 0; i < module.memories.size(); ++i)
    if (!module.memories[i].import)
      return failure(import.offset, fmt::format("the module imports \"{}\" \"{}\", but its threads could not share memory {}: it "
                                                "must be imported, as shared (wasm-ld --import-memory --shared-memory)",
                                                import.module, import.name, i));
  return ThreadUse{entry->index};
}

}  // namespace

std::expected<std::optional<ThreadUse>, ModuleError> findThreadUse(const ProgramInput &input, const ImportMap &imports,
                                                                   bool countFuel) {
  for (size_t m = 0; m < input.modules.size(); ++m) {
    auto found = std::ranges::find_if(imports[m], isThreadSpawn);
    if (found == imports[m].end())
      continue;
    const Module &module = input.modules[m].module;
    const Import &import = module.imports[static_cast<size_t>(found - imports[m].begin())];
    auto unavailable = [&](std::string_view beside, std::string_view reason) {
      return std::unexpected(ModuleError{m,
                                         {import.offset, fmt::format("\"{}\" \"{}\" is not available beside {}: {}", import.module,
                                                                     import.name, beside, reason)}});
    };
    if (input.modules.size() > 1)
      return unavailable("--preload", "a thread's instance could not share the instances of the other modules");
    if (countFuel)
      return unavailable("--fuel", "the point at which threads have spent a budget is not determined");
    Result<ThreadUse> use = checkModule(module, import);
    if (!use)
      return std::unexpected(ModuleError{m, use.error()});
    return *use;
  }
  return std::nullopt;
}

std::expected<void, ModuleError> refuseThreads(const LibraryInput &input) {
  for (size_t m = 0; m < input.modules.size(); ++m) {
    bool isProvided = std::ranges::find(input.modules, spawnModule, &InputModule::importName) != input.modules.end();
    for (const Import &import : input.modules[m].module.imports)
      if (!isProvided && import.module == spawnModule && import.name == spawnName)
        return std::unexpected(
            ModuleError{m,
                        {import.offset, fmt::format("\"{}\" \"{}\" is not available in a library: threads are its host's",
                                                    spawnModule, spawnName)}});
  }
  return {};
}

}  // namespace wasmc
