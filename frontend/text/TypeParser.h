// Types in text form (specification, 6.4), encoded as they are read (5.3).
#pragma once

#include "frontend/text/Context.h"

namespace wasmc::text {

class TypeParser {
public:
  explicit TypeParser(Context &context) : context(context), cursor(context.cursor) {}

  void valueType(Writer &out);
  void referenceType(Writer &out);
  void heapType(Writer &out);
  // A reference type comes next.
  bool atReferenceType() const;
  // The reference type that comes next is nullable.
  bool atNullable() const;
  // Encodes the heap type of a reference type alone.
  void referencedHeapType(Writer &out);

  // `param` and `result` groups. Identifiers are allowed, and go into `scope`, if there is one; or are dropped, if `dropsIds`.
  Signature signature(LocalScope *scope, bool dropsIds = false);
  // A type use: the index of its type. The type's number of parameters goes to `parameterCount`.
  uint32_t typeUse(LocalScope *scope, uint32_t *parameterCount = nullptr);
  // A type use in place of a block's type: a single result or none is encoded as such.
  void blockType(Writer &out);

  void globalType(Writer &out);
  // Address type, limits and what follows them.
  void memoryType(Writer &out);
  void tableType(Writer &out);
  bool takeAddressType();  // whether it is i64
  // Encodes limits whose maximum is their minimum, for the inline segments of memories and tables.
  static void fixedLimits(Writer &out, uint64_t size, bool is64, std::optional<uint8_t> pageSizeLog2 = {});
  std::optional<uint8_t> pageSize();

  // A `type` or `rec` field, from behind its keyword to its end, into the type section.
  void typeField();
  void recField();

private:
  void definition(bool isAlone);
  bool composite(Writer &out, DefinedType &type);
  void structure(Writer &out);
  void fieldType(Writer &out);
  void storageType(Writer &out);
  // `(mut T)` or T, where `type` encodes T.
  void mutableType(Writer &out, void (TypeParser::*type)(Writer &));
  void limits(Writer &out, bool is64, bool isMemory);

  Context &context;
  Cursor &cursor;
};

}  // namespace wasmc::text
