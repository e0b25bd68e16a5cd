#include "tools/wasmc/header/Interface.h"

#include "tools/wasmc/header/Identifiers.h"
#include "rt/abi/Module.h"
#include "tools/wasmc/header/Text.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

// C99, 5.2.4.1: what every compiler takes.
constexpr size_t maxParameters = 127 - 1, maxLiteral = 4095;

std::string typeText(const FuncType &type) {
  auto list = [](const ResultType &types) {
    std::string text;
    for (ValueType each : types)
      text += (text.empty() ? "" : ", ") + toString(each);
    return "(" + text + ")";
  };
  return list(type.parameters) + " -> " + list(type.results);
}

std::string typeText(const Module &module, ExternKind kind, uint32_t index) {
  switch (kind) {
  case ExternKind::Func: return typeText(module.functionType(index));
  case ExternKind::Table: return "table " + toString(module.tables[index].type);
  case ExternKind::Memory: return "memory " + toString(module.memories[index].type);
  case ExternKind::Global: {
    const GlobalType &type = module.globals[index].type;
    return (type.isMutable ? "mut " : "") + toString(type.type);
  }
  case ExternKind::Tag: {
    std::string type = typeText(module.funcType(module.tags[index].typeIndex));
    return "tag " + type.substr(0, type.find(" ->"));
  }
  }
  return "";
}

// What libwasmc's functions, which take null-terminated strings, can find.
bool canBeNamed(std::string_view name) { return name.size() <= maxLiteral && name.find('\0') == std::string_view::npos; }

bool isCallable(const FuncType &type, const std::string &text) {
  auto hasForm = [](ValueType each) { return cType(each).has_value(); };
  return llvm::all_of(type.parameters, hasForm) && llvm::all_of(type.results, hasForm) &&
         type.parameters.size() + type.results.size() <= maxParameters && text.size() <= maxLiteral;
}

// Tables, tags and references in globals are not shared by modules that were compiled apart.
bool canBeGiven(const Module &module, const Import &import) {
  bool hasForm = import.kind == ExternKind::Func || import.kind == ExternKind::Memory ||
                 (import.kind == ExternKind::Global && !module.globals[import.index].type.type.isRef());
  return hasForm && canBeNamed(import.module) && canBeNamed(import.name);
}

// A name for a member function: what is a macro or a type would not be one.
std::string methodName(std::string_view field) {
  std::string name = identifierPart(field);
  bool isUpper = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  return isUpper || llvm::isDigit(name[0]) || isReserved(name) ? "call_" + name : name;
}

bool isWasi(std::string_view module) { return module == "wasi_snapshot_preview1" || module == "wasi_unstable"; }

class Builder {
public:
  Builder(const std::vector<InputModule> &modules, const std::string &prefix)
      : modules(modules), prefix(prefix), methodNames({prefix, "Instance", "self", "get", "instance", "reset"}) {}

  Interface build() {
    for (const Export &entry : modules.back().module.exports)
      addExport(modules.back().module, entry);
    for (size_t m = 0; m < modules.size(); ++m)
      for (const Import &import : modules[m].module.imports)
        if (!isProvided(import, m))
          addImport(modules[m].module, import);
    return std::move(interface);
  }

private:
  bool isProvided(const Import &import, size_t importer) const {
    return std::any_of(modules.begin(), modules.begin() + static_cast<ptrdiff_t>(importer), [&](const InputModule &module) {
      return module.importName == import.module && module.module.findExport(import.name);
    });
  }

  void addExport(const Module &module, const Export &entry) {
    Entity entity{.field = entry.name, .type = typeText(module, entry.kind, entry.index)};
    std::vector<Entity> *list = nullptr;
    switch (entry.kind) {
    case ExternKind::Func:
      entity.function = module.functionType(entry.index);
      list = isCallable(entity.function, entity.type) ? &interface.functions : nullptr;
      break;
    case ExternKind::Global:
      entity.value = module.globals[entry.index].type.type;
      entity.isMutable = module.globals[entry.index].type.isMutable;
      list = cType(entity.value) ? &interface.globals : nullptr;
      break;
    case ExternKind::Memory: list = &interface.memories; break;
    case ExternKind::Table: list = &interface.tables; break;
    case ExternKind::Tag: break;
    }
    if (!list || !canBeNamed(entry.name)) {
      interface.otherExports.push_back(fmt::format("{}: {}", quoted(entry.name), shortened(entity.type)));
      return;
    }
    bool isInRegisters = entry.kind == ExternKind::Func && registerResult(entity.function);
    std::string companion = entry.kind == ExternKind::Global && entity.isMutable ? "set_" : "";
    entity.name = addName(names, identifierPart(entry.name), isInRegisters ? "invoke_" : companion, prefix + "_");
    entity.method = addName(methodNames, methodName(entry.name), companion, "");
    list->push_back(std::move(entity));
  }

