#include "tools/wasmc-wast/ScriptPlan.h"

#include "tools/wasmc-wast/CommandWriter.h"
#include "tools/wasmc-wast/Spectest.h"

#include <fmt/format.h>
#include <map>

namespace wasmc {
namespace {

using driver::CommandCode;
using text::ScriptCommand;
using Kind = ScriptCommand::Kind;

// The number of a module or an instance, or why there is none.
struct Planned {
  uint32_t number = driver::noInstance;
  std::string missing;  // not empty: skipped for this reason
};

// What names mean in a script or in one of its threads.
struct Scope {
  std::map<std::string, Planned> instances, definitions;  // by identifier
  std::map<std::string, Planned> registered;              // by name
  Planned latest{driver::noInstance, "there is no module"};
  Planned latestDefinition{driver::noInstance, "there is no definition"};
};

constexpr uint32_t spectestInstance = 0;

class Planner {
public:
  Planner(ScriptPlan &plan, FeatureSet features) : plan(plan), features(features) {}

  void run(const std::vector<ScriptCommand> &commands) {
    Scope scope;
    CommandWriter body;
    addSpectest(scope, body);
    for (const ScriptCommand &command : commands)
      add(command, scope, body);
    CommandWriter script;
    script.u32(instanceCount);
    script.u32(threadCount);
    plan.commands = script.contents();
    plan.commands.insert(plan.commands.end(), body.contents().begin(), body.contents().end());
    plan.isProgram = moduleCount == 1 && instanceCount == 2 && threadCount == 0;  // the other instance is spectest
  }

private:
  void addSpectest(Scope &scope, CommandWriter &out) {
    Module module = *decodeModule(spectestModule(), FeatureSet::all());
    plan.modules.push_back({"spectest", "spectest", std::move(module)});
    plan.sources.push_back(nullptr);
    plan.numbers.push_back(nullptr);
    out.command(0, CommandCode::Instantiate);
    out.u32(spectestInstance);
    out.link(0, {});
    scope.registered["spectest"] = {spectestInstance, ""};
    ++instanceCount;
  }

  void add(const ScriptCommand &command, Scope &scope, CommandWriter &out) {
    switch (command.kind) {
    case Kind::Module: return addInstance(command, addModule(command), scope, out);
    case Kind::ModuleDefinition:
      scope.latestDefinition = addModule(command);
      if (!command.id.empty())
        scope.definitions[command.id] = scope.latestDefinition;
      return;
    case Kind::ModuleInstance:
      return addInstance(command, find(scope.definitions, command.definition, scope.latestDefinition), scope, out);
    case Kind::Register: return addRegistration(command, scope);
    case Kind::AssertUninstantiable:
    case Kind::AssertUnlinkable: return addRefusal(command, scope, out);
    case Kind::Action:
    case Kind::AssertReturn:
    case Kind::AssertTrap:
    case Kind::AssertExhaustion:
    case Kind::AssertException: return addAction(command, scope, out);
    case Kind::Thread: return addThread(command, scope, out);
    case Kind::Wait: return addWait(command, out);
    default: return;  // judged without running anything
    }
  }

  uint32_t numberOf(const ScriptCommand &command) {
    plan.numbers.push_back(&command);
    return static_cast<uint32_t>(plan.numbers.size() - 1);
  }

  static Planned find(const std::map<std::string, Planned> &named, const std::string &id, const Planned &latest) {
    if (id.empty())
      return latest;
    auto found = named.find(id);
    return found == named.end() ? Planned{driver::noInstance, "there is no " + id} : found->second;
  }

  Planned addModule(const ScriptCommand &command) {
    ++moduleCount;
    if (!command.module->binary)
      return refuse(command, command.module->binary.error().message);
    const std::vector<uint8_t> &bytes = command.module->binary->bytes;
    Result<Module> module = validModule(bytes, features);
    if (!module)
      return refuse(command, module.error().message);
    plan.modules.push_back({fmt::format("module {}", plan.modules.size()), "", *std::move(module)});
    plan.sources.push_back(&command);
    return {static_cast<uint32_t>(plan.modules.size() - 1), ""};
  }

  Planned refuse(const ScriptCommand &command, const std::string &message) {
    plan.report.fail(command, "refused: " + message);
    return {driver::noInstance, "depends on a module that was refused"};
  }

  static Result<Module> validModule(const std::vector<uint8_t> &bytes, FeatureSet features) {
    Result<Module> module = decodeModule(bytes, features);
    if (module)
      if (Result<void> valid = validateFunctions(*module); !valid)
        return std::unexpected(valid.error());
    return module;
  }

