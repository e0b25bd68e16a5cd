// The names that a binary module carries for its parts, made into identifiers of the text format (specification, 6.3.5 and the
// appendix "Name Section"; label to data names: the extended name section proposal).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace wasmc {

// The subsections of the name section, by their ids.
enum class NameKind : uint8_t {
  Module = 0,
  Function = 1,
  Local = 2,  // by function
  Label = 3,  // by function
  Type = 4,
  Table = 5,
  Memory = 6,
  Global = 7,
  Element = 8,
  Data = 9,
  Field = 10,  // by type
  Tag = 11,
};

// Where an identifier must be unique: a module's index space, or that of one function or type.
struct NameScope {
  NameKind kind;
  uint32_t owner = 0;
  friend auto operator<=>(const NameScope &, const NameScope &) = default;
};

class Identifiers {
public:
  Identifiers() = default;
  // From a name section's contents, which are borrowed. False if they are malformed; there are no names then.
  bool read(std::span<const uint8_t> contents);

  // `$name`, or nothing if the part has no name, or has one that another part in the scope has too.
  std::string use(NameScope scope, uint32_t index) const;
  // The same in front of a part's definition; a name that can't be its identifier becomes an annotation. Begins with a space.
  std::string define(NameScope scope, uint32_t index) const;

private:
  struct Names {
    std::unordered_map<uint32_t, std::string_view> byIndex;
    std::unordered_map<std::string_view, uint32_t> owners;  // the first index with that name
  };
  static bool readMap(class Reader &reader, Names &names);
  bool readSubsection(NameKind kind, Reader &reader);
  const Names *find(NameScope scope) const;

  std::map<NameScope, Names> scopes;
};

// A string literal, its quotes included, of printable ASCII only.
std::string quote(std::string_view bytes);

}  // namespace wasmc
