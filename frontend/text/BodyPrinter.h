// Function bodies and constant expressions as text: one instruction a line, indented by nesting, never folded. It reads the
// binary form on its own and needs nothing validated: a body that an engine refuses can be looked at.
#pragma once

#include "frontend/Immediates.h"
#include "frontend/Module.h"
#include "frontend/Opcode.h"
#include "frontend/text/Identifiers.h"

#include <fmt/format.h>
#include <iterator>
#include <unordered_map>

namespace wasmc::text {

// Types and references to parts of a module, with identifiers where there are any.
class ReferencePrinter {
public:
  ReferencePrinter(const Module &module, const Identifiers &identifiers) : module(module), identifiers(identifiers) {}

  std::string index(NameScope scope, uint32_t index) const;
  std::string type(ValueType type) const;
  std::string heapType(HeapType type) const;
  // ` (type 3)`
  std::string typeUse(uint32_t typeIndex) const;
  // ` (result i32 i64)`, or nothing for no types
  std::string types(std::string_view keyword, std::span<const ValueType> types) const;

  const Module &module;
  const Identifiers &identifiers;
};

class BodyPrinter {
public:
  // Appends to `out`; borrows everything.
  BodyPrinter(const ReferencePrinter &references, std::string &out) : references(references), out(out), reader({}) {}

  // Locals and instructions of a defined function, a line each, with their branch hints.
  Result<void> function(uint32_t functionIndex);
  // ` (i32.const 0)`, or several instructions on the same line.
  Result<void> constant(CodeSpan code);

private:
  using Handler = void (BodyPrinter::*)();
  static const std::array<Handler, opCount> handlers;

  void hint();
  void locals(uint32_t functionIndex);
  void instruction();
  void opcode();
  void beginLine(Op op);
  void openLabel(const std::string &name);
  void closeLabel();
  template <typename Imm> void immediate() { print(Imm::read(reader)); }

  template <typename... Args> void put(fmt::format_string<Args...> format, Args &&...args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  }
  std::string label(uint32_t depth) const;
  void index(NameKind kind, uint32_t value) { put(" {}", references.index({kind}, value)); }

  void print(const imm::None &) {}
  void print(const imm::Label &imm) { put(" {}", label(imm.index)); }
  void print(const imm::LocalIndex &imm) { put(" {}", references.index({NameKind::Local, functionIndex}, imm.index)); }
  void print(const imm::GlobalIndex &imm) { index(NameKind::Global, imm.index); }
  void print(const imm::FunctionIndex &imm) { index(NameKind::Function, imm.index); }
  void print(const imm::TableIndex &imm) { index(NameKind::Table, imm.index); }
  void print(const imm::MemoryIndex &imm);
  void print(const imm::TypeIndex &imm) { index(NameKind::Type, imm.index); }
  void print(const imm::TagIndex &imm) { index(NameKind::Tag, imm.index); }
  void print(const imm::StructField &imm);
  void print(const imm::ArrayFixed &imm);
  void print(const imm::ArrayData &imm);
  void print(const imm::ArrayElement &imm);
  void print(const imm::ArrayCopy &imm);
  void print(const imm::ElementIndex &imm) { index(NameKind::Element, imm.index); }
  void print(const imm::DataIndex &imm) { index(NameKind::Data, imm.index); }
  void print(const imm::BranchTable &imm);
  void print(const imm::BlockType &imm);
  void print(const imm::TryTable &imm);
  void print(const imm::BranchOnCast &imm);
  void print(const imm::CallIndirect &imm);
  void print(const imm::SelectTypes &imm) { out += references.types("result", imm.types); }
  void print(const imm::MemoryInit &imm);
  void print(const imm::MemoryCopy &imm);
  void print(const imm::TableInit &imm);
  void print(const imm::TableCopy &imm);
  void print(const imm::HeapTypeImm &imm);
  void print(const imm::I32Const &imm) { put(" {}", imm.value); }
  void print(const imm::I64Const &imm) { put(" {}", imm.value); }
  void print(const imm::F32Const &imm);
  void print(const imm::F64Const &imm);
  void print(const imm::V128Const &imm);
  void print(const imm::Shuffle &imm);
  void print(const imm::AtomicFence &) {}
  template <unsigned Lanes> void print(const imm::LaneIndex<Lanes> &imm) { put(" {}", imm.lane); }
  void memArg(const imm::AnyMemArg &imm, unsigned naturalAlignLog2);
  template <unsigned Bytes> void print(const imm::MemArg<Bytes> &imm) { memArg(imm, imm.naturalAlignLog2); }
  template <unsigned Bytes> void print(const imm::AtomicMemArg<Bytes> &imm) { memArg(imm, imm.naturalAlignLog2); }
  template <unsigned Bytes> void print(const imm::MemArgLane<Bytes> &imm) {
    memArg(imm, imm.naturalAlignLog2);
    put(" {}", imm.lane);
  }

  const ReferencePrinter &references;
  std::string &out;
  Reader reader;
  Op currentOp = Op::nop;
  bool isInline = false;  // all on one line
  uint32_t functionIndex = 0;
  std::vector<std::string> labels;                                    // of the open blocks, outermost first; empty: no name
  std::unordered_map<std::string, std::vector<size_t>> labelsByName;  // places in `labels`, the innermost last
  uint32_t labelCount = 0;                                            // blocks seen so far: label names are numbered by it
};

}  // namespace wasmc::text
