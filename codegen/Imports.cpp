#include "codegen/Imports.h"

#include "frontend/ExternTypes.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace wasmc {
namespace {

enum class Unstable : uint8_t { Same, Differs, Absent };

struct WasiCall {
  std::string_view name, parameters, results;
  Unstable unstable;
};

constexpr WasiCall threadSpawn = {"thread-spawn", "i", "i", Unstable::Absent};  // of wasi-threads (rt/wasi/threads)

constexpr WasiCall wasiCalls[] = {
#define WASMC_WASI(name, parameters, results, unstable) {#name, parameters, results, Unstable::unstable},
#include "rt/wasi/preview1/Wasi.def"
#undef WASMC_WASI
};

FuncType typeOf(const WasiCall &call) {
  auto types = [](std::string_view letters) {
    ResultType result;
    for (char letter : letters)
      result.push_back(letter == 'l' ? ValueType::I64 : ValueType::I32);
    return result;
  };
  return {types(call.parameters), types(call.results)};
}

// The call's symbol in the runtime when the module and field name one.
const WasiCall *findWasiCall(std::string_view module, std::string_view name) {
  if (module == "wasi")
    return name == threadSpawn.name ? &threadSpawn : nullptr;
  bool unstable = module == "wasi_unstable";
  if (!unstable && module != "wasi_snapshot_preview1")
    return nullptr;
  for (const WasiCall &call : wasiCalls)
    if (call.name == name)
      return unstable && call.unstable == Unstable::Absent ? nullptr : &call;
  return nullptr;
}

std::string symbolOf(const WasiCall &call, std::string_view module) {
  if (&call == &threadSpawn)
    return threadSpawnSymbol;
  return fmt::format("{}.{}", call.unstable == Unstable::Differs ? module : "wasi_snapshot_preview1", call.name);
}

// Modules made for a JavaScript host are a common disappointment: say so.
std::string_view explainForeignHost(std::string_view module) {
  if (module.starts_with("__wbindgen") || module.starts_with("./") || module == "wbg")
    return "; it was made by wasm-bindgen for a JavaScript host: build it for wasm32-wasip1 instead";
  if (module == "env" || module == "a" || module == "GOT.mem" || module == "GOT.func")
    return "; if Emscripten made this module for a JavaScript host, build it with -sSTANDALONE_WASM or for wasm32-wasip1";
  if (module == "gojs" || module == "go")
    return "; it was built with GOOS=js: build it with GOOS=wasip1";
  if (module.starts_with("wasi:"))
    return "; WASI 0.2 interfaces are not supported: build for wasm32-wasip1";
  return "";
}

class Resolver {
public:
  Resolver(const ProgramInput &input, const CanonicalTypes &types, bool allowUndefined)
      : input(input), types(types), allowUndefined(allowUndefined) {}

  std::expected<ImportMap, ModuleError> run() {
    for (size_t m = 0; m < input.modules.size(); ++m) {
      map.emplace_back();
      for (const Import &import : input.modules[m].module.imports) {
        auto provider = resolve(m, import);
        if (!provider)
          return std::unexpected(ModuleError{m, provider.error()});
        map[m].push_back(*provider);
      }
    }
    return std::move(map);
  }

private:
  Result<Provider> resolve(size_t importer, const Import &import) const {
    for (size_t m = importer; m-- > 0;)
      if (input.modules[m].importName == import.module)
        return fromModule(importer, import, m);
    if (const WasiCall *call = findWasiCall(import.module, import.name))
      return fromWasi(importer, import, *call);
    if (isOwnMemory(importer, import))
      return provideMemory(importer, import);
    if (allowUndefined && import.kind == ExternKind::Func)
      return Undefined{};
    return failure(import.offset,
                   fmt::format("unknown import \"{}\" \"{}\" of type {}: nothing provides it{}{}", import.module, import.name,
                               describe(importer, import), explainForeignHost(import.module), remedy(import)));
  }

  static std::string remedy(const Import &import) {
    std::string text = fmt::format("; --preload {}=FILE links a module that does", import.module);
    if (import.kind == ExternKind::Func)
      text += ", --allow-undefined makes calling it a trap";
    return text;
  }

  Result<Provider> fromWasi(size_t importer, const Import &import, const WasiCall &call) const {
    FuncType expected = typeOf(call);
    if (import.kind != ExternKind::Func || input.modules[importer].module.functionType(import.index) != expected)
      return failure(import.offset, fmt::format("incompatible import type: \"{}\" \"{}\" is declared as {}, WASI has {}",
                                                import.module, import.name, describe(importer, import), toString(expected)));
    return HostFunction{symbolOf(call, import.module)};
  }

