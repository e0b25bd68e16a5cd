// Defined types in text form (specification, 6.4.5 to 6.4.8).
#include "frontend/TypeCodes.h"
#include "frontend/text/TypeParser.h"

namespace wasmc::text {

void TypeParser::typeField() {
  ++context.typeEntries;
  definition(true);
}

void TypeParser::recField() {
  ++context.typeEntries;
  uint32_t begin = cursor.tell();
  uint32_t count = 0;
  while (cursor.ok() && cursor.atGroup("type")) {
    cursor.skipGroup();
    ++count;
  }
  cursor.seek(begin);
  if (count != 1) {  // a type alone is a group too, and needs no frame
    context.typeSection.u8(codeRec);
    context.typeSection.unsignedLeb(count);
  }
  while (cursor.takeGroup("type"))
    definition(count == 1);
  cursor.close();
}

// From behind `type` on.
void TypeParser::definition(bool isAlone) {
  Writer &out = context.typeSection;
  out.mark(cursor.peek().offset);
  context.skipId();
  DefinedType type;
  bool isPlain = true;
  if (cursor.takeGroup("sub")) {
    bool isFinal = cursor.takeKeyword("final");
    Writer supertypes;
    uint32_t count = 0;
    for (; cursor.atIndex(); ++count)
      supertypes.unsignedLeb(context.index(Space::Type));
    isPlain = isFinal && count == 0;
    if (!isPlain) {
      out.u8(isFinal ? codeSubFinal : codeSub);
      out.unsignedLeb(count);
      out.raw(supertypes.bytes);
    }
    composite(out, type);
    cursor.close();
  } else {
    composite(out, type);
  }
  cursor.close();
  context.addType(std::move(type), isPlain && isAlone && type.isFunction);
}

bool TypeParser::composite(Writer &out, DefinedType &type) {
  if (cursor.takeGroup("func")) {
    Signature function = signature(nullptr, true);
    type = {true, function.parameterCount, function.key()};
    out.u8(codeFunc);
    out.raw(type.signature);
  } else if (cursor.takeGroup("struct")) {
    out.u8(codeStruct);
    structure(out);
  } else {
    cursor.expectGroup("array");
    out.u8(codeArray);
    fieldType(out);
  }
  cursor.close();
  return cursor.ok();
}

void TypeParser::structure(Writer &out) {
  uint32_t type = static_cast<uint32_t>(context.types.size());
  IdMap ids;
  NameMap names;
  Writer fields;
  uint32_t count = 0;
  while (cursor.takeGroup("field")) {
    if (context.atNamed()) {
      context.defineId(ids, names, count++, "field");
      fieldType(fields);
    } else {
      for (; cursor.ok() && !cursor.at(TokenKind::RightParen); ++count)
        fieldType(fields);
    }
    cursor.close();
  }
  out.unsignedLeb(count);
  out.raw(fields.bytes);
  if (!ids.empty())
    context.fieldIds.emplace(type, std::move(ids));
  if (!names.empty())
    context.fieldNames.emplace_back(type, std::move(names));
}

void TypeParser::fieldType(Writer &out) { mutableType(out, &TypeParser::storageType); }

void TypeParser::storageType(Writer &out) {
  if (cursor.takeKeyword("i8"))
    out.u8(codeI8);
  else if (cursor.takeKeyword("i16"))
    out.u8(codeI16);
  else
    valueType(out);
}

}  // namespace wasmc::text
