#include "rt/host/TypeText.h"

#include "frontend/AbstractHeapTypes.h"
#include "rt/sandbox/PolicyNumbers.h"

namespace wasmc::rt {

namespace {

constexpr StringView heapNames[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) text,
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};
constexpr StringView referenceNames[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) shortText,
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

// By ValueKind.
constexpr StringView numberNames[] = {"", "i32", "i64", "f32", "f64", "v128"};

void appendType(Text &text, const abi::ValueType &type) {
  if (type.kind != abi::ValueKind::Ref)
    return text.append(numberNames[static_cast<uint8_t>(type.kind)]);
  bool isAbstract = type.heap < abi::firstTypeHeap;
  if (isAbstract && type.isNullable)
    return text.append(referenceNames[type.heap]);
  text.append(type.isNullable ? "(ref null " : "(ref ");
  if (isAbstract)
    text.append(heapNames[type.heap]);
  else
    text.append(Decimal(type.heap - abi::firstTypeHeap));
  text.append(")");
}

void appendTypes(Text &text, const abi::ValueType *types, uint64_t count) {
  text.append("(");
  for (uint64_t i = 0; i < count; ++i) {
    if (i != 0)
      text.append(", ");
    appendType(text, types[i]);
  }
  text.append(")");
}

void appendLimits(Text &text, const abi::ExternType &type) {
  if (type.flags & abi::is64BitFlag)
    text.append(" i64");
  text.append(" ");
  text.append(Decimal(type.min));
  if (type.flags & abi::hasMaximumFlag) {
    text.append(" ");
    text.append(Decimal(type.max));
  }
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// Removes the first word.
StringView takeWord(StringView &text) {
  while (!text.empty() && isBlank(text[0]))
    text = text.substr(1);
  size_t end = 0;
  while (end < text.size() && !isBlank(text[end]))
    ++end;
  StringView word = text.substr(0, end);
  text = text.substr(end);
  return word;
}

bool parsePages(StringView word, uint64_t &pages) {
  if (word == "0") {
    pages = 0;
    return true;
  }
  return sandbox::parseCount(word, UINT64_MAX >> abi::wasmPageSizeLog2, pages);
}

}  // namespace

wasmc_kind kindOf(const abi::ValueType &type, const abi::TypeDesc *types) {
  if (type.kind != abi::ValueKind::Ref)
    return static_cast<wasmc_kind>(type.kind);
  using Heap = AbstractHeapTypes;
  if (type.heap == Heap::Func || type.heap == Heap::NoFunc)
    return WASMC_FUNCREF;
  if (type.heap == Heap::Extern || type.heap == Heap::NoExtern)
    return WASMC_EXTERNREF;
  return type.heap >= abi::firstTypeHeap && types[type.heap - abi::firstTypeHeap].invoke ? WASMC_FUNCREF : WASMC_OTHERREF;
}

wasmc_extern_kind externKindOf(abi::ExternKind kind) { return static_cast<wasmc_extern_kind>(kind); }

Text functionText(const abi::TypeDesc &type) {
  Text text;
  appendTypes(text, type.parameters, type.parameterCount);
  text.append(" -> ");
  appendTypes(text, type.results, type.resultCount);
  return text;
}

Text typeText(const abi::ExternType &type, const abi::TypeDesc *types) {
  Text text;
  switch (type.kind) {
  case abi::ExternKind::Func: return functionText(types[type.function]);
  case abi::ExternKind::Tag:
    text.append("tag");
    if (const abi::TypeDesc &parameters = types[type.function]; parameters.invoke) {  // described only if it is a function's, too
      text.append(" ");
      appendTypes(text, parameters.parameters, parameters.parameterCount);
    }
    break;
  case abi::ExternKind::Memory:
    text.append("memory");
    appendLimits(text, type);
    if (type.flags & abi::isSharedFlag)
      text.append(" shared");
    break;
  case abi::ExternKind::Table:
    text.append("table");
    appendLimits(text, type);
    text.append(" ");
    appendType(text, type.value);
    break;
  case abi::ExternKind::Global:
    if (type.flags & abi::isMutableFlag)
      text.append("mut ");
    appendType(text, type.value);
    break;
  }
  return text;
}

Text describeType(const abi::ExternType &type, const abi::TypeDesc *types) {
  StringView prefix = type.kind == abi::ExternKind::Func ? "function " : type.kind == abi::ExternKind::Global ? "global " : "";
  return Text(prefix, typeText(type, types));
}

bool isSameText(StringView a, StringView b) {
  size_t i = 0, j = 0;
  while (true) {
    while (i < a.size() && isBlank(a[i]))
      ++i;
    while (j < b.size() && isBlank(b[j]))
      ++j;
    if (i == a.size() || j == b.size())
      return i == a.size() && j == b.size();
    if (a[i++] != b[j++])
      return false;
  }
}

bool parseMemoryType(StringView text, abi::ExternType &type) {
  type = {};
  type.kind = abi::ExternKind::Memory;
  type.pageSizeLog2 = abi::wasmPageSizeLog2;
  if (!(takeWord(text) == "memory"))
    return false;
  StringView word = takeWord(text);
  if (word == "i64") {
    type.flags |= abi::is64BitFlag;
    word = takeWord(text);
  }
  if (!parsePages(word, type.min))
    return false;
  uint64_t most = type.flags & abi::is64BitFlag ? UINT64_MAX >> abi::wasmPageSizeLog2 : abi::maxGrownPages + 1;
  word = takeWord(text);
  if (parsePages(word, type.max)) {
    type.flags |= abi::hasMaximumFlag;
    word = takeWord(text);
  } else {
    type.max = most;
  }
  if (word == "shared") {
    type.flags |= abi::isSharedFlag;
    word = takeWord(text);
  }
  return word.empty() && type.min <= type.max && type.max <= most;
}

bool parseGlobalType(StringView text, abi::ExternType &type) {
  type = {};
  type.kind = abi::ExternKind::Global;
  StringView word = takeWord(text);
  if (word == "mut") {
    type.flags |= abi::isMutableFlag;
    word = takeWord(text);
  }
  for (uint8_t kind = 1; kind < sizeof numberNames / sizeof *numberNames; ++kind)
    if (word == numberNames[kind])
      type.value = {.kind = static_cast<abi::ValueKind>(kind), .isNullable = 0, .zero = 0, .heap = 0};
  return type.value.kind != abi::ValueKind{} && takeWord(text).empty();
}

}  // namespace wasmc::rt