  // The instances that a module's imports come from. Empty `missing` unless one of them has been skipped.
  std::vector<uint32_t> providers(uint32_t module, const Scope &scope, std::string &missing) const {
    std::vector<uint32_t> instances;
    for (const Import &import : plan.modules[module].module.imports) {
      auto found = scope.registered.find(std::string(import.module));
      instances.push_back(found == scope.registered.end() ? driver::noInstance : found->second.number);
      if (found != scope.registered.end())
        if (!found->second.missing.empty())
          missing = found->second.missing;
    }
    return instances;
  }

  void addInstance(const ScriptCommand &command, const Planned &module, Scope &scope, CommandWriter &out) {
    Planned instance{driver::noInstance, module.missing};
    std::vector<uint32_t> links;
    if (instance.missing.empty())
      links = providers(module.number, scope, instance.missing);
    if (instance.missing.empty()) {
      instance.number = instanceCount++;
      out.command(numberOf(command), CommandCode::Instantiate);
      out.u32(instance.number);
      out.link(module.number, links);
    } else {
      plan.report.skip(command, instance.missing);
    }
    scope.latest = instance;
    if (!command.id.empty())
      scope.instances[command.id] = instance;
  }

  void addRegistration(const ScriptCommand &command, Scope &scope) {
    scope.registered[command.name] = find(scope.instances, command.id, scope.latest);
    if (const std::string &missing = scope.registered[command.name].missing; !missing.empty())
      plan.report.skip(command, missing);
    else
      plan.report.hold(command);
  }

  void addRefusal(const ScriptCommand &command, const Scope &scope, CommandWriter &out) {
    Planned module = addModule(command);
    std::vector<uint32_t> links;
    if (module.missing.empty())
      links = providers(module.number, scope, module.missing);
    if (!module.missing.empty())
      return plan.report.skip(command, module.missing);
    bool isLink = command.kind == Kind::AssertUnlinkable;
    out.command(numberOf(command), isLink ? CommandCode::AssertUnlinkable : CommandCode::AssertUninstantiable);
    out.link(module.number, links);
    out.string(command.text);
  }

  void addAction(const ScriptCommand &command, const Scope &scope, CommandWriter &out) {
    Planned instance = find(scope.instances, command.action->module, scope.latest);
    if (!instance.missing.empty())
      return plan.report.skip(command, instance.missing);
    out.command(numberOf(command), codeOf(command.kind));
    out.action(*command.action, instance.number);
    if (command.kind == Kind::AssertReturn)
      out.patterns(command.results);
    else if (command.kind != Kind::Action && command.kind != Kind::AssertException)
      out.string(command.text);
  }

  static CommandCode codeOf(Kind kind) {
    switch (kind) {
    case Kind::AssertReturn: return CommandCode::AssertReturn;
    case Kind::AssertTrap: return CommandCode::AssertTrap;
    case Kind::AssertExhaustion: return CommandCode::AssertExhaustion;
    case Kind::AssertException: return CommandCode::AssertException;
    default: return CommandCode::Action;
    }
  }

  // A thread sees spectest and the shared instance, nothing else of the script.
  void addThread(const ScriptCommand &command, const Scope &outer, CommandWriter &out) {
    Scope scope;
    scope.registered["spectest"] = outer.registered.at("spectest");
    if (!command.definition.empty())
      scope.instances[command.definition] = find(outer.instances, command.definition, outer.latest);
    uint32_t number = numberOf(command);
    threads[command.id] = threadCount;
    CommandWriter body;
    for (const ScriptCommand &each : command.commands)
      add(each, scope, body);
    out.command(number, CommandCode::Thread);
    out.u32(threadCount++);
    out.nested(body);
  }

  void addWait(const ScriptCommand &command, CommandWriter &out) {
    auto found = threads.find(command.id);
    if (found == threads.end())
      return plan.report.fail(command, "there is no thread " + command.id);
    out.command(numberOf(command), CommandCode::Wait);
    out.u32(found->second);
  }

  ScriptPlan &plan;
  FeatureSet features;
  std::map<std::string, uint32_t> threads;
  uint32_t moduleCount = 0, instanceCount = 0, threadCount = 0;
};

}  // namespace

ScriptPlan planScript(const std::vector<ScriptCommand> &commands, FeatureSet features) {
  ScriptPlan plan;
  Planner(plan, features).run(commands);
  return plan;
}

}  // namespace wasmc