  bool isOwnMemory(size_t importer, const Import &import) const {
    return !input.exportsForHost && importer + 1 == input.modules.size() && import.kind == ExternKind::Memory &&
           input.modules[importer].module.memories[import.index].type.isShared;
  }

  // Imports of the same names are the same memory.
  Result<Provider> provideMemory(size_t importer, const Import &import) const {
    const Module &module = input.modules[importer].module;
    const Import &first = *std::ranges::find_if(module.imports, [&](const Import &other) {
      return other.kind == ExternKind::Memory && other.module == import.module && other.name == import.name;
    });
    if (!matches(module, {first.name, ExternKind::Memory, first.index}, module, import))
      return failure(import.offset, fmt::format("incompatible import type: \"{}\" \"{}\" is declared as {}, before as {}",
                                                import.module, import.name, describe(importer, import), describe(importer, first)));
    return SharedMemory{first.index};
  }

  Result<Provider> fromModule(size_t importer, const Import &import, size_t exporter) const {
    const Module &module = input.modules[exporter].module;
    const Export *found = module.findExport(import.name);
    if (!found)
      return failure(import.offset, fmt::format("unknown import \"{}\" \"{}\" of type {}: {} has no such export", import.module,
                                                import.name, describe(importer, import), input.modules[exporter].path));
    Definition definition = definitionOf(exporter, found->kind, found->index);
    Export defined{found->name, found->kind, definition.index};  // which may be of a better type than the export promises
    if (found->kind != import.kind ||
        !matches(input.modules[definition.module].module, defined, input.modules[importer].module, import))
      return failure(import.offset, fmt::format("incompatible import type: \"{}\" \"{}\" is declared as {}, {} exports {}",
                                                import.module, import.name, describe(importer, import),
                                                input.modules[exporter].path, describeExtern(module, found->kind, found->index)));
    return definition;
  }

  // Follows re-exports of imports to who provides them in the end.
  Definition definitionOf(size_t m, ExternKind kind, uint32_t index) const {
    std::optional<uint32_t> import = importOf(input.modules[m].module, kind, index);
    if (import && !std::holds_alternative<Definition>(map[m][*import]))
      return Definition{m, index};  // a host function: called through the module that imported it, with its memory
    return import ? std::get<Definition>(map[m][*import]) : Definition{m, index};
  }

  static bool fits(const Limits &provided, const Limits &wanted) {
    return provided.min >= wanted.min && (!wanted.max || (provided.max && *provided.max <= *wanted.max));
  }

  bool matches(const Module &from, const Export &provided, const Module &to, const Import &wanted) const {
    auto isSame = [&](ValueType a, ValueType b) { return types.canonical(from, a) == types.canonical(to, b); };
    switch (wanted.kind) {
    case ExternKind::Func: return types.isSubtype(types.numberOf(from, provided.index), types.numberOf(to, wanted.index));
    case ExternKind::Table: {
      const TableType &a = from.tables[provided.index].type, &b = to.tables[wanted.index].type;
      return isSame(a.element, b.element) && a.addressType == b.addressType && fits(a.limits, b.limits);
    }
    case ExternKind::Memory: {
      const MemoryType &a = from.memories[provided.index].type, &b = to.memories[wanted.index].type;
      return a.addressType == b.addressType && a.pageSizeLog2 == b.pageSizeLog2 && a.isShared == b.isShared &&
             fits(a.limits, b.limits);
    }
    case ExternKind::Global: {
      const GlobalType &a = from.globals[provided.index].type, &b = to.globals[wanted.index].type;
      bool fitting =
          a.isMutable ? isSame(a.type, b.type) : types.matches(types.canonical(from, a.type), types.canonical(to, b.type));
      return a.isMutable == b.isMutable && fitting;
    }
    case ExternKind::Tag:
      return types.number(from, from.tags[provided.index].typeIndex) == types.number(to, to.tags[wanted.index].typeIndex);
    }
    return false;
  }

  std::string describe(size_t m, const Import &import) const {
    return describeExtern(input.modules[m].module, import.kind, import.index);
  }

  const ProgramInput &input;
  const CanonicalTypes &types;
  bool allowUndefined;
  ImportMap map;
};

}  // namespace

std::optional<uint32_t> importOf(const Module &module, ExternKind kind, uint32_t index) {
  switch (kind) {
  case ExternKind::Func: return module.functions[index].import;
  case ExternKind::Table: return module.tables[index].import;
  case ExternKind::Memory: return module.memories[index].import;
  case ExternKind::Global: return module.globals[index].import;
  case ExternKind::Tag: return module.tags[index].import;
  }
  return std::nullopt;
}

std::expected<ImportMap, ModuleError> resolveImports(const ProgramInput &input, const CanonicalTypes &types, bool allowUndefined) {
  return Resolver(input, types, allowUndefined).run();
}

}  // namespace wasmc
