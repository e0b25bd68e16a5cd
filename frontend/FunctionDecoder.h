// Decoding, validation and visiting of one expression in a single pass: the specification's validation algorithm (appendix
// "Validation Algorithm") over one operand stack whose entries carry the visitor's values beside their types, so that what is
// validated and what is emitted cannot disagree.
//
// A Visitor supplies
//   Value      what an operand is to it (an LLVM value; nothing at all for plain validation): default-constructible, copyable
//   FrameData  what it keeps for each control frame
// and a method for every operator: for FIXED rows of Opcodes.def `Value name(const imm::X &, const std::array<Value, N> &)` (void
// without a result), for the others those that NullVisitor lists with their meaning. It is called for reachable code only, and only
// with operands that have just been validated.
//
// Nothing here recurses on the guest's nesting, and no allocation exceeds a small multiple of the bytes read.
#pragma once

#include "frontend/Immediates.h"
#include "frontend/Module.h"
#include "frontend/Opcode.h"
#include "frontend/OperandTypes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <vector>

namespace wasmc {

template <typename Value> struct Operand {
  ValueType type;
  Value value{};
};

enum class FrameKind : uint8_t { Function, Block, Loop, If, Else };

template <typename FrameData> struct Frame {
  FrameKind kind;
  // The frame's type: a function type of the module, or at most one result.
  const FuncType *functionType;
  ValueType singleResult;
  size_t height;             // of the operand stack below the frame's operands
  bool enteredLive;          // the code that entered it is reachable
  bool unreachable = false;  // the rest of the frame can't be reached: its stack is polymorphic
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

  // One defined function: locals, then the body.
  Result<void> decodeFunction(uint32_t functionIndex);
  // A constant expression that begins at the reader and must yield `type`; the reader is left behind its `end`.
  Result<Value> decodeConstant(Reader &expression, ValueType type);

private:
  // --- Running
  void readLocals(const FuncType &type);
  void run();
  void step();
  using Handler = void (FunctionDecoder::*)();
  static const std::array<Handler, opCount> handlers;
  bool checkConstant(Op op);
  void fail(std::string message) { failAt(opOffset, std::move(message)); }
  void failAt(uint64_t at, std::string message);
  Diagnostic withContext(Diagnostic diagnostic) const;

  // --- Operands
  OperandT pop(ValueType expected);
  OperandT popAny();
  void push(ValueType type, Value value = {}) { operands.push_back({type, value}); }
  // Checks the top of the stack against `types` and leaves it there, in the declared types.
  std::span<OperandT> expect(std::span<const ValueType> types);
  void drop(size_t count) { operands.resize(operands.size() - count); }
  std::span<OperandT> pushAll(std::span<const ValueType> types);
  bool requireOperand();

  // --- Control frames
  bool live() const { return reader.ok() && frames.back().enteredLive && !frames.back().unreachable; }
  FrameT &pushFrame(FrameKind kind, const imm::BlockType &type);
  void markUnreachable();
  FrameT *label(uint32_t depth);
  void decodeBlock(FrameKind kind);
  void checkBranch(uint32_t depth, size_t arity);
  void finishFrame();

  // --- Immediates: indices must exist
  bool check(const imm::None &) { return true; }
  bool check(const imm::LocalIndex &imm) { return inRange("local", imm.index, locals.size()); }
  bool check(const imm::GlobalIndex &imm) { return inRange("global", imm.index, module.globals.size()); }
  bool check(const imm::FunctionIndex &imm) { return inRange("function", imm.index, module.functions.size()); }
  bool check(const imm::TableIndex &imm) { return inRange("table", imm.index, module.tables.size()); }
  bool check(const imm::MemoryIndex &imm) { return inRange("memory", imm.index, module.memories.size()); }
  bool check(const imm::ElementIndex &imm) { return inRange("elem segment", imm.index, module.elements.size()); }
  bool check(const imm::DataIndex &imm) { return checkData(imm.index); }
  bool check(const imm::MemoryInit &imm) { return inRange("memory", imm.index, module.memories.size()) && checkData(imm.data); }
  bool check(const imm::I32Const &) { return true; }
  bool check(const imm::I64Const &) { return true; }
  bool check(const imm::F32Const &) { return true; }
  bool check(const imm::F64Const &) { return true; }
  template <unsigned Bytes> bool check(const imm::MemArg<Bytes> &imm);
  bool checkBlockType(const imm::BlockType &type);
  void requireType(uint64_t at, ValueType type);
  bool checkData(uint32_t index);
  bool inRange(std::string_view what, uint64_t index, uint64_t count);

  template <typename Imm> ValueType memoryAddress(const Imm &imm) const { return module.memories[imm.index].type.addressType; }
  ValueType tableAddress(uint32_t table) const { return module.tables[table].type.addressType; }
  template <typename Imm> ValueType typeOf(char letter, const Imm &imm) const;

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
  std::vector<OperandT> operands;
  std::vector<FrameT> frames;
};

}  // namespace wasmc

#include "frontend/FunctionDecoderImpl.h"
#include "frontend/FunctionDecoderOps.h"
