#include "tools/wasmc/header/Declarations.h"
#include "tools/wasmc/header/Parts.h"
#include "tools/wasmc/header/Text.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

constexpr std::string_view classBegin = R"(
/* An instance that ends with its object. What fails throws wasmc::Error. */
class @p@::Instance {
public:
  /* As @p@_new_with. */
  explicit Instance(wasmc_module *module = nullptr, const wasmc_policy *policy = nullptr, wasmc_imports *imports = nullptr,
                    void *data = nullptr) {
    wasmc_error *error = nullptr;
    self = ::@p@_new_with(module, imports, policy, data, &error);
    if (!self)
      throw ::wasmc::Error(error);
  }
  Instance(Instance &&other) noexcept : self(::std::exchange(other.self, nullptr)) {}
  Instance &operator=(Instance &&other) noexcept {
    ::std::swap(self, other.self);
    return *this;
  }
  ~Instance() { ::@p@_delete(self); }

  ::@p@ *get() const { return self; }
  ::wasmc_instance *instance() const { return ::@p@_instance(self); }
  void reset() { ::wasmc::check(::@p@_reset(self)); }

)";

constexpr std::string_view classEnd = R"(
private:
  ::@p@ *self;
};
)";

// A value as a parameter of C++: vectors are arrays there.
std::string parameters(const ResultType &types) {
  std::string list;
  for (size_t i = 0; i < types.size(); ++i) {
    CType type = *cType(types[i]);
    list +=
        fmt::format("{}{}a{}", i ? ", " : "", type.isVector ? fmt::format("const {} &", type.cpp) : type.cpp + std::string(" "), i);
  }
  return list;
}

std::string arguments(const ResultType &types) {
  std::string list;
  for (size_t i = 0; i < types.size(); ++i)
    list += fmt::format(", a{}{}", i, cType(types[i])->isVector ? ".data()" : "");
  return list;
}

// Void, a value, a tuple.
std::string resultType(const ResultType &types) {
  std::string list;
  for (ValueType type : types)
    list += (list.empty() ? "" : ", ") + std::string(cType(type)->cpp);
  return types.empty() ? "void" : types.size() == 1 ? list : "::std::tuple<" + list + ">";
}

std::string method(const Entity &entity, const std::string &prefix) {
  const ResultType &results = entity.function.results;
  std::string variables, pointers, names;
  for (size_t i = 0; i < results.size(); ++i) {
    CType type = *cType(results[i]);
    std::string name = resultName(results, i);
    variables += fmt::format("    {} {}{{}};\n", type.cpp, name);
    pointers += type.isVector ? ", " + name + ".data()" : ", &" + name;
    names += (i ? ", " : "") + name;
  }
  std::string answer = results.empty() ? "" : results.size() == 1 ? "    return result;\n" : "    return {" + names + "};\n";
  return "  " + comment(entity) +
         fmt::format("  {} {}({}) {{\n{}    ::wasmc::check(::{}_{}(self{}{}));\n{}  }}\n", resultType(results), entity.method,
                     parameters(entity.function.parameters), variables, prefix, entity.name, arguments(entity.function.parameters),
                     pointers, answer);
}

std::string globalMethods(const Entity &entity, const std::string &prefix) {
  CType type = *cType(entity.value);
  std::string get = type.isVector
                        ? fmt::format("{} result{{}}; ::{}_{}(self, result.data()); return result;", type.cpp, prefix, entity.name)
                        : fmt::format("return ::{}_{}(self);", prefix, entity.name);
  std::string text = "  " + comment(entity) + fmt::format("  {} {}() const {{ {} }}\n", type.cpp, entity.method, get);
  if (entity.isMutable)
    text += fmt::format("  void set_{}({}) {{ ::{}_set_{}(self{}); }}\n", entity.method, parameters({entity.value}), prefix,
                        entity.name, arguments({entity.value}));
  return text;
}

}  // namespace

std::string cppPart(const Interface &interface, const std::string &prefix) {
  std::string text = fillIn(classBegin, {{"p", prefix}});
  for (const Entity &entity : interface.functions)
    text += method(entity, prefix);
  for (const Entity &entity : interface.memories)
    text += "  " + comment(entity) +
            fmt::format("  ::wasmc::Memory {}() const {{ return ::wasmc::Memory(::{}_{}(self)); }}\n", entity.method, prefix,
                        entity.name);
  for (const Entity &entity : interface.tables)
    text += "  " + comment(entity) +
            fmt::format("  ::wasmc_table *{}() const {{ return ::{}_{}(self); }}\n", entity.method, prefix, entity.name);
  for (const Entity &entity : interface.globals)
    text += globalMethods(entity, prefix);
  return text + fillIn(classEnd, {{"p", prefix}});
}

}  // namespace wasmc
