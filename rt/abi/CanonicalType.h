// Canonical types: the defined types of all modules of an executable under one numbering, from 1 on. Equal types (specification,
// 2.3.10: their recursion groups are) have the same number, whatever module they are from; 0 is no type.
//
// Numbers are in preorder of the forest that supertypes make: the subtypes of a type, direct and indirect, are the numbers right
// behind its own. So a subtype test is one comparison of a difference with a constant, without a load, and for a type without
// subtypes in the executable it is one comparison for equality. (What is known as relative numbering or Schubert's numbering, for
// class hierarchies that are known as a whole: all modules are compiled together.)
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::abi {

enum class TypeKind : uint8_t { None, Func, Struct, Array };

// What the runtime knows of a canonical type: types[n] describes type number n, types[0] none.
struct CanonicalType {
  TypeKind kind;
  uint8_t zero[3];
  uint32_t last;  // its subtypes are the numbers up to this one
};

// Whether type number `sub` is `super` or one of its subtypes; false for no type. `super` is not 0.
constexpr bool isSubtype(const CanonicalType *types, uint32_t sub, uint32_t super) {
  return sub - super <= types[super].last - super;  // unsigned: what is in front of super is far behind it
}

static_assert(offsetof(CanonicalType, last) == 4 && sizeof(CanonicalType) == 8);

}  // namespace wasmc::abi
