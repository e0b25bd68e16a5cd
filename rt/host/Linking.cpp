// What a module's imports are: of another module that was compiled with it, of the host's, of another instance, or WASI's.
#include "frontend/AbstractHeapTypes.h"
#include "rt/host/HostFunction.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"
#include "rt/host/StackSwitch.h"
#include "rt/host/TypeText.h"
#include "rt/host/Values.h"
#include "rt/host/WasiFunctions.h"
#include "rt/instance/ImportMatching.h"

namespace wasmc::rt {

namespace {

class Linking {
public:
  Linking(wasmc_instance &instance, uint64_t part, const wasmc_imports &imports)
      : instance(instance), part(part), imports(imports), types(typesOf(instance)), module(*modulesOf(*instance.module)[part]) {}

  wasmc_error *run() {
    Part &own = instance.parts[part];
    own.imports = hostAllocateArray<abi::Extern>(module.importCount);
    if (!own.imports)
      return noMemory();
    for (uint64_t i = 0; i < module.importCount; ++i)
      if (wasmc_error *error = link(module.imports[i], own.imports[i]))
        return error;
    return nullptr;
  }

private:
  wasmc_error *link(const abi::ImportDesc &import, abi::Extern &provided) {
    StringView from(import.module, import.moduleSize), name(import.name, import.nameSize);
    if (const abi::Extern found = findTogether(from, name); found.type) {
      provided = found;
      return matchesImport(provided, import.type, module.types) ? nullptr : mismatch(import, describeType(*found.type, types));
    }
    if (Definition *definition = findDefinition(imports, from, name))
      return linkDefinition(import, name, *definition, provided);
    if (const wasi::WasiFunction *function = imports.hasWasi ? wasi::findWasiFunction(from, name) : nullptr)
      return linkWasi(import, *function, provided);
    return failure(import, Text("unknown import (", describeType(import.type, types), ")"));
  }

  // In a module in front of this one in the same library. They share the numbering of types.
  abi::Extern findTogether(StringView from, StringView name) {
    for (uint64_t i = part; i-- > 0;) {
      const abi::ModuleDesc &other = *modulesOf(*instance.module)[i];
      if (StringView(other.name, other.nameSize) == from)
        return exportOf(*instance.parts[i].instance, name);
    }
    return {};
  }

  wasmc_error *linkDefinition(const abi::ImportDesc &import, StringView name, Definition &definition, abi::Extern &provided) {
    using Kind = Definition::Kind;
    keep(definition);
    if (definition.kind == Kind::Function)
      return linkCallback(import, definition, provided);
    if (definition.kind == Kind::Entity)
      return linkEntity(import, {&definition.entity->type, &definition.entity->value}, provided);
    abi::Extern found = exportOf(*definition.instance, definition.exported ? StringView(definition.exported) : name);
    const abi::ExternType &type = *found.type;
    if (type.kind == abi::ExternKind::Func)
      return linkOther(import, definition, found, provided);
    bool isNumber = type.kind == abi::ExternKind::Global && type.value.kind != abi::ValueKind::Ref;
    if (type.kind != abi::ExternKind::Memory && !isNumber)
      return failure(import, Text("incompatible import type: a ", describeType(type, typesOf(*definition.instance)),
                                  " can't be shared by modules that were compiled apart"));
    return linkEntity(import, found, provided);
  }

  // Memories and globals that are numbers: nothing of their types depends on a numbering.
  wasmc_error *linkEntity(const abi::ImportDesc &import, const abi::Extern &found, abi::Extern &provided) {
    provided = found;
    instance.usesHost = true;
    if (matchesImport(found, import.type, module.types))
      return nullptr;
    bool lacksGuard = found.type->kind == abi::ExternKind::Memory && import.type.flags & ~found.type->flags & abi::isGuardedFlag;
    Text text = describeType(*found.type, types);
    if (lacksGuard)
      text.append(" without guard pages, of a module compiled with --bounds=explicit");
    return mismatch(import, static_cast<Text &&>(text));
  }

  wasmc_error *linkCallback(const abi::ImportDesc &import, Definition &definition, abi::Extern &provided) {
    if (import.type.kind != abi::ExternKind::Func)
      return mismatch(import, "a function of the host's");
    const abi::TypeDesc &type = types[import.type.function];
    if (definition.type && !isSameText(definition.type, functionText(type)))
      return mismatch(import, Text("function ", definition.type));
    auto *call = rt::hasReferences(type) ? callHostWithReferences : isAddressSanitized() ? callHostSanitized : callHost;
    return connect(import, provided, call, &definition, nullptr, nullptr);
  }

