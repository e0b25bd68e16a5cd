// Which scopes (functions and what was inlined into them) lie where in the guest's code, in the form of rt/abi/Layout.h, NameTable.
#pragma once

#include <cstdint>
#include <llvm/ADT/MapVector.h>
#include <llvm/ADT/StringMap.h>
#include <string>
#include <vector>

namespace wasmc {

class ScopeTable {
public:
  static constexpr uint32_t noScope = UINT32_MAX;

  // The number of the scope that `name` has inside `parent`; the same for the same arguments.
  uint32_t addScope(uint32_t parent, llvm::StringRef name);
  // [begin, end), offsets from the beginning of the guest's code, belongs to the scope. Ranges nest as their scopes do.
  void addRange(uint64_t begin, uint64_t end, uint32_t scope);

  // Adds what another table says of code that begins `base` bytes behind this one's: what encode() has given.
  void addTable(llvm::StringRef encoded, uint64_t base);

  // The contents of the section wasmc_names.
  std::string encode();

private:
  struct Range {
    uint64_t begin, end;
    uint32_t scope;
  };
  struct Span {
    uint64_t begin;  // to the next span's begin
    uint32_t scope;
  };

  std::vector<Span> flatten();

  llvm::MapVector<std::pair<uint32_t, uint32_t>, uint32_t> scopes;  // parent and name, to the scope's number: its place here
  llvm::StringMap<uint32_t> namePlaces;                             // in `names`
  std::string names;                                                // null-terminated, one after the other
  std::vector<Range> ranges;
};

}  // namespace wasmc
