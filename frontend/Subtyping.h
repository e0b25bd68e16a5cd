// When one type may stand for another (specification, 3.3: matching), and when two are the same.
//
// Types are compared by number: Module::canonicalTypes gives equal types of equal recursion groups the same one (2.3.10:
// types are equal when their whole groups are). Types of different modules are codegen/CanonicalTypes.h's business.
#pragma once

#include "frontend/Module.h"

namespace wasmc {

namespace detail {
bool referenceMatches(const Module &module, ValueType sub, ValueType super);
}  // namespace detail

// The abstract type right above a defined type.
HeapType::Abstract abstractKind(const SubType &type);

bool matches(const Module &module, HeapType sub, HeapType super);

// Bottom matches everything; nothing but Bottom matches Bottom.
inline bool matches(const Module &module, ValueType sub, ValueType super) {
  if (sub == super || sub.isBottom())
    return true;
  return sub.isRef() && super.isRef() && detail::referenceMatches(module, sub, super);
}

bool matches(const Module &module, const FieldType &sub, const FieldType &super);
bool matches(const Module &module, const FuncType &sub, const FuncType &super);
// The declared form alone: what a type must fulfil to name the other as its supertype.
bool compositeMatches(const Module &module, const SubType &sub, const SubType &super);

bool sameType(const Module &module, ValueType a, ValueType b);
bool sameType(const Module &module, uint32_t typeIndex, uint32_t otherTypeIndex);

// The top of the hierarchy that a heap type belongs to: any, func, extern or exn.
HeapType topOf(const Module &module, HeapType type);

}  // namespace wasmc
