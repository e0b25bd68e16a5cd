#include "tools/wasmc-wast/driver/Guest.h"

#include "rt/core/Allocator.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/exceptions/Storage.h"
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"

// One of the two is there: modules that are instantiated here, or a program with its exports.
extern "C" {
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::Library wasmc_library;
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::Program wasmc_program;
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::ProgramExports wasmc_program_exports;
}

namespace wasmc::driver {

using namespace rt;
using Type = TypedValue::Type;
using Kind = Outcome::Kind;

namespace {

// An instance that the script has made: of a library's module, or the program.
struct ScriptInstance {
  bool exists;
  abi::Instance *instance;  // null: the program
};

// Each is written by one thread of the script, before any other one knows of it.
Span<ScriptInstance> instances;

// Memory of the runtime's own and its lists of instances are not for several threads at a time.
Mutex linking;

bool isProgram() { return &wasmc_program_exports != nullptr; }

Span<const abi::TypeDesc> types() {
  if (isProgram())
    return {wasmc_program_exports.types, wasmc_program_exports.typeCount};
  return {wasmc_library.types, wasmc_library.typeCount};
}

// Calls a function of one argument, and says how that ended.
template <typename Argument> Outcome guarded(void (*function)(Argument &), Argument &argument) {
  struct Call {
    void (*function)(Argument &);
    Argument &argument;
  } call = {function, argument};
  TrapCode code;
  auto run = [](void *data) {
    auto &call = *static_cast<Call *>(data);
    call.function(call.argument);
  };
  abi::Exception *exception = nullptr;
  if (callGuarded(run, &call, code, &exception))
    return {Kind::Done, ""};
  if (exception)
    releaseException(*exception);
  return {exception ? Kind::Threw : Kind::Trapped, trapText(code)};
}

abi::Extern programExport(StringView name) {
  for (const abi::ProgramExports::Entry &entry : Span(wasmc_program_exports.entries, wasmc_program_exports.entryCount))
    if (StringView(entry.name, entry.nameSize) == name)
      return entry.entity;
  return {};
}

const ScriptInstance *find(uint32_t instance) {
  return instance < instances.size() && instances[instance].exists ? &instances[instance] : nullptr;
}

// A null type if there is none.
abi::Extern findExport(uint32_t number, StringView name) {
  const ScriptInstance *instance = find(number);
  if (!instance)
    return {};
  return instance->instance ? exportOf(*instance->instance, name) : programExport(name);
}

Outcome runProgram() {
  auto run = [](const abi::Program &program) { program.run(); };
  return guarded<const abi::Program>(run, wasmc_program);
}

// Everything but running the guest's code. Null, with the reason, if the imports don't fit.
abi::Instance *linkModule(const abi::ModuleDesc &module, Span<const uint32_t> providers, LinkError &error) {
  Lock lock(linking);
  if (providers.size() != module.importCount)
    internalError("the script links a module with another number of imports");
  auto *imports = allocateArray<abi::Extern>(module.importCount);
  if (!imports)
    fatalError("no memory for a module's imports");
  for (size_t i = 0; i < module.importCount; ++i)
    imports[i] = findExport(providers[i], {module.imports[i].name, module.imports[i].nameSize});
  return createInstance(module, {imports, module.importCount}, error);
}

Outcome instantiateModule(const abi::ModuleDesc &module, Span<const uint32_t> providers, abi::Instance *&instance) {
  LinkError error;
  instance = linkModule(module, providers, error);
  if (!error.refusal.empty())
    fatalError(error.refusal);
  return instance ? guarded(initializeInstance, *instance) : Outcome{Kind::Unlinked, error.text};
}

// --- Values

enum HeapRow : uint32_t {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) name,
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

// A defined type that no function has is one of objects, or has no value but null.
Type typeOf(const abi::ValueType &type) {
  switch (type.kind) {
  case abi::ValueKind::I32: return Type::I32;
  case abi::ValueKind::I64: return Type::I64;
  case abi::ValueKind::F32: return Type::F32;
  case abi::ValueKind::F64: return Type::F64;
  case abi::ValueKind::V128: return Type::V128;
  case abi::ValueKind::Ref: break;
  }
  switch (type.heap) {
  case Func:
  case NoFunc: return Type::FuncRef;
  case Extern:
  case NoExtern: return Type::ExternRef;
  case Exn:
  case NoExn: return Type::ExnRef;
  default:
    bool isFunction = type.heap >= abi::firstTypeHeap && types()[type.heap - abi::firstTypeHeap].invoke;
    return isFunction ? Type::FuncRef : Type::AnyRef;
  }
}

bool fits(const TypedValue &argument, const abi::ValueType &type) {
  Type parameter = typeOf(type);
  bool isNull = argument.type == Type::NullRef && parameter >= Type::FuncRef && type.isNullable;
  return argument.type == parameter || isNull;
}

bool takes(const abi::TypeDesc &type, const Values &arguments) {
  bool fitting = type.parameterCount == arguments.count;
  for (uint32_t i = 0; i < arguments.count && fitting; ++i)
    fitting = fits(arguments.values[i], type.parameters[i]);
  return fitting && type.resultCount <= Values::capacity;
}

// How many bytes of a global's cell are its value.
size_t sizeOf(Type type) {
  switch (type) {
  case Type::I32:
  case Type::F32: return 4;
  case Type::V128: return 16;
  default: return 8;
  }
}

}  // namespace

void prepareInstances(uint32_t count) {
  instances = {allocateArray<ScriptInstance>(count), count};
  if (!instances.data())
    fatalError("no memory for ", Decimal(count), " instances");
}

Outcome instantiate(uint32_t module, Span<const uint32_t> providers, uint32_t number) {
  ScriptInstance made = {true, nullptr};
  Outcome outcome;
  if (!isProgram()) {
    if (module >= wasmc_library.moduleCount)
      internalError("the script instantiates an unknown module");
    outcome = instantiateModule(*wasmc_library.modules[module], providers, made.instance);
  } else if (module != 0) {
    outcome = runProgram();
  }
  if (outcome.kind == Kind::Done && number < instances.size())
    instances[number] = made;
  return outcome;
}

Outcome invoke(uint32_t instance, StringView name, Values &values) {
  if (!find(instance))
    return {Kind::Wrong, "no such instance"};
  abi::Extern entity = findExport(instance, name);
  if (!entity.type || entity.type->kind != abi::ExternKind::Func)
    return {Kind::Wrong, "no such export"};
  const auto &function = *static_cast<const abi::FuncRef *>(entity.address);
  const abi::TypeDesc &type = types()[function.type];
  if (!takes(type, values))
    return {Kind::Wrong, "a function of another type"};
  abi::Value slots[Values::capacity];
  struct Call {
    const abi::FuncRef &function;
    abi::Value *slots;
  } call = {function, slots};
  for (uint32_t i = 0; i < values.count; ++i)
    slots[i] = values.values[i].value;
  Outcome outcome = guarded<Call>([](Call &call) { rt::invoke(types().data(), call.function, call.slots); }, call);
  values.count = static_cast<uint32_t>(type.resultCount);
  for (uint32_t i = 0; i < values.count; ++i)
    values.values[i] = {typeOf(type.results[i]), slots[i]};
  return outcome;
}

Outcome get(uint32_t instance, StringView name, Values &result) {
  if (!find(instance))
    return {Kind::Wrong, "no such instance"};
  abi::Extern entity = findExport(instance, name);
  if (!entity.type || entity.type->kind != abi::ExternKind::Global)
    return {Kind::Wrong, "no such export"};
  result.count = 1;
  result.values[0] = {typeOf(entity.type->value), {}};
  memcpy(&result.values[0].value, entity.address, sizeOf(result.values[0].type));
  return {};
}

}  // namespace wasmc::driver
