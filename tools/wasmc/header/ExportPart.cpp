#include "tools/wasmc/header/Declarations.h"
#include "tools/wasmc/header/Parts.h"
#include "tools/wasmc/header/Text.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

// What the WASI application ABI says of functions by these names.
std::string convention(std::string_view field) {
  if (field == "_initialize")
    return "/* Of a reactor: to be called once, before the others. */\n";
  if (field == "_start")
    return "/* Of a command: its main program, to be called once; proc_exit in it is an error of kind WASMC_EXIT. */\n";
  return "";
}

// Its values stay in registers.
std::string functionInRegisters(const Entity &entity, size_t index, const std::string &prefix, std::string_view result) {
  const auto &[parameters, results] = entity.function;
  std::string parameterText = parameterList(parameters);
  std::string call = fmt::format("{}_invoke_{}(self->functions[{}]{})", prefix, entity.name, index, argumentList(parameters));
  std::string returned = "wasmc_error *", place, body = fmt::format("  return {};\n", call);
  if (!results.empty()) {
    returned = fmt::format("wasmc_{}_result ", result);
    place = fmt::format(", {} *result", cType(results[0])->name);
    body = fmt::format(R"(  {}returned = {};
  if (!returned.error && result)
    *result = returned.value;
  return returned.error;
)",
                       returned, call);
  }
  return comment(entity) + convention(entity.field) +
         fmt::format(R"({0}{1}_invoke_{2}(wasmc_function *function{3}) WASMC_TYPED_CALL({4});
static inline wasmc_error *{1}_{2}({1} *self{3}{5}) {{
{6}}}

)",
                     returned, prefix, entity.name, parameterText, result, place, body);
}

std::string exportedFunction(const Entity &entity, size_t index, const std::string &prefix) {
  const auto &[parameters, results] = entity.function;
  if (std::optional<std::string_view> result = registerResult(entity.function))
    return functionInRegisters(entity, index, prefix, *result);
  std::string before, after;
  for (size_t i = 0; i < parameters.size(); ++i)
    before += fmt::format("  {};\n", store(i, *cType(parameters[i]), fmt::format("a{}", i)));
  for (size_t i = 0; i < results.size(); ++i) {
    CType type = *cType(results[i]);
    std::string name = resultName(results, i);
    std::string copy = type.isVector ? fmt::format("memcpy({}, slots[{}].v128, 16)", name, i)
                                     : fmt::format("*{} = slots[{}].{}", name, i, type.member);
    after += fmt::format("  if (!error && {})\n    {};\n", name, copy);
  }
  return comment(entity) + convention(entity.field) +
         fmt::format(R"(static inline wasmc_error *{0}_{1}({0} *self{2}{3}) {{
  wasmc_value slots[{4}];
  wasmc_error *error;
{5}  error = wasmc_function_call(self->functions[{6}], slots);
{7}  return error;
}}

)",
                     prefix, entity.name, parameterList(parameters), resultList(results),
                     std::max({parameters.size(), results.size(), size_t{1}}), before, index, after);
}

// Memories and tables.
std::string handle(const Entity &entity, const char *kind, const char *plural, size_t index, const std::string &prefix) {
  return comment(entity) + fmt::format("static inline wasmc_{0} *{1}_{2}({1} *self) {{ return self->{3}[{4}]; }}\n\n", kind, prefix,
                                       entity.name, plural, index);
}

std::string exportedGlobal(const Entity &entity, size_t index, const std::string &prefix) {
  CType type = *cType(entity.value);
  std::string result = type.isVector ? "void " : declaration(type, ""), name = prefix + "_" + entity.name;
  std::string text =
      comment(entity) + fmt::format(R"(static inline {0}{1}({2} *self{3}) {{
  wasmc_value value;
  wasmc_global_get(self->globals[{4}], &value);
  {5};
}}
)",
                                    result, name, prefix, type.isVector ? ", uint8_t result[16]" : "", index,
                                    type.isVector ? "memcpy(result, value.v128, 16)" : fmt::format("return value.{}", type.member));
  if (entity.isMutable)
    text += fmt::format(R"(static inline void {0}_set_{1}({0} *self{2}) {{
  wasmc_value slots[1];
  {3};
  (void)wasmc_global_set(self->globals[{4}], slots);
}}
)",
                        prefix, entity.name, parameterList({entity.value}), store(0, type, "a0"), index);
  return text + "\n";
}

}  // namespace

std::string exportFunctions(const Interface &interface, const std::string &prefix) {
  std::string text = "\n/* --- What the module exports: its name there, and its type */\n\n";
  for (size_t i = 0; i < interface.functions.size(); ++i)
    text += exportedFunction(interface.functions[i], i, prefix);
  for (size_t i = 0; i < interface.memories.size(); ++i)
    text += handle(interface.memories[i], "memory", "memories", i, prefix);
  for (size_t i = 0; i < interface.tables.size(); ++i)
    text += handle(interface.tables[i], "table", "tables", i, prefix);
  for (size_t i = 0; i < interface.globals.size(); ++i)
    text += exportedGlobal(interface.globals[i], i, prefix);
  return text + listComment("Also exported, without a form in C", interface.otherExports);
}

}  // namespace wasmc
