// What a module imports: declared for the program to define, and given to libwasmc as callbacks.
#include "tools/wasmc/header/Declarations.h"
#include "tools/wasmc/header/Parts.h"
#include "tools/wasmc/header/Text.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>

namespace wasmc {
namespace {

// What an imported function answers: one value that is no vector; else results are parameters.
bool returnsValue(const ResultType &results) { return results.size() == 1 && !cType(results[0])->isVector; }

std::string importPrototype(const Entity &import, const std::string &prefix) {
  const ResultType &results = import.function.results;
  std::string name = fmt::format("{0}_{1}({0} *self{2}{3})", prefix, import.name, parameterList(import.function.parameters),
                                 returnsValue(results) ? "" : resultList(results));
  return returnsValue(results) ? declaration(*cType(results[0]), name) : "void " + name;
}

// The callback that libwasmc has for an import: arguments out of the slots, results into them.
std::string importCallback(const Entity &import, const std::string &prefix) {
  const auto &[parameters, results] = import.function;
  std::string arguments, before, after;
  for (size_t i = 0; i < parameters.size(); ++i)
    arguments += fmt::format(", slots[{}].{}", i, cType(parameters[i])->member);
  std::string call;
  if (returnsValue(results)) {
    call = store(0, *cType(results[0]), fmt::format("{}_{}(self{})", prefix, import.name, arguments));
  } else {
    for (size_t i = 0; i < results.size(); ++i) {
      CType type = *cType(results[i]);
      std::string name = resultName(results, i);
      before += fmt::format("    {}{};\n", declaration(type, name), type.isVector ? " = {0}" : " = 0");
      arguments += (type.isVector ? ", " : ", &") + name;
      after += fmt::format("    {};\n", store(i, type, name));
    }
    call = fmt::format("{}_{}(self{})", prefix, import.name, arguments);
  }
  return fmt::format(R"(static inline wasmc_error *{0}_call_{1}(void *data, wasmc_instance *caller, wasmc_value *slots) {{
  {0} *self = ({0} *)data;
{2}  if ({0}_enter(self, caller)) {{
{3}    {4};
{5}  }}
  return {0}_leave(self);
}}
)",
                     prefix, import.name, parameters.empty() && results.empty() ? "  (void)slots;\n" : "", before, call, after);
}

constexpr std::string_view callbackFrame = R"(
/* Around a function that the program defines. The start function runs before @p@_new_with knows the instance. */
static inline int @p@_enter(@p@ *self, wasmc_instance *caller) {
  if (!self->instance) {
    self->instance = caller;
    @p@_fail(self, @p@_bind(self));
  }
  return !self->failure;
}
static inline wasmc_error *@p@_leave(@p@ *self) {
  wasmc_error *failure = self->failure;
  self->failure = NULL;
  return failure;
}
)";

}  // namespace

std::string importDeclarations(const Interface &interface, const std::string &prefix) {
  std::string text;
  std::string upper = llvm::StringRef(prefix).upper();
  if (!interface.imports.empty()) {
    text += fillIn(R"(
#ifndef @U@_IMPORTS_GIVEN
/* --- What the module imports, for the program to define. `self` is the instance that calls. These functions must return, and not
   be left by longjmp or a C++ exception; @p@_fail ends the guest's call. A program that defines @U@_IMPORTS_GIVEN
   before this file is included has functions for all of them in the imports that it gives @p@_new_with. */

)",
                   {{"p", prefix}, {"U", upper}});
    for (const Entity &import : interface.imports)
      text += comment(import) + importPrototype(import, prefix) + ";\n";
    text += "#endif\n";
  }
  text += listComment("Also imported, to be given to " + prefix + "_new_with", interface.otherImports);
  return text + listComment("Also imported, but no host can give it, and so there is no instance", interface.missingImports);
}

std::string importCallbacks(const Interface &interface, const std::string &prefix) {
  if (interface.imports.empty())
    return "";
  std::string text = fillIn(callbackFrame, {{"p", prefix}});
  for (const Entity &import : interface.imports)
    text += importCallback(import, prefix);
  return fmt::format("\n#ifndef {}_IMPORTS_GIVEN{}#endif\n", llvm::StringRef(prefix).upper(), text);
}

std::string addingImports(const Interface &interface, const std::string &prefix) {
  std::string text;
  for (const Entity &import : interface.imports)
    text += fmt::format("  if (!error)\n    error = wasmc_imports_function(imports, {}, {}, \"{}\", {}_call_{}, self, NULL);\n",
                        stringLiteral(import.module), stringLiteral(import.field), import.type, prefix, import.name);
  if (!text.empty())
    text = fmt::format("#ifndef {}_IMPORTS_GIVEN\n{}#endif\n", llvm::StringRef(prefix).upper(), text);
  if (interface.usesWasi)
    text += "  if (!error)\n    error = wasmc_imports_wasi(imports);\n";
  return text;
}

}  // namespace wasmc
