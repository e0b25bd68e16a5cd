#include "codegen/ScopeTable.h"

#include "rt/abi/Layout.h"

#include <algorithm>
#include <llvm/Support/Endian.h>
#include <llvm/Support/EndianStream.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {

uint32_t ScopeTable::addScope(uint32_t parent, llvm::StringRef name) {
  auto [place, isNew] = namePlaces.try_emplace(name, names.size());
  if (isNew) {
    names += name;
    names += '\0';
  }
  return scopes.try_emplace({parent, place->second}, scopes.size()).first->second;
}

void ScopeTable::addRange(uint64_t begin, uint64_t end, uint32_t scope) {
  if (begin < end)
    ranges.push_back({begin, end, scope});
}

// Nested ranges to a partition of the code: each piece goes to the innermost scope.
std::vector<ScopeTable::Span> ScopeTable::flatten() {
  // Of ranges that begin together the outer one comes first: its scope was added before those inside.
  std::ranges::sort(ranges, {}, [](const Range &range) { return std::pair(range.begin, range.scope); });
  std::vector<Span> spans;
  auto enter = [&](uint64_t begin, uint32_t scope) {
    if (!spans.empty() && spans.back().begin == begin)
      spans.pop_back();
    if (spans.empty() || spans.back().scope != scope)
      spans.push_back({begin, scope});
  };
  std::vector<Range> open;
  auto closeUntil = [&](uint64_t position) {
    while (!open.empty() && open.back().end <= position) {
      uint64_t end = open.back().end;
      open.pop_back();
      enter(end, open.empty() ? noScope : open.back().scope);
    }
  };
  for (const Range &range : ranges) {
    closeUntil(range.begin);
    uint64_t limit = open.empty() ? UINT64_MAX : open.back().end;
    open.push_back({range.begin, std::min(range.end, limit), range.scope});
    enter(range.begin, range.scope);
  }
  closeUntil(UINT64_MAX);
  return spans;
}

std::string ScopeTable::encode() {
  std::vector<Span> spans = flatten();
  uint32_t scopesBegin = sizeof(abi::NameTable) + spans.size() * sizeof(abi::CodeSpan);
  uint32_t namesBegin = scopesBegin + scopes.size() * sizeof(abi::Scope);
  auto scopeOffset = [&](uint32_t scope) -> uint32_t { return scope == noScope ? 0 : scopesBegin + scope * sizeof(abi::Scope); };
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  llvm::support::endian::Writer writer(stream, llvm::endianness::little);
  writer.write<uint32_t>(scopesBegin);
  for (const Span &span : spans) {
    writer.write<uint32_t>(span.begin);
    writer.write<uint32_t>(scopeOffset(span.scope));
  }
  for (const auto &[key, number] : scopes) {
    writer.write<uint32_t>(scopeOffset(key.first));
    writer.write<uint32_t>(namesBegin + key.second);
  }
  return bytes + names;
}

void ScopeTable::addTable(llvm::StringRef encoded, uint64_t base) {
  auto read = [&](uint64_t offset) { return llvm::support::endian::read32le(encoded.data() + offset); };
  uint32_t spansEnd = read(offsetof(abi::NameTable, spansEnd));
  uint64_t scopesEnd = spansEnd < encoded.size() ? read(spansEnd + offsetof(abi::Scope, name)) : spansEnd;  // the first one's name
  std::vector<uint32_t> numbers;  // of that table's scopes, of which parents come first, in this one
  auto number = [&](uint32_t scope) { return scope == 0 ? noScope : numbers[(scope - spansEnd) / sizeof(abi::Scope)]; };
  for (uint64_t scope = spansEnd; scope < scopesEnd; scope += sizeof(abi::Scope))
    numbers.push_back(addScope(number(read(scope + offsetof(abi::Scope, parent))),
                               encoded.substr(read(scope + offsetof(abi::Scope, name))).split('\0').first));
  for (uint64_t span = sizeof(abi::NameTable); span < spansEnd; span += sizeof(abi::CodeSpan)) {
    uint64_t next = span + sizeof(abi::CodeSpan);  // the last span says that no scope follows
    if (uint32_t scope = number(read(span + offsetof(abi::CodeSpan, scope))); scope != noScope)
      addRange(base + read(span + offsetof(abi::CodeSpan, begin)), base + read(next + offsetof(abi::CodeSpan, begin)), scope);
  }
}

}  // namespace wasmc