  void addImport(const Module &module, const Import &import) {
    if (isWasi(import.module)) {
      interface.usesWasi = true;
      return;
    }
    Entity entity{.module = import.module, .field = import.name, .type = typeText(module, import.kind, import.index)};
    auto isSame = [&](const Entity &known) {
      return known.module == entity.module && known.field == entity.field && known.type == entity.type;
    };
    if (llvm::any_of(interface.imports, isSame))
      return;
    bool isFunction = import.kind == ExternKind::Func;
    if (isFunction)
      entity.function = module.functionType(import.index);
    // The same name with another type: the host has one function to give, and libwasmc says what does not fit.
    auto hasName = [&](const Entity &known) { return known.module == entity.module && known.field == entity.field; };
    bool isGivable = canBeGiven(module, import);
    if (!isFunction || !isGivable || !isCallable(entity.function, entity.type) || llvm::any_of(interface.imports, hasName)) {
      (isGivable ? interface.otherImports : interface.missingImports)
          .push_back(fmt::format("{} {}: {}", quoted(import.module), quoted(import.name), shortened(entity.type)));
      return;
    }
    entity.name =
        addName(names, "import_" + identifierPart(import.module) + "_" + identifierPart(import.name), "call_", prefix + "_");
    interface.imports.push_back(std::move(entity));
  }

  static std::string shortened(const std::string &type) { return type.size() <= 100 ? type : type.substr(0, 100) + "..."; }

  // If something else is called so with `companion` before it, that must be a new name, too. With `front` before them, neither may be
  // reserved: fd and set give fd_set.
  static std::string addName(Scope &scope, const std::string &name, const std::string &companion, const std::string &front) {
    auto isFree = [&](const std::string &added) {
      if (isReserved(front + added))
        return false;
      return companion.empty() || (!isReserved(front + companion + added) && scope.add(companion + added) == companion + added);
    };
    std::string added = scope.add(name);
    while (!isFree(added))
      added = scope.add(name);
    return added;
  }

  const std::vector<InputModule> &modules;
  const std::string &prefix;
  Interface interface;
  // What InstancePart.cpp and ImportPart.cpp call functions.
  Scope names{{"new", "new_with", "delete", "reset", "instance", "data", "set_data", "fail", "open", "plugin", "enter", "leave",
               "add_imports", "bind"}};
  Scope methodNames;
};

}  // namespace

std::optional<CType> cType(ValueType type) {
  switch (type.kind()) {
  case ValueType::I32: return CType{"int32_t", "i32", "WASMC_I32", "int32_t", false};
  case ValueType::I64: return CType{"int64_t", "i64", "WASMC_I64", "int64_t", false};
  case ValueType::F32: return CType{"float", "f32", "WASMC_F32", "float", false};
  case ValueType::F64: return CType{"double", "f64", "WASMC_F64", "double", false};
  case ValueType::V128: return CType{"uint8_t", "v128", "WASMC_V128", "::std::array<uint8_t, 16>", true};
  default: break;
  }
  if (type == ValueType::funcref())
    return CType{"const wasmc_function *", "funcref", "WASMC_FUNCREF", "const wasmc_function *", false};
  if (type == ValueType::externref())
    return CType{"void *", "externref", "WASMC_EXTERNREF", "void *", false};
  return std::nullopt;
}

std::optional<std::string_view> registerResult(const FuncType &type) {
  auto isInteger = [](ValueType value) { return value == ValueType::I32 || value == ValueType::I64; };
  auto isFloat = [](ValueType value) { return value == ValueType::F32 || value == ValueType::F64; };
  auto isNumber = [&](ValueType value) { return isInteger(value) || isFloat(value); };
  if (type.results.size() > 1 || !llvm::all_of(type.results, isNumber) || !llvm::all_of(type.parameters, isNumber))
    return std::nullopt;
  auto integers = static_cast<uint64_t>(llvm::count_if(type.parameters, isInteger));
  if (integers > abi::maxRegisterIntegers || type.parameters.size() - integers > abi::maxRegisterFloats)
    return std::nullopt;
  return type.results.empty() ? "none" : cType(type.results[0])->member;
}

Interface describeInterface(const std::vector<InputModule> &modules, const std::string &prefix) {
  return Builder(modules, prefix).build();
}

}  // namespace wasmc
