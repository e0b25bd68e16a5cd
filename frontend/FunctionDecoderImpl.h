// FunctionDecoder: running, operand stack, control frames and checks. Included by FunctionDecoder.h only.
#pragma once

#include "frontend/UnsupportedOpcodes.h"

namespace wasmc {

// What every engine allows (the JavaScript API's implementation limits): locals are declared in runs, a few bytes for 2^32.
inline constexpr uint32_t maxLocals = 50000;

// Two bytes can call a function with a thousand results: without a limit the stack would grow much faster than the body.
inline constexpr size_t maxOperands = 1'000'000;

// --- Running

template <typename V>
const std::array<typename FunctionDecoder<V>::Handler, opCount> FunctionDecoder<V>::handlers = {
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) &FunctionDecoder::on_##name,
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) &FunctionDecoder::on_##name,
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

template <typename V> Result<void> FunctionDecoder<V>::decodeFunction(uint32_t index) {
  const Function &function = module.functions[index];
  const FuncType &type = module.functionType(index);
  functionIndex = index;
  reader = Reader(function.body.bytes, function.body.offset);
  readLocals(type);
  frames.push_back({FrameKind::Function, &type, {}, 0, true});
  if (reader.ok())
    visitor.enterFunction(frames.back(), locals);
  run();
  if (reader.ok() && !reader.atEnd())
    reader.fail("END opcode expected: the function's body goes on behind its last end");
  if (!reader.ok())
    return std::unexpected(withContext(reader.diagnostic()));
  return {};
}

template <typename V> Result<typename V::Value> FunctionDecoder<V>::decodeConstant(Reader &expression, ValueType type) {
  reader = expression;
  frames.push_back({FrameKind::Function, nullptr, type, 0, true});
  Value value{};
  // The frame's `end` pops the result, so look at it on the way.
  while (reader.ok() && !frames.empty()) {
    if (!operands.empty())
      value = operands.back().value;
    step();
  }
  expression = reader;
  if (!reader.ok())
    return std::unexpected(withContext(reader.diagnostic()));
  return value;
}

template <typename V> void FunctionDecoder<V>::readLocals(const FuncType &type) {
  locals = type.parameters;
  uint32_t runs = reader.count();
  uint64_t total = locals.size();
  for (uint32_t i = 0; i < runs && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint32_t count = reader.u32();
    ValueType localType = readValueType(reader);
    requireType(at, localType);
    total += count;
    if (total > maxLocals)
      reader.fail(at, fmt::format("too many locals: the limit is {}", maxLocals));
    if (reader.ok())
      locals.insert(locals.end(), count, localType);
  }
}

template <typename V> void FunctionDecoder<V>::run() {
  while (reader.ok() && !frames.empty())
    step();
}

template <typename V> void FunctionDecoder<V>::step() {
  opOffset = reader.offset();
  uint32_t number = reader.u8();
  uint32_t prefix = 0;
  if (isPrefix(static_cast<uint8_t>(number))) {
    prefix = number;
    number = reader.u32();
  }
  if (!reader.ok()) {
    currentOp.reset();
    return;
  }
  currentOp = findOp(prefix, number);
  if (!currentOp) {
    std::string code = prefix ? fmt::format("{:02x} {:02x}", prefix, number) : fmt::format("{:02x}", number);
    if (auto feature = featureOfUnsupportedOpcode(prefix, number))
      return fail(fmt::format("illegal opcode {}: it {}", code, missingFeature(*feature)));
    return fail(fmt::format("illegal opcode {}", code));
  }
  Feature feature = info(*currentOp).feature;
  if (!module.features.has(feature))
    return fail(fmt::format("{} {}", info(*currentOp).text, missingFeature(feature)));
  if (!functionIndex && !checkConstant(*currentOp))
    return;
  visitor.atOffset(opOffset);
  (this->*handlers[static_cast<size_t>(*currentOp)])();
}

