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
  using Arguments = std::span<const Operand<Value>>;

  // Called before each operator with its offset in the input, reachable or not.
  void at(uint64_t, Op) {}

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
  void call(uint32_t, Arguments, Operands) {}
  void call_indirect(const imm::CallIndirect &, Value, Arguments, Operands) {}
  void call_ref(uint32_t, Value, Arguments, Operands) {}
  void return_call(uint32_t, Arguments) {}
  void return_call_indirect(const imm::CallIndirect &, Value, Arguments) {}
  void return_call_ref(uint32_t, Value, Arguments) {}
  // The result is the reference where the branch is not taken.
  Value br_on_null(FrameRef, Value, Operands) { return {}; }
  // The reference is the last operand.
  void br_on_non_null(FrameRef, Operands) {}
  // The reference is the last operand; branches where the cast succeeds (true) or fails (false).
  Value br_on_cast(const imm::BranchOnCast &, bool, FrameRef, Operands) { return {}; }

  // Exceptions. The try_table's frame is the last; its clauses count labels from the one before.
  void throw_(uint32_t, Arguments) {}
  void throw_ref(Value) {}
  void try_table(Frames, std::span<const imm::CatchClause>) {}
  // The legacy form. Each part of a try but the last ends with fallThrough if its end is reachable.
  void try_(FrameRef) {}
  // Sets the tag's values.
  void catch_(FrameRef, uint32_t, Operands) {}
  void catch_all(FrameRef) {}
  // The try's frame, and the one that its exceptions go to.
  void delegate(FrameRef, FrameRef) {}
  void rethrow(FrameRef) {}

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
  Value ref_as_non_null(Value) { return {}; }
  // The target and the operand's type are reference types.
  Value ref_test(ValueType, ValueType, Value) { return {}; }
  Value ref_cast(ValueType, ValueType, Value) { return {}; }
  Value any_convert_extern(Value) { return {}; }
  Value extern_convert_any(Value) { return {}; }

  // Structures and arrays, by type index. Operands are in the order of the stack.
  Value struct_new(uint32_t, Arguments) { return {}; }
  Value struct_new_default(uint32_t) { return {}; }
  Value struct_get(const imm::StructField &, Extension, Value) { return {}; }
  void struct_set(const imm::StructField &, Value, Value) {}
  Value array_new(uint32_t, Value, Value) { return {}; }
  Value array_new_default(uint32_t, Value) { return {}; }
  Value array_new_fixed(uint32_t, Arguments) { return {}; }
  Value array_new_data(const imm::ArrayData &, Value, Value) { return {}; }
  Value array_new_elem(const imm::ArrayElement &, Value, Value) { return {}; }
  Value array_get(uint32_t, Extension, Value, Value) { return {}; }
  void array_set(uint32_t, Value, Value, Value) {}
  void array_fill(uint32_t, Value, Value, Value, Value) {}
  void array_copy(const imm::ArrayCopy &, Value, Value, Value, Value, Value) {}
  void array_init_data(const imm::ArrayData &, Value, Value, Value, Value) {}
  void array_init_elem(const imm::ArrayElement &, Value, Value, Value, Value) {}

  void memory_copy(const imm::MemoryCopy &, Value, Value, Value) {}

#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) \
  auto name(const imm::immediate &, const auto &) { return FixedResult<Value, Signature(signature).resultCount>(); }
#define WASMC_CUSTOM(name, text, encoding, immediate, feature)
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

}  // namespace wasmc