  wasmc_error *linkOther(const abi::ImportDesc &import, Definition &definition, const abi::Extern &found, abi::Extern &provided) {
    const abi::TypeDesc *itsTypes = typesOf(*definition.instance);
    if (import.type.kind != abi::ExternKind::Func)
      return mismatch(import, describeType(*found.type, itsTypes));
    auto *target = static_cast<const abi::FuncRef *>(found.address);
    const abi::TypeDesc &itsType = itsTypes[target->type];
    if (!isSameText(functionText(itsType), functionText(types[import.type.function])))
      return mismatch(import, Text("function ", functionText(itsType)));
    if (!canCross(itsType))
      return failure(import, Text("incompatible import type: function ", functionText(itsType),
                                  " passes references, which modules that were compiled apart can't share"));
    return connect(import, provided, callOther, &definition, target, &itsType);
  }

  wasmc_error *linkWasi(const abi::ImportDesc &import, const wasi::WasiFunction &function, abi::Extern &provided) {
    if (import.type.kind != abi::ExternKind::Func || !wasi::hasType(function, types[import.type.function]))
      return mismatch(import, "a function of WASI's of another type");
    return connect(import, provided, callWasi, nullptr, nullptr, nullptr, &function);
  }

  wasmc_error *connect(const abi::ImportDesc &import, abi::Extern &provided, void (*call)(void *, abi::Value *),
                       Definition *definition, const abi::FuncRef *target, const abi::TypeDesc *targetType,
                       const wasi::WasiFunction *wasi = nullptr) {
    auto *function = hostAllocateArray<ImportedFunction>(1);
    if (!function)
      return noMemory();
    const abi::TypeDesc &type = types[import.type.function];
    function->call = call;
    function->data = function;
    function->fuel = &instance.fuel;
    function->reference = {type.hostEntry, import.type.function, static_cast<abi::HostFunction *>(function)};
    function->importer = &instance;
    function->type = &type;
    function->hasReferences = rt::hasReferences(type);
    function->definition = definition;
    function->target = target;
    function->targetType = targetType;
    function->wasi = wasi;
    function->part = part;
    function->next = instance.functions;
    instance.functions = function;
    provided = {&import.type, &function->reference};
    return nullptr;
  }

  // What another instance can make use of. The host's references are the same for all.
  static bool canCross(const abi::TypeDesc &type) {
    return all(type, [&](const abi::ValueType &value) { return value.kind != abi::ValueKind::Ref || isExtern(value); });
  }
  static bool isExtern(const abi::ValueType &value) {
    return value.heap == AbstractHeapTypes::Extern || value.heap == AbstractHeapTypes::NoExtern;
  }

  template <typename Test> static bool all(const abi::TypeDesc &type, Test test) {
    for (const abi::ValueType &value : Span(type.parameters, type.parameterCount))
      if (!test(value))
        return false;
    for (const abi::ValueType &value : Span(type.results, type.resultCount))
      if (!test(value))
        return false;
    return true;
  }

  // It stays as long as the instance: there is room for one for each import.
  void keep(Definition &definition) {
    retain(definition);
    instance.definitions[instance.definitionCount++] = &definition;
  }

  wasmc_error *failure(const abi::ImportDesc &import, Text why) const {
    Text text;
    text.appendEscaped({import.module, import.moduleSize});
    text.append(".");
    text.appendEscaped({import.name, import.nameSize});
    text.append(": ");
    text.append(why);
    return makeError(WASMC_LINK, static_cast<Text &&>(text));
  }
  wasmc_error *mismatch(const abi::ImportDesc &import, Text provided) const {
    return failure(import,
                   Text("incompatible import type: the module wants ", describeType(import.type, types), ", this is ", provided));
  }
  wasmc_error *mismatch(const abi::ImportDesc &import, const char *provided) const { return mismatch(import, Text(provided)); }

  wasmc_instance &instance;
  uint64_t part;
  const wasmc_imports &imports;
  const abi::TypeDesc *types;
  const abi::ModuleDesc &module;
};

}  // namespace

wasmc_error *linkImports(wasmc_instance &instance, uint64_t part, const wasmc_imports &imports) {
  return Linking(instance, part, imports).run();
}

}  // namespace wasmc::rt
