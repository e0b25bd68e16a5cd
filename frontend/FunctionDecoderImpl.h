// FunctionDecoder: running, operand stack, control frames and checks. Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

// Two bytes can call a function with a thousand results: without a limit the stack would grow much faster than the body.
inline constexpr size_t maxOperands = 1'000'000;

// --- Running

template <typename V>
const std::array<typename FunctionDecoder<V>::Handler, opCount> FunctionDecoder<V>::handlers = {
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) &FunctionDecoder::invoke<&FunctionDecoder::on_##name>,
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) WASMC_CUSTOM(name, text, encoding, immediate, feature)
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

template <typename V> void FunctionDecoder<V>::begin() {
  functionIndex.reset();
  currentOp.reset();
  isSet.clear();
  setLocals.clear();
  operands.clear();
  frames.clear();
}

template <typename V> Result<void> FunctionDecoder<V>::decodeFunction(uint32_t index) {
  const Function &function = module.functions[index];
  const FuncType &type = module.functionType(index);
  begin();
  functionIndex = index;
  reader = Reader(module.bytes.subspan(function.body.offset), function.body.offset);
  reader.setExpectedEnd(function.body.offset + function.body.bytes.size());
  readLocals(type);
  frames.push_back({FrameKind::Function, &type, {}, 0, true});
  if (reader.ok())
    visitor.enterFunction(frames.back(), locals);
  while (reader.ok() && !frames.empty())
    step();
  if (reader.ok() && reader.offset() != reader.expectedEnd())
    reader.fail("END opcode expected: the function's body goes on behind its last end");
  if (!reader.ok())
    return std::unexpected(withContext(reader.diagnostic()));
  return {};
}

template <typename V> Result<typename V::Value> FunctionDecoder<V>::decodeConstant(Reader &expression, ValueType type) {
  begin();
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
    if (!checkType(at, localType))
      return;
    total += count;
    if (total > maxLocals)
      return failAt(at, fmt::format("too many locals: the limit is {}", maxLocals));
    if (!localType.isDefaultable()) {
      isSet.resize(locals.size(), true);
      isSet.resize(total, false);
    }
    locals.insert(locals.end(), count, localType);
  }
  if (!isSet.empty())
    isSet.resize(locals.size(), true);
}

template <typename V> std::optional<Op> FunctionDecoder<V>::readOp(uint8_t first) {
  if (!reader.ok() || !isPrefix(first))
    return std::nullopt;
  uint32_t number = reader.u32();
  if (!reader.ok())
    return std::nullopt;
  std::optional<Op> op = findOp(first, number);
  if (!op)
    fail(fmt::format("illegal opcode {:02x} {:02x}", first, number));
  return op;
}

template <typename V> [[gnu::always_inline]] inline void FunctionDecoder<V>::step() {
  opOffset = reader.offset();
  if (opOffset >= reader.expectedEnd()) [[unlikely]]
    return failWithoutEnd();
  uint8_t first = reader.u8();
  if (uint16_t plain = plainOps[first]; plain != noOp) [[likely]]
    currentOp = static_cast<Op>(plain);
  else if (currentOp = readOp(first); !currentOp)
    return failOpcode(first);
  if (Feature feature = opFeatures[static_cast<size_t>(*currentOp)]; !module.features.has(feature)) [[unlikely]]
    return failFeature(feature);
  if (!functionIndex && !checkConstant(*currentOp))
    return;
  if (live())
    visitor.at(opOffset, *currentOp);
  handlers[static_cast<size_t>(*currentOp)](*this);
}

template <typename V> void FunctionDecoder<V>::failOpcode(uint8_t first) { fail(fmt::format("illegal opcode {:02x}", first)); }

template <typename V> void FunctionDecoder<V>::failFeature(Feature feature) {
  fail(fmt::format("{} {}", info(*currentOp).text, missingFeature(feature)));
}

// The expression goes on behind its function's or section's end. What is wrong depends on what stands there: a function without
// an end swallows the next one, or another section's beginning.
template <typename V> void FunctionDecoder<V>::failWithoutEnd() {
  currentOp.reset();
  if (!functionIndex || reader.atEnd())
    fail("unexpected end of section or function: the expression has no end");
  else if (*functionIndex + 1 < module.functions.size())
    fail("END opcode expected: the function has no end");
  else
    fail("section size mismatch: the last function has no end");
}

