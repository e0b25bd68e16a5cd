// The visitor that does nothing: plain validation. It is also the list of what a visitor of FunctionDecoder must provide.
#pragma once

#include "frontend/FunctionDecoder.h"

namespace wasmc {

struct NullVisitor {
  struct Value {};
  struct FrameData {};
  using Frames = std::span<Frame<FrameData>>;
  using FrameRef = Frame<FrameData> &;
  using Operands = std::span<Operand<Value>>;

  // Called before each operator with its offset in the input, reachable or not.
  void atOffset(uint64_t) {}

  // The function's frame and all its locals, parameters first.
  void enterFunction(FrameRef, std::span<const ValueType>) {}
  void block(FrameRef) {}
  // May replace the parameters by what the loop's body is to see.
  void loop(FrameRef, Operands) {}
  void if_(FrameRef, Value, Operands) {}
  // Sets the parameters anew.
  void else_(FrameRef, Operands) {}
  // The end of a block (or of the first arm of an if) is reached with these results.
  void fallThrough(FrameRef, Operands) {}
  // Called once behind each block whose beginning was reachable; sets the results.
  void end(FrameRef, Operands) {}
  void endFunction(FrameRef) {}
  void unreachable() {}
  // Branches to a frame's label; to the function's frame it is a return.
  void br(FrameRef, Operands) {}
  void br_if(FrameRef, Value, Operands) {}
  // Labels are depths into frames (0 is the last), the default one last.
  void br_table(Frames, std::span<const uint32_t>, Value, Operands) {}
  // Set the results.
  void call(uint32_t, std::span<const Operand<Value>>, Operands) {}
  void call_indirect(const imm::CallIndirect &, Value, std::span<const Operand<Value>>, Operands) {}

  void drop(Value) {}
  Value select(Value, Value, Value) { return {}; }
  Value local_get(uint32_t) { return {}; }
  void local_set(uint32_t, Value) {}
  Value global_get(uint32_t) { return {}; }
  void global_set(uint32_t, Value) {}
  Value table_get(uint32_t, Value) { return {}; }
  void table_set(uint32_t, Value, Value) {}
  void table_init(const imm::TableInit &, Value, Value, Value) {}
  void table_copy(const imm::TableCopy &, Value, Value, Value) {}
  Value table_grow(uint32_t, Value, Value) { return {}; }
  void table_fill(uint32_t, Value, Value, Value) {}
  Value ref_null(HeapType) { return {}; }
  Value ref_is_null(Value) { return {}; }
  Value ref_func(uint32_t) { return {}; }
  void memory_copy(const imm::MemoryCopy &, Value, Value, Value) {}

#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) \
  Value name(const imm::immediate &, const auto &) { return {}; }
#define WASMC_CUSTOM(name, text, encoding, immediate, feature)
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

}  // namespace wasmc
