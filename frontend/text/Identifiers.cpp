#include "frontend/text/Identifiers.h"

#include "frontend/Reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

bool isIdChar(char c) {
  constexpr std::string_view marks = "!#$%&'*+-./:<=>?@\\^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
}

std::string identifier(std::string_view name) {
  return std::ranges::all_of(name, isIdChar) ? fmt::format("${}", name) : "$" + quote(name);
}

bool isIndirect(NameKind kind) { return kind == NameKind::Local || kind == NameKind::Label || kind == NameKind::Field; }

}  // namespace

bool Identifiers::read(std::span<const uint8_t> contents) {
  Reader reader(contents);
  bool ok = true;
  while (ok && reader.ok() && !reader.atEnd()) {
    uint8_t id = reader.u8();
    Reader subsection(reader.take(reader.u32()));
    ok = reader.ok() && id <= static_cast<uint8_t>(NameKind::Tag) && readSubsection(static_cast<NameKind>(id), subsection);
  }
  if (!ok || !reader.ok())
    scopes.clear();
  return ok && reader.ok();
}

bool Identifiers::readSubsection(NameKind kind, Reader &reader) {
  if (kind == NameKind::Module) {
    Names &names = scopes[{kind}];
    names.byIndex[0] = reader.name();
    names.owners[names.byIndex[0]] = 0;
  } else if (!isIndirect(kind)) {
    readMap(reader, scopes[{kind}]);
  } else {
    uint32_t count = reader.count();
    for (uint32_t i = 0; i < count && reader.ok(); ++i) {
      uint32_t owner = reader.u32();
      readMap(reader, scopes[{kind, owner}]);
    }
  }
  return reader.ok() && reader.atEnd();
}

// The specification wants each index once, in ascending order; other orders do no harm here.
bool Identifiers::readMap(Reader &reader, Names &names) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint32_t index = reader.u32();
    std::string_view name = reader.name();
    names.byIndex.try_emplace(index, name);
    names.owners.try_emplace(name, index);
  }
  return reader.ok();
}

const Identifiers::Names *Identifiers::find(NameScope scope) const {
  auto names = scopes.find(scope);
  return names == scopes.end() ? nullptr : &names->second;
}

std::string Identifiers::use(NameScope scope, uint32_t index) const {
  const Names *names = find(scope);
  if (!names)
    return "";
  auto name = names->byIndex.find(index);
  // An identifier can't be empty.
  if (name == names->byIndex.end() || name->second.empty() || names->owners.at(name->second) != index)
    return "";
  return identifier(name->second);
}

std::string Identifiers::define(NameScope scope, uint32_t index) const {
  if (std::string id = use(scope, index); !id.empty())
    return " " + id;
  const Names *names = find(scope);
  auto name = names ? names->byIndex.find(index) : decltype(names->byIndex.end()){};
  return names && name != names->byIndex.end() ? fmt::format(" (@name {})", quote(name->second)) : "";
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

}  // namespace wasmc