// Specification, 3.4: constant expressions.
template <typename V> bool FunctionDecoder<V>::checkConstant(Op op) {
  switch (op) {
  case Op::i32_const:
  case Op::i64_const:
  case Op::f32_const:
  case Op::f64_const:
  case Op::ref_null:
  case Op::ref_func:
  case Op::global_get:
  case Op::end: return true;
  case Op::i32_add:
  case Op::i32_sub:
  case Op::i32_mul:
  case Op::i64_add:
  case Op::i64_sub:
  case Op::i64_mul:
    if (module.features.has(Feature::ExtendedConst))
      return true;
    fail("constant expression required: arithmetic here " + missingFeature(Feature::ExtendedConst));
    return false;
  default: fail("constant expression required"); return false;
  }
}

template <typename V> void FunctionDecoder<V>::failAt(uint64_t at, std::string message) { reader.fail(at, std::move(message)); }

template <typename V> Diagnostic FunctionDecoder<V>::withContext(Diagnostic diagnostic) const {
  std::string where;
  if (functionIndex) {
    std::string_view name = module.functions[*functionIndex].name;
    where = name.empty() ? fmt::format("function {}", *functionIndex) : fmt::format("function {} {:?}", *functionIndex, name);
  }
  if (currentOp)
    where += (where.empty() ? "" : ", ") + std::string(info(*currentOp).text);
  if (!where.empty())
    diagnostic.message += " (" + where + ")";
  return diagnostic;
}

// --- Operands

template <typename V> bool FunctionDecoder<V>::requireOperand() {
  const FrameT &frame = frames.back();
  return operands.size() > frame.height || frame.unreachable;
}

template <typename V> typename FunctionDecoder<V>::OperandT FunctionDecoder<V>::popAny() {
  const FrameT &frame = frames.back();
  if (operands.size() > frame.height) {
    OperandT top = operands.back();
    operands.pop_back();
    return top;
  }
  if (!frame.unreachable)
    fail("type mismatch: an operand is missing");
  return {};
}

template <typename V> typename FunctionDecoder<V>::OperandT FunctionDecoder<V>::pop(ValueType expected) {
  if (!requireOperand()) {
    fail(fmt::format("type mismatch: expected {}, found nothing", toString(expected)));
    return {};
  }
  OperandT top = popAny();
  if (top.type != expected && !top.type.isBottom() && !expected.isBottom())
    fail(fmt::format("type mismatch: expected {}, found {}", toString(expected), toString(top.type)));
  return top;
}

template <typename V>
std::span<typename FunctionDecoder<V>::OperandT> FunctionDecoder<V>::expect(std::span<const ValueType> types) {
  const FrameT &frame = frames.back();
  size_t available = operands.size() - frame.height;
  if (available < types.size()) {
    if (!frame.unreachable) {
      fail(fmt::format("type mismatch: expected {}, found nothing", toString(types[types.size() - available - 1])));
      return {};
    }
    operands.insert(operands.begin() + static_cast<ptrdiff_t>(frame.height), types.size() - available, OperandT{});
  }
  std::span<OperandT> top = std::span(operands).last(types.size());
  for (size_t i = types.size(); i-- > 0;) {
    if (top[i].type != types[i] && !top[i].type.isBottom())
      fail(fmt::format("type mismatch: expected {}, found {}", toString(types[i]), toString(top[i].type)));
    top[i].type = types[i];
  }
  return top;
}

template <typename V>
std::span<typename FunctionDecoder<V>::OperandT> FunctionDecoder<V>::pushAll(std::span<const ValueType> types) {
  if (operands.size() + types.size() > maxOperands) {
    fail(fmt::format("too many operands on the stack: the limit is {}", maxOperands));
    return {};
  }
  for (ValueType type : types)
    push(type);
  return std::span(operands).last(types.size());
}

// --- Control frames

