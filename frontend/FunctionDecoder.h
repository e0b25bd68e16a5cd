// Decoding, validation and visiting of one expression in a single pass: the specification's validation algorithm (appendix
// "Validation Algorithm") over one operand stack whose entries carry the visitor's values beside their types, so that what is
// validated and what is emitted cannot disagree.
//
// A Visitor supplies
//   Value      what an operand is to it (an LLVM value; nothing at all for plain validation): default-constructible, copyable
//   FrameData  what it keeps for each control frame
// and a method for every operator: for FIXED rows of Opcodes.def `Value name(const imm::X &, const std::array<Value, N> &)` (void
// without a result, std::array<Value, 2> with two), for the others those that NullVisitor lists with their meaning. It is
// called for reachable code only, and only with operands that have just been validated.
//
// Nothing here recurses on the guest's nesting, and no allocation exceeds a small multiple of the bytes read.
#pragma once

#include "frontend/Immediates.h"
#include "frontend/Module.h"
#include "frontend/Opcode.h"
#include "frontend/OperandTypes.h"
#include "frontend/Subtyping.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <vector>

namespace wasmc {

template <typename Value> struct Operand {
  ValueType type;
  [[no_unique_address]] Value value{};
};

// Try, Catch and CatchAll are the legacy form's: a Try frame becomes a Catch or CatchAll frame at its first clause.
enum class FrameKind : uint8_t { Function, Block, Loop, If, Else, TryTable, Try, Catch, CatchAll };

// How a packed field becomes an i32.
enum class Extension : uint8_t { None, Signed, Unsigned };

template <typename FrameData> struct Frame {
  FrameKind kind;
  // The frame's type: a function type of the module, or at most one result.
  const FuncType *functionType;
  ValueType singleResult;
  size_t height;             // of the operand stack below the frame's operands
  bool enteredLive;          // the code that entered it is reachable
  bool unreachable = false;  // the rest of the frame can't be reached: its stack is polymorphic
  size_t localsSet = 0;      // how many locals without a default had been set where it began
  FrameData data{};

  std::span<const ValueType> parameters() const {
    return functionType && kind != FrameKind::Function ? std::span(functionType->parameters) : std::span<const ValueType>();
  }
  std::span<const ValueType> results() const {
    if (functionType)
      return functionType->results;
    return {&singleResult, singleResult.isBottom() ? 0u : 1u};
  }
  // What a branch to this frame's label carries.
  std::span<const ValueType> labelTypes() const { return kind == FrameKind::Loop ? parameters() : results(); }
};

template <typename Visitor> class FunctionDecoder {
public:
  using Value = typename Visitor::Value;
  using OperandT = Operand<Value>;
  using FrameT = Frame<typename Visitor::FrameData>;

  // Borrows both.
  FunctionDecoder(const Module &module, Visitor &visitor) : module(module), visitor(visitor), reader({}) {}

  // Expressions can be decoded one after the other, which saves allocations.

  // One defined function: locals, then the body.
  Result<void> decodeFunction(uint32_t functionIndex);
  // A constant expression that begins at the reader and must yield `type`; the reader is left behind its `end`.
  Result<Value> decodeConstant(Reader &expression, ValueType type);

private:
  // --- Running
  using Handler = void (*)(FunctionDecoder &);
  template <void (FunctionDecoder::*Method)()> static void invoke(FunctionDecoder &decoder) { (decoder.*Method)(); }
  static const std::array<Handler, opCount> handlers;
  void begin();
  void readLocals(const FuncType &type);
  void step();
  std::optional<Op> readOp(uint8_t first);
  bool checkConstant(Op op);
  [[gnu::cold]] void fail(std::string message) { failAt(opOffset, std::move(message)); }
  [[gnu::cold]] void failAt(uint64_t at, std::string message) { reader.fail(at, std::move(message)); }
  [[gnu::cold]] void failOpcode(uint8_t first);
  [[gnu::cold]] void failFeature(Feature feature);
  [[gnu::cold]] void failWithoutEnd();
  [[gnu::cold]] void failOperand(ValueType expected, std::optional<ValueType> found);
  [[gnu::cold]] void failOperands(std::string_view who, std::span<const ValueType> expected, size_t shown);
  Diagnostic withContext(Diagnostic diagnostic) const;

  // --- Operands
  OperandT pop(ValueType expected);
  OperandT popAny();
  // A reference of any type; a missing one in unreachable code is of the type bottomRef.
  OperandT popReference();
  // A reference to the defined type.
  Value popReferenceTo(uint32_t typeIndex) { return pop(ValueType::ref(HeapType::index(typeIndex))).value; }
  // `count` operands of the types that typeAt(0), typeAt(1) ... yield, the last on top; fewer in unreachable code, where missing
  // ones are not made up. They are there until the next popAll.
  template <typename TypeAt> std::span<const OperandT> popAll(size_t count, TypeAt typeAt);
  std::span<const OperandT> popAll(const ResultType &types) {
    return popAll(types.size(), [&](size_t i) { return types[i]; });
  }
  void push(ValueType type, Value value = {}) { operands.push_back({type, value}); }
  // Checks the top of the stack against `types` and leaves it there, in the declared types.
  std::span<OperandT> expect(std::span<const ValueType> types);
  std::span<OperandT> pushAll(std::span<const ValueType> types);

  // --- Control frames
  bool live() const { return reader.ok() && frames.back().enteredLive && !frames.back().unreachable; }
  FrameT &pushFrame(FrameKind kind, const imm::BlockType &type);
  void markUnreachable();
  // Null, and an error, if there is none.
  FrameT *label(uint32_t depth);
  FrameT *readLabel() { return label(imm::Label::read(reader).index); }
  void decodeBlock(FrameKind kind);
  void checkBranch(uint32_t depth, size_t arity);
  void checkCatch(const imm::CatchClause &clause);
  bool finishFrame();
  void endFrame();
  void beginClause(FrameKind kind, std::span<const ValueType> types);
  bool checkReturnTypes(const FuncType &callee);
  const FuncType *checkIndirect(const imm::CallIndirect &imm);
  // Locals whose type has no default value.
  void markSet(uint32_t local);
  void forgetLocals(const FrameT &frame);

  // --- Immediates: indices must exist
  bool check(const imm::None &) { return true; }
  bool check(const imm::LocalIndex &imm) { return inRange("local", imm.index, locals.size()); }
  bool check(const imm::GlobalIndex &imm) { return inRange("global", imm.index, module.globals.size()); }
  bool check(const imm::FunctionIndex &imm) { return inRange("function", imm.index, module.functions.size()); }
  bool check(const imm::TableIndex &imm) { return inRange("table", imm.index, module.tables.size()); }
  bool check(const imm::MemoryIndex &imm) { return inRange("memory", imm.index, module.memories.size()); }
  bool check(const imm::TagIndex &imm) { return inRange("tag", imm.index, module.tags.size()); }
  bool check(const imm::ElementIndex &imm) { return inRange("elem segment", imm.index, module.elements.size()); }
  bool check(const imm::DataIndex &imm) { return checkData(imm.index); }
  bool check(const imm::MemoryInit &imm) { return inRange("memory", imm.index, module.memories.size()) && checkData(imm.data); }
  bool check(const imm::I32Const &) { return true; }
  bool check(const imm::I64Const &) { return true; }
  bool check(const imm::F32Const &) { return true; }
  bool check(const imm::F64Const &) { return true; }
  bool check(const imm::V128Const &) { return true; }
  bool check(const imm::AtomicFence &) { return true; }
  bool check(const imm::Shuffle &imm);
  template <unsigned Lanes> bool check(const imm::LaneIndex<Lanes> &imm) { return checkLane(imm.lane, Lanes); }
  template <unsigned Bytes> bool check(const imm::MemArg<Bytes> &imm);
  template <unsigned Bytes> bool check(const imm::MemArgLane<Bytes> &imm);
  template <unsigned Bytes> bool check(const imm::AtomicMemArg<Bytes> &imm);
  bool checkLane(uint8_t lane, unsigned count);
  bool checkBlockType(const imm::BlockType &type);
  // Its feature is on; a defined type exists.
  bool checkType(uint64_t at, ValueType type);
  bool checkData(uint32_t index);
  bool inRange(std::string_view what, uint64_t index, uint64_t count) {
    if (index < count) [[likely]]
      return reader.ok();
    return failRange(what, index);
  }
  [[gnu::cold]] bool failRange(std::string_view what, uint64_t index);
  // The defined type with the index, if it is of that form; else an error, and null.
  template <typename Form> const Form *formAt(uint32_t typeIndex, std::string_view name);
  const FuncType *functionAt(uint32_t typeIndex) { return formAt<FuncType>(typeIndex, "a function"); }
  const StructType *structAt(uint32_t typeIndex) { return formAt<StructType>(typeIndex, "a structure"); }
  const ArrayType *arrayAt(uint32_t typeIndex) { return formAt<ArrayType>(typeIndex, "an array"); }
  const ArrayType *mutableArrayAt(uint32_t typeIndex);
  const FieldType *fieldAt(const imm::StructField &imm);

  template <typename Imm> ValueType memoryAddress(const Imm &imm) const { return module.memories[imm.index].type.addressType; }
  ValueType tableAddress(uint32_t table) const { return module.tables[table].type.addressType; }
  // The length of a copy between two address spaces.
  static ValueType smallerAddress(ValueType a, ValueType b) { return a == b ? a : ValueType(ValueType::I32); }
  template <typename Imm> ValueType typeOf(char letter, const Imm &imm) const;

  // --- Families of operators
  bool requireMatch(std::string_view what, ValueType found, ValueType expected);
  bool checkPacking(const FieldType &field, Extension extension);
  void getField(Extension extension);
  void getElement(Extension extension);
  void test(bool nullable);
  void cast(bool nullable);
  void branchOnCast(bool onSuccess);
  std::optional<ValueType> readCastTarget(bool nullable);
  bool checkArrayData(const imm::ArrayData &imm, const ArrayType *array);
  bool checkArrayElement(const imm::ArrayElement &imm, const ArrayType *array);
  std::optional<OperandT> popConverted(HeapType from);

  // --- Operators
  template <Signature S, typename Imm, typename Visit> void fixed(Visit visit);
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature)                    \
  void on_##name() {                                                                        \
    fixed<Signature(signature), imm::immediate>(                                            \
        [this](const auto &imm, const auto &values) { return visitor.name(imm, values); }); \
  }
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) void on_##name();
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM

  const Module &module;
  Visitor &visitor;
  Reader reader;
  std::optional<uint32_t> functionIndex;  // nothing: a constant expression
  std::optional<Op> currentOp;
  uint64_t opOffset = 0;
  std::vector<ValueType> locals;
  std::vector<bool> isSet;          // per local: it has a value here; empty when all have a default
  std::vector<uint32_t> setLocals;  // those set so far in the open frames, to be forgotten at their ends
  std::vector<OperandT> operands;
  std::vector<OperandT> popped;  // popAll's
  std::vector<FrameT> frames;
};

}  // namespace wasmc

#include "frontend/FunctionDecoderAggregates.h"
#include "frontend/FunctionDecoderControl.h"
#include "frontend/FunctionDecoderExceptions.h"
#include "frontend/FunctionDecoderImpl.h"
#include "frontend/FunctionDecoderOps.h"
#include "frontend/FunctionDecoderReferences.h"