// Specification, 3.4: constant expressions.
template <typename V> bool FunctionDecoder<V>::checkConstant(Op op) {
  switch (op) {
  case Op::i32_const:
  case Op::i64_const:
  case Op::f32_const:
  case Op::f64_const:
  case Op::v128_const:
  case Op::ref_null:
  case Op::ref_func:
  case Op::ref_i31:
  case Op::struct_new:
  case Op::struct_new_default:
  case Op::array_new:
  case Op::array_new_default:
  case Op::array_new_fixed:
  case Op::any_convert_extern:
  case Op::extern_convert_any:
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

template <typename V> void FunctionDecoder<V>::failOperand(ValueType expected, std::optional<ValueType> found) {
  fail(fmt::format("type mismatch: expected {}, found {}", toString(expected), found ? toString(*found) : "nothing"));
}

// `shown`: how many operands of the stack to set against what is expected.
template <typename V>
void FunctionDecoder<V>::failOperands(std::string_view who, std::span<const ValueType> expected, size_t shown) {
  constexpr size_t most = 100;
  std::string required, found;
  for (ValueType type : expected.last(std::min(expected.size(), most)))
    required += (required.empty() ? "" : " ") + toString(type);
  for (const OperandT &operand : std::span(operands).last(std::min(shown, most)))
    found += (found.empty() ? "" : " ") + toString(operand.type);
  fail(fmt::format("type mismatch: {} requires [{}] but stack has [{}]", who, required, found));
}

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

template <typename V> typename FunctionDecoder<V>::OperandT FunctionDecoder<V>::popAny() {
  const FrameT &frame = frames.back();
  if (operands.size() > frame.height) [[likely]] {
    OperandT top = operands.back();
    operands.pop_back();
    return top;
  }
  if (!frame.unreachable)
    fail("type mismatch: an operand is missing");
  return {};
}

template <typename V> [[gnu::always_inline]] inline typename FunctionDecoder<V>::OperandT
FunctionDecoder<V>::pop(ValueType expected) {
  const FrameT &frame = frames.back();
  if (operands.size() <= frame.height) [[unlikely]] {
    if (!frame.unreachable)
      failOperand(expected, std::nullopt);
    return {};
  }
  OperandT top = operands.back();
  operands.pop_back();
  if (!matches(module, top.type, expected)) [[unlikely]]
    failOperand(expected, top.type);
  return top;
}

template <typename V> typename FunctionDecoder<V>::OperandT FunctionDecoder<V>::popReference() {
  OperandT operand = popAny();
  if (operand.type.isBottom())
    operand.type = ValueType::bottomRef();
  else if (!operand.type.isRef())
    fail(fmt::format("type mismatch: expected a reference, found {}", toString(operand.type)));
  return operand;
}

template <typename V>
template <typename TypeAt>
std::span<const Operand<typename V::Value>> FunctionDecoder<V>::popAll(size_t count, TypeAt typeAt) {
  size_t available = operands.size() - frames.back().height;
  size_t taken = std::min(count, available);
  std::span<const OperandT> top = std::span(operands).last(taken);
  bool ok = taken == count || frames.back().unreachable;
  for (size_t i = 0; i < taken && ok; ++i)
    ok = matches(module, top[i].type, typeAt(count - taken + i));
  if (!ok) [[unlikely]] {
    ResultType types(count);
    for (size_t i = 0; i < count; ++i)
      types[i] = typeAt(i);
    failOperands("instruction", types, taken);
    return {};
  }
  popped.assign(top.begin(), top.end());
  operands.resize(operands.size() - taken);
  return popped;
}

template <typename V>
std::span<typename FunctionDecoder<V>::OperandT> FunctionDecoder<V>::expect(std::span<const ValueType> types) {
  const FrameT &frame = frames.back();
  size_t available = operands.size() - frame.height;
  if (available < types.size()) {
    if (!frame.unreachable) {
      failOperands("instruction", types, available);
      return {};
    }
    operands.insert(operands.begin() + static_cast<ptrdiff_t>(frame.height), types.size() - available, OperandT{});
  }
  std::span<OperandT> top = std::span(operands).last(types.size());
  for (size_t i = types.size(); i-- > 0;) {
    if (!matches(module, top[i].type, types[i])) [[unlikely]]
      failOperands("instruction", types, types.size());
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
    frame.functionType = &module.funcType(type.typeIndex);
  else if (type.form == imm::BlockType::Form::Value)
    frame.singleResult = type.value;
  frame.height = operands.size() - frame.parameters().size();
  frame.localsSet = setLocals.size();
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

template <typename V> void FunctionDecoder<V>::markSet(uint32_t local) {
  if (isSet.empty() || isSet[local])
    return;
  isSet[local] = true;
  setLocals.push_back(local);
}

template <typename V> void FunctionDecoder<V>::forgetLocals(const FrameT &frame) {
  for (; setLocals.size() > frame.localsSet; setLocals.pop_back())
    isSet[setLocals.back()] = false;
}

// --- Immediates

template <typename V> bool FunctionDecoder<V>::failRange(std::string_view what, uint64_t index) {
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

template <typename V> bool FunctionDecoder<V>::checkLane(uint8_t lane, unsigned count) {
  if (lane >= count)
    fail(fmt::format("invalid lane index {}: there are {}", lane, count));
  return reader.ok();
}

template <typename V> bool FunctionDecoder<V>::check(const imm::Shuffle &imm) {
  return std::ranges::all_of(imm.lanes, [this](uint8_t lane) { return checkLane(lane, 32); });
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

template <typename V> template <unsigned Bytes> bool FunctionDecoder<V>::check(const imm::MemArgLane<Bytes> &imm) {
  return check(static_cast<const imm::MemArg<Bytes> &>(imm)) && checkLane(imm.lane, imm::MemArgLane<Bytes>::laneCount);
}

template <typename V> template <unsigned Bytes> bool FunctionDecoder<V>::check(const imm::AtomicMemArg<Bytes> &imm) {
  if (check(static_cast<const imm::MemArg<Bytes> &>(imm)) && imm.alignLog2 != imm::MemArg<Bytes>::naturalAlignLog2)
    fail("atomic alignment must be natural");
  return reader.ok();
}

template <typename V> bool FunctionDecoder<V>::checkType(uint64_t at, ValueType type) {
  if (!reader.ok())
    return false;
  Feature feature = featureOf(type);
  if (!module.features.has(feature))
    failAt(at, fmt::format("the type {} {}", toString(type), missingFeature(feature)));
  else if (type.isRef() && type.heapType().isIndex() && type.heapType().typeIndex() >= module.types.size())
    failAt(at, fmt::format("unknown type {}", type.heapType().typeIndex()));
  return reader.ok();
}

template <typename V> bool FunctionDecoder<V>::checkBlockType(const imm::BlockType &type) {
  using Form = imm::BlockType::Form;
  if (type.form == Form::Value)
    return checkType(opOffset, type.value);
  if (type.form != Form::TypeIndex)
    return reader.ok();
  if (!functionAt(type.typeIndex))
    return false;
  if (!module.features.has(Feature::MultiValue))
    fail("a block with a function type " + missingFeature(Feature::MultiValue));
  return reader.ok();
}

template <typename V> template <typename Form> const Form *FunctionDecoder<V>::formAt(uint32_t typeIndex, std::string_view name) {
  if (!inRange("type", typeIndex, module.types.size()))
    return nullptr;
  if (const Form *type = std::get_if<Form>(&module.types[typeIndex].composite))
    return type;
  fail(fmt::format("type mismatch: type {} is not {} type", typeIndex, name));
  return nullptr;
}

template <typename V> bool FunctionDecoder<V>::requireMatch(std::string_view what, ValueType found, ValueType expected) {
  if (!matches(module, found, expected))
    fail(fmt::format("type mismatch: expected {} of {}, found {}", what, toString(expected), toString(found)));
  return reader.ok();
}

// --- Operators typed by their signature

template <typename V> template <typename Imm> [[gnu::always_inline]] inline ValueType
FunctionDecoder<V>::typeOf(char letter, const Imm &imm) const {
  switch (letter) {
  case 'i': return ValueType::I32;
  case 'l': return ValueType::I64;
  case 'f': return ValueType::F32;
  case 'd': return ValueType::F64;
  case 'v': return ValueType::V128;
  case 'q': return ValueType::ref(HeapType::Eq);
  case 'a': return ValueType::ref(HeapType::Array);
  case 'j': return ValueType::ref(HeapType::I31);
  case 'J': return ValueType::ref(HeapType::I31, false);
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
  } else if constexpr (S.resultCount == 1) {
    push(typeOf(S.result(0), imm), live() ? visit(imm, values) : Value{});
  } else {
    std::array<Value, S.resultCount> results{};
    if (live())
      results = visit(imm, values);
    for (size_t i = 0; i < S.resultCount; ++i)
      push(typeOf(S.result(i), imm), results[i]);
  }
}

}  // namespace wasmc
