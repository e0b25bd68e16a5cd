// Canonical numbers for the defined types of all modules of one compilation (rt/abi/CanonicalType.h says what they promise), and
// matching (specification, 3.3) of types from different modules.
#pragma once

#include "codegen/Codegen.h"

#include <array>
#include <map>
#include <vector>

namespace wasmc {

class CanonicalTypes {
public:
  struct Type {
    const Module *module;       // one that declares it
    uint32_t typeIndex;         // there
    uint32_t supertype;         // its number; 0: none
    uint32_t last = 0;          // its subtypes, direct and indirect, are the numbers behind its own up to this one
    bool hasFunctions = false;  // some function of the modules is of this type

    const SubType &definition() const { return module->types[typeIndex]; }
  };

  // Numbers every type of the modules, which must outlive this and stay where they are.
  explicit CanonicalTypes(const std::vector<InputModule> &modules);

  struct Range {
    uint32_t first, last;
    bool isEmpty() const { return first > last; }
  };

  // Of one of these modules' types.
  uint32_t number(const Module &module, uint32_t typeIndex) const { return numbers.at(&module)[typeIndex]; }
  // Of a function's type.
  uint32_t numberOf(const Module &module, uint32_t functionIndex) const {
    return number(module, module.functions[functionIndex].typeIndex);
  }

  // Numbers are 1 to count().
  uint32_t count() const { return static_cast<uint32_t>(types.size()); }
  const Type &operator[](uint32_t number) const { return types[number - 1]; }

  // Types of one form have numbers in a row.
  Range structures() const { return forms[1]; }
  Range arrays() const { return forms[2]; }
  Range subtypes(uint32_t super) const { return {super, (*this)[super].last}; }
  bool isSubtype(uint32_t sub, uint32_t super) const { return sub - super <= (*this)[super].last - super; }

  // The type with canonical numbers in place of the module's indices: such types are the same in all modules if they are equal.
  ValueType canonical(const Module &module, ValueType type) const;
  // Of canonical types: whether the one may stand for the other.
  bool matches(ValueType sub, ValueType super) const;

private:
  using NumbersByModule = std::map<const Module *, std::vector<uint32_t>>;
  void declare(const std::vector<InputModule> &modules);
  void sort();

  std::vector<Type> types;  // type n at index n - 1
  std::array<Range, std::variant_size_v<decltype(SubType::composite)>> forms;
  NumbersByModule numbers;
};

}  // namespace wasmc
