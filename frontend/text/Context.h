// What is known of a module while its text is read: index spaces with their identifiers, defined types, names.
#pragma once

#include "frontend/Features.h"
#include "frontend/text/Annotations.h"
#include "frontend/text/Cursor.h"
#include "frontend/text/Writer.h"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wasmc::text {

enum class Space : uint8_t { Type, Function, Table, Memory, Global, Element, Data, Tag };
constexpr size_t spaceCount = 8;

using IdMap = std::unordered_map<std::string_view, uint32_t>;
using NameMap = std::vector<std::pair<uint32_t, std::string>>;  // ascending

struct IndexSpace {
  uint32_t count = 0;
  IdMap ids;
  NameMap names;  // for the name section: identifiers, or what annotations say
};

// A function's type as far as it is written where the function is used; types by their encoding.
struct Signature {
  uint32_t parameterCount = 0, resultCount = 0;
  Writer parameters, results;

  bool isEmpty() const { return parameterCount == 0 && resultCount == 0; }
  // Equal for equal types; the encoding of the type behind its first byte.
  std::string key() const;
};

struct DefinedType {
  bool isFunction = false;
  uint32_t parameterCount = 0;
  std::string signature;  // Signature::key() of a function
};

// Identifiers of a function's parameters and locals.
struct LocalScope {
  IdMap ids;
  NameMap names;
};

class Context {
public:
  explicit Context(Cursor &cursor) : cursor(cursor), annotations(cursor) {}

  IndexSpace &space(Space kind) { return spaces[static_cast<size_t>(kind)]; }
  // Adds an element to an index space, with the identifier and the name that may come next; its index.
  uint32_t define(Space kind);
  // Adds the identifier and the name that may come next for `index` to a scope whose elements messages call `what`.
  void defineId(IdMap &ids, NameMap &names, uint32_t index, std::string_view what);
  // Whether an identifier or a name comes next.
  bool atNamed() const { return cursor.at(TokenKind::Id) || annotations.atName(); }
  // The identifier and the name that come next, when they have been dealt with or mean nothing.
  void skipId();

  // The index that comes next, as a number or an identifier: an unknown identifier is an error, a number is not checked.
  uint32_t index(Space kind);
  uint32_t index(const IdMap &ids, std::string_view what);
  // The index that may come next; otherwise 0.
  uint32_t optionalIndex(Space kind) { return cursor.atIndex() ? index(kind) : 0; }

  // The index of a function type: the first type that is nothing else, or one that is added (6.4.4, abbreviations of type uses).
  uint32_t implicitType(const Signature &signature);
  // For a type that stands in the text, in order; `isPlain`: a final function type without supertypes, alone in its group.
  void addType(DefinedType type, bool isPlain);

  Cursor &cursor;
  Annotations annotations;
  FeatureSet features;
  std::vector<DefinedType> types;
  Writer typeSection;  // without the number of its entries
  uint32_t typeEntries = 0;
  std::unordered_map<uint32_t, IdMap> fieldIds;  // by structure type
  std::vector<std::pair<uint32_t, NameMap>> fieldNames, localNames, labelNames;
  std::optional<std::string> moduleName;
  bool needsDataCount = false;  // a function names a data segment (5.5.16)

private:
  std::array<IndexSpace, spaceCount> spaces;
  std::unordered_map<std::string, uint32_t> plainTypes;  // by Signature::key()
};

}  // namespace wasmc::text
