#include "frontend/text/Context.h"

#include "frontend/TypeCodes.h"

#include <fmt/format.h>

namespace wasmc::text {
namespace {

// As messages of the official test suite call them: `duplicate func`, `unknown function`.
constexpr std::array<std::string_view, spaceCount> keywords = {"type", "func", "table", "memory", "global", "elem", "data", "tag"};
constexpr std::array<std::string_view, spaceCount> nouns = {"type",   "function",     "table",        "memory",
                                                            "global", "elem segment", "data segment", "tag"};

std::string escaped(std::string_view text) {
  std::string quoted = fmt::format("{:?}", text);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

std::string Signature::key() const {
  Writer key;
  key.unsignedLeb(parameterCount);
  key.raw(parameters.bytes);
  key.unsignedLeb(resultCount);
  key.raw(results.bytes);
  return {key.bytes.begin(), key.bytes.end()};
}

uint32_t Context::define(Space kind) {
  IndexSpace &indices = space(kind);
  uint32_t index = indices.count++;
  defineId(indices.ids, indices.names, index, keywords[static_cast<size_t>(kind)]);
  return index;
}

void Context::defineId(IdMap &ids, NameMap &names, uint32_t index, std::string_view what) {
  uint32_t offset = cursor.peek().offset;
  std::optional<std::string_view> id = cursor.takeId();
  if (id && !ids.emplace(*id, index).second)
    return cursor.fail(offset, fmt::format("duplicate {}: ${}", what, escaped(*id)));
  if (std::optional<std::string> name = annotations.takeName())
    names.emplace_back(index, *std::move(name));
  else if (id)
    names.emplace_back(index, *id);
}

void Context::skipId() {
  cursor.take(TokenKind::Id);
  annotations.takeName();
}

uint32_t Context::index(Space kind) { return index(space(kind).ids, nouns[static_cast<size_t>(kind)]); }

uint32_t Context::index(const IdMap &ids, std::string_view what) {
  if (!cursor.at(TokenKind::Id))
    return cursor.u32();
  Token token = cursor.next();
  auto entry = ids.find(cursor.tokens().id(token));
  if (entry != ids.end())
    return entry->second;
  cursor.fail(token.offset, fmt::format("unknown {}: {}", what, escaped(cursor.tokens().text(token))));
  return 0;
}

uint32_t Context::implicitType(const Signature &signature) {
  std::string key = signature.key();
  uint32_t next = static_cast<uint32_t>(types.size());
  auto [entry, isNew] = plainTypes.emplace(key, next);
  if (isNew) {
    typeSection.mark(cursor.peek().offset);
    typeSection.u8(codeFunc);
    typeSection.raw(key);
    ++typeEntries;
    types.push_back({true, signature.parameterCount, std::move(key)});
  }
  return entry->second;
}

void Context::addType(DefinedType type, bool isPlain) {
  if (isPlain)
    plainTypes.emplace(type.signature, static_cast<uint32_t>(types.size()));
  types.push_back(std::move(type));
}

}  // namespace wasmc::text
