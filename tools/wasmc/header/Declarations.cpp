#include "tools/wasmc/header/Declarations.h"

#include "tools/wasmc/header/Text.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

std::string spaced(std::string_view type) { return std::string(type) + (type.ends_with('*') ? "" : " "); }

}  // namespace

std::string declaration(const CType &type, const std::string &name) {
  return spaced(type.name) + name + (type.isVector ? "[16]" : "");
}

std::string store(size_t i, const CType &type, const std::string &variable) {
  return type.isVector ? fmt::format("memcpy(slots[{}].v128, {}, 16)", i, variable)
                       : fmt::format("slots[{}].{} = {}", i, type.member, variable);
}

std::string parameterList(const ResultType &types) {
  std::string list;
  for (size_t i = 0; i < types.size(); ++i) {
    CType type = *cType(types[i]);
    list += (type.isVector ? ", const " : ", ") + declaration(type, fmt::format("a{}", i));
  }
  return list;
}

std::string argumentList(const ResultType &types) {
  std::string list;
  for (size_t i = 0; i < types.size(); ++i)
    list += fmt::format(", a{}", i);
  return list;
}

std::string resultName(const ResultType &types, size_t i) { return types.size() == 1 ? "result" : fmt::format("result{}", i); }

std::string resultList(const ResultType &types) {
  std::string list;
  for (size_t i = 0; i < types.size(); ++i) {
    CType type = *cType(types[i]);
    std::string name = resultName(types, i);
    list += ", " + (type.isVector ? declaration(type, name) : spaced(type.name) + "*" + name);
  }
  return list;
}

std::string comment(const Entity &entity) {
  std::string name = entity.module.empty() ? quoted(entity.field) : quoted(entity.module) + " " + quoted(entity.field);
  return fmt::format("/* {}: {} */\n", name, entity.type);
}

}  // namespace wasmc
