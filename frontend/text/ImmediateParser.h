// Immediates in text form, encoded as they are read: one encode() for each struct of Immediates.h.
#pragma once

#include "frontend/Immediates.h"
#include "frontend/Opcode.h"
#include "frontend/text/FunctionContext.h"
#include "frontend/text/TypeParser.h"

#include <type_traits>

namespace wasmc::text {

class ImmediateParser {
public:
  ImmediateParser(Context &context, FunctionContext &function) : context(context), function(function), cursor(context.cursor) {}

  // The opcode and the immediates of the instruction whose keyword has been read. The immediates choose the opcode where one
  // keyword stands for several.
  void instruction(Op op, Writer &out);
  // A label by number or identifier, as a relative depth.
  uint32_t label();

private:
  template <typename Immediate> using Of = std::type_identity<Immediate>;

  Op choose(Op op) const;
  void optionalPair(Space first, Space second, Writer &out);
  void memArg(unsigned naturalAlignLog2, bool hasLane, Writer &out);
  void lane(Writer &out);
  uint32_t countNumbers();
  void catches(Writer &out);

  void encode(Of<imm::None>, Op, Writer &) {}
  void encode(Of<imm::Label>, Op, Writer &out) { out.unsignedLeb(label()); }
  void encode(Of<imm::LocalIndex>, Op, Writer &out) { out.unsignedLeb(context.index(function.locals.ids, "local")); }
  void encode(Of<imm::GlobalIndex>, Op, Writer &out) { out.unsignedLeb(context.index(Space::Global)); }
  void encode(Of<imm::FunctionIndex>, Op, Writer &out) { out.unsignedLeb(context.index(Space::Function)); }
  void encode(Of<imm::TypeIndex>, Op, Writer &out) { out.unsignedLeb(context.index(Space::Type)); }
  void encode(Of<imm::TagIndex>, Op, Writer &out) { out.unsignedLeb(context.index(Space::Tag)); }
  void encode(Of<imm::ElementIndex>, Op, Writer &out) { out.unsignedLeb(context.index(Space::Element)); }
  void encode(Of<imm::TableIndex>, Op, Writer &out) { out.unsignedLeb(context.optionalIndex(Space::Table)); }
  void encode(Of<imm::MemoryIndex>, Op, Writer &out) { out.unsignedLeb(context.optionalIndex(Space::Memory)); }
  void encode(Of<imm::DataIndex>, Op, Writer &out);
  void encode(Of<imm::StructField>, Op, Writer &out);
  void encode(Of<imm::ArrayFixed>, Op, Writer &out);
  void encode(Of<imm::ArrayData>, Op, Writer &out);
  void encode(Of<imm::ArrayElement>, Op, Writer &out);
  void encode(Of<imm::ArrayCopy>, Op, Writer &out);
  void encode(Of<imm::BranchTable>, Op, Writer &out);
  void encode(Of<imm::BlockType>, Op, Writer &out) { TypeParser(context).blockType(out); }
  void encode(Of<imm::TryTable>, Op, Writer &out);
  void encode(Of<imm::BranchOnCast>, Op, Writer &out);
  void encode(Of<imm::CallIndirect>, Op, Writer &out);
  void encode(Of<imm::SelectTypes>, Op, Writer &out);
  template <unsigned Bytes> void encode(Of<imm::MemArg<Bytes>>, Op, Writer &out) {
    memArg(imm::MemArg<Bytes>::naturalAlignLog2, false, out);
  }
  template <unsigned Bytes> void encode(Of<imm::AtomicMemArg<Bytes>>, Op, Writer &out) {
    memArg(imm::MemArg<Bytes>::naturalAlignLog2, false, out);
  }
  template <unsigned Bytes> void encode(Of<imm::MemArgLane<Bytes>>, Op, Writer &out) {
    memArg(imm::MemArg<Bytes>::naturalAlignLog2, true, out);
    lane(out);
  }
  void encode(Of<imm::AtomicFence>, Op, Writer &out) { out.u8(0); }
  template <unsigned Lanes> void encode(Of<imm::LaneIndex<Lanes>>, Op, Writer &out) { lane(out); }
  void encode(Of<imm::V128Const>, Op, Writer &out);
  void encode(Of<imm::Shuffle>, Op, Writer &out);
  void encode(Of<imm::MemoryInit>, Op, Writer &out);
  void encode(Of<imm::MemoryCopy>, Op, Writer &out) { optionalPair(Space::Memory, Space::Memory, out); }
  void encode(Of<imm::TableInit>, Op, Writer &out);
  void encode(Of<imm::TableCopy>, Op, Writer &out) { optionalPair(Space::Table, Space::Table, out); }
  void encode(Of<imm::HeapTypeImm>, Op op, Writer &out);
  void encode(Of<imm::I32Const>, Op, Writer &out) { out.signedLeb(static_cast<int32_t>(cursor.integer(32))); }
  void encode(Of<imm::I64Const>, Op, Writer &out) { out.signedLeb(static_cast<int64_t>(cursor.integer(64))); }
  void encode(Of<imm::F32Const>, Op, Writer &out) { out.fixed(cursor.float32(), 4); }
  void encode(Of<imm::F64Const>, Op, Writer &out) { out.fixed(cursor.float64(), 8); }

  Context &context;
  FunctionContext &function;
  Cursor &cursor;
};

}  // namespace wasmc::text