template <typename V>
typename FunctionDecoder<V>::FrameT &FunctionDecoder<V>::pushFrame(FrameKind kind, const imm::BlockType &type) {
  bool isLive = live();
  FrameT frame{kind, nullptr, {}, 0, isLive};
  if (type.form == imm::BlockType::Form::TypeIndex)
    frame.functionType = &module.types[type.typeIndex];
  else if (type.form == imm::BlockType::Form::Value)
    frame.singleResult = type.value;
  frame.height = operands.size() - frame.parameters().size();
  frames.push_back(std::move(frame));
  return frames.back();
}

template <typename V> void FunctionDecoder<V>::markUnreachable() {
  FrameT &frame = frames.back();
  operands.resize(frame.height);
  frame.unreachable = true;
}

template <typename V> typename FunctionDecoder<V>::FrameT *FunctionDecoder<V>::label(uint32_t depth) {
  if (!inRange("label", depth, frames.size()))
    return nullptr;
  return &frames[frames.size() - 1 - depth];
}

// --- Immediates

template <typename V> bool FunctionDecoder<V>::inRange(std::string_view what, uint64_t index, uint64_t count) {
  if (index < count)
    return reader.ok();
  fail(fmt::format("unknown {} {}", what, index));
  return false;
}

template <typename V> bool FunctionDecoder<V>::checkData(uint32_t index) {
  if (!module.dataCount) {
    fail("data count section required");
    return false;
  }
  return inRange("data segment", index, *module.dataCount);
}

template <typename V> template <unsigned Bytes> bool FunctionDecoder<V>::check(const imm::MemArg<Bytes> &imm) {
  if (!inRange("memory", imm.index, module.memories.size()))
    return false;
  if (imm.alignLog2 > imm::MemArg<Bytes>::naturalAlignLog2)
    fail("alignment must not be larger than natural");
  if (memoryAddress(imm) == ValueType::I32 && imm.offset > UINT32_MAX)
    fail(fmt::format("offset out of range: {} in a memory with 32-bit addresses", imm.offset));
  return reader.ok();
}

template <typename V> void FunctionDecoder<V>::requireType(uint64_t at, ValueType type) {
  if (Feature feature = featureOf(type); !module.features.has(feature))
    failAt(at, fmt::format("the type {} {}", toString(type), missingFeature(feature)));
}

template <typename V> bool FunctionDecoder<V>::checkBlockType(const imm::BlockType &type) {
  using Form = imm::BlockType::Form;
  if (type.form == Form::Value)
    requireType(opOffset, type.value);
  if (type.form != Form::TypeIndex)
    return reader.ok();
  if (!inRange("type", type.typeIndex, module.types.size()))
    return false;
  if (!module.features.has(Feature::MultiValue))
    fail("a block with a function type " + missingFeature(Feature::MultiValue));
  return reader.ok();
}

template <typename V> template <typename Imm> ValueType FunctionDecoder<V>::typeOf(char letter, const Imm &imm) const {
  switch (letter) {
  case 'i': return ValueType::I32;
  case 'l': return ValueType::I64;
  case 'f': return ValueType::F32;
  case 'd': return ValueType::F64;
  case 'm':
    if constexpr (requires { imm.index; })
      return memoryAddress(imm);
    break;
  case 't':
    if constexpr (requires { imm.index; })
      return tableAddress(imm.index);
    break;
  }
  return {};
}

template <typename V> template <Signature S, typename Imm, typename Visit> void FunctionDecoder<V>::fixed(Visit visit) {
  Imm imm = Imm::read(reader);
  if (!check(imm))
    return;
  std::array<Value, S.parameterCount> values{};
  for (size_t i = S.parameterCount; i-- > 0;)
    values[i] = pop(typeOf(S.parameter(i), imm)).value;
  if constexpr (S.resultCount == 0) {
    if (live())
      visit(imm, values);
  } else {
    static_assert(S.resultCount == 1);
    push(typeOf(S.result(0), imm), live() ? visit(imm, values) : Value{});
  }
}

}  // namespace wasmc
