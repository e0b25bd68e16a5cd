#include "frontend/text/BodyPrinter.h"

#include <algorithm>
#include <cmath>

namespace wasmc::text {
namespace {

constexpr std::string_view step = "  ";
constexpr size_t maxIndentation = 64;  // deep nesting would make the text quadratic in the size of the body

// What an operator does to the nesting of blocks, by its keyword.
enum class Nesting : uint8_t { None, Opens, Continues, Closes };

constexpr Nesting nestingOf(std::string_view text) {
  if (text == "block" || text == "loop" || text == "if" || text == "try" || text == "try_table")
    return Nesting::Opens;
  if (text == "else" || text == "catch" || text == "catch_all")
    return Nesting::Continues;
  return text == "end" || text == "delegate" ? Nesting::Closes : Nesting::None;
}

constexpr auto nesting = [] {
  std::array<Nesting, opCount> table{};
  for (size_t op = 0; op < opCount; ++op)
    table[op] = nestingOf(opInfos[op].text);
  return table;
}();

// The shortest decimal number that reads back as the same bits; NaNs with their payload.
template <typename Float, typename Bits> std::string floatText(Bits bits) {
  constexpr unsigned mantissaBits = std::numeric_limits<Float>::digits - 1;
  Float value = std::bit_cast<Float>(bits);
  if (std::isnan(value))
    return fmt::format("{}nan:0x{:x}", std::signbit(value) ? "-" : "", bits & ((Bits(1) << mantissaBits) - 1));
  return fmt::format("{}", value);
}

}  // namespace

std::string ReferencePrinter::index(NameScope scope, uint32_t index) const {
  std::string identifier = identifiers.use(scope, index);
  return identifier.empty() ? std::to_string(index) : identifier;
}

std::string ReferencePrinter::heapType(HeapType type) const {
  return type.isIndex() ? index({NameKind::Type}, type.typeIndex()) : toString(type);
}

std::string ReferencePrinter::type(ValueType type) const {
  if (!type.isRef() || !type.heapType().isIndex())
    return toString(type);
  return fmt::format("(ref {}{})", type.isNullable() ? "null " : "", heapType(type.heapType()));
}

std::string ReferencePrinter::typeUse(uint32_t typeIndex) const {
  return fmt::format(" (type {})", index({NameKind::Type}, typeIndex));
}

std::string ReferencePrinter::types(std::string_view keyword, std::span<const ValueType> types) const {
  if (types.empty())
    return "";
  std::string text = fmt::format(" ({}", keyword);
  for (ValueType type : types)
    text += " " + this->type(type);
  return text + ")";
}

const std::array<BodyPrinter::Handler, opCount> BodyPrinter::handlers = {
#define WASMC_FIXED(name, text, encoding, immediate_, signature, feature) &BodyPrinter::immediate<imm::immediate_>,
#define WASMC_CUSTOM(name, text, encoding, immediate_, feature) &BodyPrinter::immediate<imm::immediate_>,
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

Result<void> BodyPrinter::function(uint32_t index) {
  functionIndex = index;
  isInline = false;
  const CodeSpan &body = references.module.functions[index].body;
  reader = Reader(body.bytes, body.offset);
  locals(index);
  labels.assign(1, "");
  labelsByName.clear();
  labelCount = 0;
  while (reader.ok() && !labels.empty()) {
    hint();
    instruction();
  }
  if (reader.ok() && !reader.atEnd())
    reader.fail("END opcode expected: the function's body goes on behind its last end");
  if (!reader.ok())
    return std::unexpected(reader.diagnostic());
  return {};
}

Result<void> BodyPrinter::constant(CodeSpan code) {
  reader = Reader(code.bytes, code.offset);
  isInline = true;
  labels.assign(1, "");
  labelsByName.clear();
  std::string text;
  std::swap(text, out);
  size_t instructions = 0;
  while (reader.ok() && !labels.empty()) {
    instruction();
    ++instructions;
  }
  std::swap(text, out);
  if (!reader.ok())
    return std::unexpected(reader.diagnostic());
  // The last instruction is `end`, which has no text here. An operator without operands may stand in parentheses.
  if (instructions == 2)
    put(" ({})", std::string_view(text).substr(1));
  else
    out += text;
  return {};
}

// Hints are ordered by function and offset. One that is not about a conditional branch means nothing, and has no form as text.
void BodyPrinter::hint() {
  const std::vector<BranchHint> &hints = references.module.branchHints;
  const CodeSpan &body = references.module.functions[functionIndex].body;
  uint64_t at = reader.offset() - body.offset;
  std::optional<Op> op = at < body.bytes.size() ? findOp(0, body.bytes[at]) : std::nullopt;
  if (op != Op::if_ && op != Op::br_if)
    return;
  auto place = [](const BranchHint &hint) { return std::pair<uint32_t, uint64_t>(hint.function, hint.offset); };
  auto hint = std::ranges::lower_bound(hints, std::pair(functionIndex, at), {}, place);
  if (hint != hints.end() && place(*hint) == std::pair(functionIndex, at))
    put("\n    (@metadata.code.branch_hint \"\\0{}\")", hint->isLikely ? 1 : 0);
}

void BodyPrinter::locals(uint32_t index) {
  uint32_t next = static_cast<uint32_t>(references.module.functionType(index).parameters.size());
  uint32_t runs = reader.count();
  for (uint32_t run = 0; run < runs && reader.ok(); ++run) {
    uint32_t count = reader.u32();
    ValueType type = readValueType(reader);
    if (count > maxLocals || next + count > maxLocals)
      reader.fail("too many locals");
    for (uint32_t i = 0; i < count && reader.ok(); ++i)
      put("\n    (local{} {})", references.identifiers.define({NameKind::Local, index}, next++), references.type(type));
  }
}

void BodyPrinter::instruction() {
  uint64_t at = reader.offset();
  uint8_t byte = reader.u8();
  std::optional<Op> op = isPrefix(byte) ? findOp(byte, reader.u32()) : findOp(0, byte);
  if (!op)
    reader.fail(at, "illegal opcode");
  if (!reader.ok())
    return;
  currentOp = *op;
  Nesting effect = nesting[static_cast<size_t>(*op)];
  bool isLabelOnly = false;
  if (effect == Nesting::Closes) {
    closeLabel();
    isLabelOnly = labels.empty();
  }
  if (!isLabelOnly)
    beginLine(*op);
  // What follows `try_table` counts labels from outside of it, as what follows `delegate` does.
  if (effect == Nesting::Opens) {
    std::string name = references.identifiers.use({NameKind::Label, functionIndex}, labelCount);
    put("{}{}", name.empty() ? "" : " ", name);
    (this->*handlers[static_cast<size_t>(*op)])();
    openLabel(name);
  } else {
    (this->*handlers[static_cast<size_t>(*op)])();
  }
}

void BodyPrinter::beginLine(Op op) {
  if (isInline) {
    put(" {}", info(op).text);
    return;
  }
  bool continues = nesting[static_cast<size_t>(op)] == Nesting::Continues;
  size_t depth = labels.size() - 1 - (continues && labels.size() > 1 ? 1 : 0);
  out += "\n    ";
  for (size_t i = 0; i < std::min(depth, maxIndentation); ++i)
    out += step;
  out += info(op).text;
}

void BodyPrinter::openLabel(const std::string &name) {
  if (!name.empty())
    labelsByName[name].push_back(labels.size());
  labels.push_back(name);
  ++labelCount;
}

void BodyPrinter::closeLabel() {
  if (!labels.back().empty())
    labelsByName[labels.back()].pop_back();
  labels.pop_back();
}

// By name where that is the innermost label with the name.
std::string BodyPrinter::label(uint32_t depth) const {
  if (depth < labels.size()) {
    size_t place = labels.size() - 1 - depth;
    if (const std::string &name = labels[place]; !name.empty() && labelsByName.at(name).back() == place)
      return name;
  }
  return std::to_string(depth);
}

void BodyPrinter::print(const imm::MemoryIndex &imm) {
  if (imm.index != 0)
    index(NameKind::Memory, imm.index);
}

void BodyPrinter::print(const imm::BranchTable &imm) {
  for (uint32_t depth : imm.labels)
    put(" {}", label(depth));
}

void BodyPrinter::print(const imm::BlockType &imm) {
  if (imm.form == imm::BlockType::Form::TypeIndex)
    out += references.typeUse(imm.typeIndex);
  else if (imm.form == imm::BlockType::Form::Value)
    out += references.types("result", {&imm.value, 1});
}

void BodyPrinter::print(const imm::CallIndirect &imm) {
  if (imm.table != 0)
    index(NameKind::Table, imm.table);
  out += references.typeUse(imm.type);
}

void BodyPrinter::print(const imm::StructField &imm) {
  put(" {} {}", references.index({NameKind::Type}, imm.first), references.index({NameKind::Field, imm.first}, imm.second));
}

void BodyPrinter::print(const imm::ArrayFixed &imm) {
  index(NameKind::Type, imm.first);
  put(" {}", imm.second);
}

void BodyPrinter::print(const imm::ArrayData &imm) {
  index(NameKind::Type, imm.first);
  index(NameKind::Data, imm.second);
}

void BodyPrinter::print(const imm::ArrayElement &imm) {
  index(NameKind::Type, imm.first);
  index(NameKind::Element, imm.second);
}

void BodyPrinter::print(const imm::ArrayCopy &imm) {
  index(NameKind::Type, imm.first);
  index(NameKind::Type, imm.second);
}

void BodyPrinter::print(const imm::TryTable &imm) {
  print(imm.type);
  for (const imm::CatchClause &clause : imm.clauses) {
    put(" (catch{}{}", clause.hasTag() ? "" : "_all", clause.hasReference() ? "_ref" : "");
    if (clause.hasTag())
      index(NameKind::Tag, clause.tag);
    put(" {})", label(clause.label));
  }
}

void BodyPrinter::print(const imm::BranchOnCast &imm) {
  put(" {} {} {}", label(imm.label), references.type(imm.source), references.type(imm.target));
}

// ref.null has a heap type; casts have reference types, whose `null` is in the opcode.
void BodyPrinter::print(const imm::HeapTypeImm &imm) {
  bool isNullable = currentOp == Op::ref_test_null || currentOp == Op::ref_cast_null;
  if (currentOp == Op::ref_null)
    put(" {}", references.heapType(imm.type));
  else
    put(" (ref {}{})", isNullable ? "null " : "", references.heapType(imm.type));
}

void BodyPrinter::print(const imm::MemoryInit &imm) {
  if (imm.index != 0)
    index(NameKind::Memory, imm.index);
  index(NameKind::Data, imm.data);
}

void BodyPrinter::print(const imm::MemoryCopy &imm) {
  if (imm.destination == 0 && imm.source == 0)
    return;
  index(NameKind::Memory, imm.destination);
  index(NameKind::Memory, imm.source);
}

void BodyPrinter::print(const imm::TableInit &imm) {
  if (imm.table != 0)
    index(NameKind::Table, imm.table);
  index(NameKind::Element, imm.element);
}

void BodyPrinter::print(const imm::TableCopy &imm) {
  if (imm.destination == 0 && imm.source == 0)
    return;
  index(NameKind::Table, imm.destination);
  index(NameKind::Table, imm.source);
}

void BodyPrinter::print(const imm::F32Const &imm) { put(" {}", floatText<float>(imm.bits)); }
void BodyPrinter::print(const imm::F64Const &imm) { put(" {}", floatText<double>(imm.bits)); }

void BodyPrinter::print(const imm::V128Const &imm) {
  out += " i32x4";
  for (unsigned lane = 0; lane < 4; ++lane) {
    uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i)
      value |= uint32_t(imm.bytes[4 * lane + i]) << (8 * i);
    put(" 0x{:08x}", value);
  }
}

void BodyPrinter::print(const imm::Shuffle &imm) {
  for (uint8_t lane : imm.lanes)
    put(" {}", lane);
}

void BodyPrinter::memArg(const imm::AnyMemArg &imm, unsigned naturalAlignLog2) {
  if (imm.index != 0)
    index(NameKind::Memory, imm.index);
  if (imm.offset != 0)
    put(" offset={}", imm.offset);
  if (imm.alignLog2 != naturalAlignLog2)
    put(" align={}", uint64_t(1) << (imm.alignLog2 & 63));
}

}  // namespace wasmc::text
