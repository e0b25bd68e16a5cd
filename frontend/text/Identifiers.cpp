#include "frontend/text/Identifiers.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wasmc::text {
namespace {

bool isIdCharacter(char c) {
  constexpr std::string_view marks = "!#$%&'*+-./:<=>?@\\^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
}

std::string identifier(std::string_view name) {
  return std::ranges::all_of(name, isIdCharacter) ? fmt::format("${}", name) : "$" + quote(name);
}

}  // namespace

Identifiers::Identifiers(const Module &module) {
  add({NameKind::Module}, 0, module.name);
  for (uint32_t index = 0; index < module.functions.size(); ++index)
    add({NameKind::Function}, index, module.functions[index].name);
  for (size_t kind = 0; kind < module.names.size(); ++kind)
    for (const Name &name : module.names[kind])
      add({static_cast<NameKind>(kind), name.outer}, name.index, name.text);
}

// An empty name is no different from none.
void Identifiers::add(NameScope scope, uint32_t index, std::string_view name) {
  if (name.empty())
    return;
  Names &names = scopes[scope];
  if (!names.byIndex.try_emplace(index, name).second)
    return;
  // Nothing makes a module's names come in the order of their indices; those of its text do.
  uint32_t &owner = names.owners.try_emplace(name, index).first->second;
  owner = std::min(owner, index);
}

std::string_view Identifiers::find(NameScope scope, uint32_t index, bool mustBeUnique) const {
  auto names = scopes.find(scope);
  if (names == scopes.end())
    return "";
  auto name = names->second.byIndex.find(index);
  if (name == names->second.byIndex.end() || (mustBeUnique && names->second.owners.at(name->second) != index))
    return "";
  return name->second;
}

std::string Identifiers::use(NameScope scope, uint32_t index) const {
  std::string_view name = find(scope, index, scope.kind != NameKind::Label);
  return name.empty() ? "" : identifier(name);
}

std::string Identifiers::define(NameScope scope, uint32_t index) const {
  if (std::string id = use(scope, index); !id.empty())
    return " " + id;
  std::string_view name = find(scope, index, false);
  return name.empty() ? "" : fmt::format(" (@name {})", quote(name));
}

std::string quote(std::string_view bytes) {
  std::string text = "\"";
  for (char c : bytes) {
    if (c == '"' || c == '\\')
      text += {'\\', c};
    else if (c >= ' ' && c <= '~')
      text += c;
    else
      fmt::format_to(std::back_inserter(text), "\\{:02x}", static_cast<uint8_t>(c));
  }
  return text + '"';
}

}  // namespace wasmc::text
