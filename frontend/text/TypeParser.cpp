#include "frontend/text/TypeParser.h"

#include "frontend/TypeCodes.h"

#include <bit>

namespace wasmc::text {
namespace {

struct TypeName {
  std::string_view text;
  uint8_t code;
};

constexpr TypeName heapTypes[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) {text, code},
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

constexpr TypeName shortTypes[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) {shortText, code},
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

constexpr TypeName numberTypes[] = {
    {"i32", codeI32}, {"i64", codeI64}, {"f32", codeF32}, {"f64", codeF64}, {"v128", codeV128},
};

template <size_t count> std::optional<uint8_t> find(const TypeName (&names)[count], const Cursor &cursor) {
  if (cursor.at(TokenKind::Keyword))
    for (const TypeName &name : names)
      if (name.text == cursor.text())
        return name.code;
  return std::nullopt;
}

}  // namespace

void TypeParser::valueType(Writer &out) {
  if (std::optional<uint8_t> code = find(numberTypes, cursor)) {
    cursor.next();
    out.u8(*code);
  } else {
    referenceType(out);
  }
}

bool TypeParser::atReferenceType() const { return cursor.atGroup("ref") || find(shortTypes, cursor); }

bool TypeParser::atNullable() const { return !cursor.atGroup("ref") || cursor.atKeyword("null", 2); }

void TypeParser::referenceType(Writer &out) {
  bool isNullable = atNullable();
  Writer heap;
  referencedHeapType(heap);
  // A nullable reference to an abstract heap type is encoded by that type alone (5.3.4); indices are not negative.
  bool isAbstract = heap.bytes.size() == 1 && (heap.bytes[0] & 0x40);
  if (!isNullable || !isAbstract)
    out.u8(isNullable ? codeRefNull : codeRef);
  out.raw(heap.bytes);
}

void TypeParser::referencedHeapType(Writer &out) {
  if (std::optional<uint8_t> code = find(shortTypes, cursor)) {
    cursor.next();
    return out.u8(*code);
  }
  cursor.expectGroup("ref");
  cursor.takeKeyword("null");
  heapType(out);
  cursor.close();
}

void TypeParser::heapType(Writer &out) {
  if (std::optional<uint8_t> code = find(heapTypes, cursor)) {
    cursor.next();
    out.u8(*code);
  } else if (cursor.atIndex()) {
    out.signedLeb(context.index(Space::Type));
  } else {
    cursor.failUnexpected();
  }
}

Signature TypeParser::signature(LocalScope *scope, bool dropsIds) {
  Signature signature;
  while (cursor.takeGroup("param")) {
    if (context.atNamed() && (scope || dropsIds)) {
      if (scope)
        context.defineId(scope->ids, scope->names, signature.parameterCount, "local");
      else
        context.skipId();
      valueType(signature.parameters);
      ++signature.parameterCount;
    } else {
      for (; cursor.ok() && !cursor.at(TokenKind::RightParen); ++signature.parameterCount)
        valueType(signature.parameters);
    }
    cursor.close();
  }
  while (cursor.takeGroup("result")) {
    for (; cursor.ok() && !cursor.at(TokenKind::RightParen); ++signature.resultCount)
      valueType(signature.results);
    cursor.close();
  }
  if (cursor.atGroup("param") || cursor.atGroup("type"))
    cursor.failUnexpected();
  return signature;
}

uint32_t TypeParser::typeUse(LocalScope *scope, uint32_t *parameterCount) {
  uint32_t offset = cursor.peek().offset;
  bool isExplicit = cursor.takeGroup("type");
  uint32_t type = 0;
  if (isExplicit) {
    type = context.index(Space::Type);
    cursor.close();
  }
  Signature inlined = signature(scope);
  if (!cursor.ok())
    return 0;
  if (!isExplicit)
    type = context.implicitType(inlined);
  const DefinedType *defined = type < context.types.size() ? &context.types[type] : nullptr;
  if (isExplicit && !inlined.isEmpty()) {
    if (!defined)
      cursor.fail(offset, "unknown type");
    else if (!defined->isFunction || defined->signature != inlined.key())
      cursor.fail(offset, "inline function type: it differs from the type that is named");
  }
  if (parameterCount)
    *parameterCount = defined && defined->isFunction ? defined->parameterCount : 0;
  return type;
}

void TypeParser::blockType(Writer &out) {
  if (cursor.atGroup("type"))
    return out.signedLeb(typeUse(nullptr));
  Signature inlined = signature(nullptr);
  if (!cursor.ok())
    return;
  if (inlined.parameterCount != 0 || inlined.resultCount > 1)
    out.signedLeb(context.implicitType(inlined));
  else if (inlined.resultCount == 1)
    out.raw(inlined.results.bytes);
  else
    out.u8(codeEmpty);
}

void TypeParser::mutableType(Writer &out, void (TypeParser::*type)(Writer &)) {
  bool isMutable = cursor.takeGroup("mut");
  (this->*type)(out);
  if (isMutable)
    cursor.close();
  out.u8(isMutable);
}

void TypeParser::globalType(Writer &out) { mutableType(out, &TypeParser::valueType); }

bool TypeParser::takeAddressType() { return cursor.takeKeyword("i64") || (cursor.takeKeyword("i32"), false); }

std::optional<uint8_t> TypeParser::pageSize() {
  uint32_t offset = cursor.peek().offset;
  if (!cursor.takeGroup("pagesize"))
    return std::nullopt;
  uint32_t size = cursor.u32();
  cursor.close();
  if (!std::has_single_bit(size))
    cursor.fail(offset, "invalid custom page size");
  return static_cast<uint8_t>(std::countr_zero(size));
}

void TypeParser::limits(Writer &out, bool is64, bool isMemory) {
  auto size = [&]() -> uint64_t { return context.features.has(Feature::Memory64) ? cursor.u64() : cursor.u32(); };
  uint64_t min = size();
  std::optional<uint64_t> max;
  if (cursor.at(TokenKind::Natural))
    max = size();
  bool shared = isMemory && cursor.takeKeyword("shared");
  std::optional<uint8_t> pageSizeLog2;
  if (isMemory)
    pageSizeLog2 = pageSize();
  out.u8((max ? hasMaximum : 0) | (shared ? isShared : 0) | (is64 ? is64Bit : 0) | (pageSizeLog2 ? hasPageSize : 0));
  out.unsignedLeb(min);
  if (max)
    out.unsignedLeb(*max);
  if (pageSizeLog2)
    out.unsignedLeb(*pageSizeLog2);
}

void TypeParser::fixedLimits(Writer &out, uint64_t size, bool is64, std::optional<uint8_t> pageSizeLog2) {
  out.u8(hasMaximum | (is64 ? is64Bit : 0) | (pageSizeLog2 ? hasPageSize : 0));
  out.unsignedLeb(size);
  out.unsignedLeb(size);
  if (pageSizeLog2)
    out.unsignedLeb(*pageSizeLog2);
}

void TypeParser::memoryType(Writer &out) {
  bool is64 = takeAddressType();
  limits(out, is64, true);
}

void TypeParser::tableType(Writer &out) {
  bool is64 = takeAddressType();
  Writer bounds;
  limits(bounds, is64, false);
  referenceType(out);  // stands in front of the limits in the binary form
  out.raw(bounds.bytes);
}

}  // namespace wasmc::text
