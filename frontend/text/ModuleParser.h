// The fields of a module (specification, 6.6), in two passes: the first collects index spaces, identifiers and defined types,
// the second encodes.
#pragma once

#include "frontend/Module.h"
#include "frontend/text/InstructionParser.h"

#include <array>

namespace wasmc::text {

// A section's entries, without their number.
struct Section {
  Writer entries;
  uint32_t count = 0;
};

struct FunctionHints {
  uint32_t function;
  std::vector<BranchHint> hints;
};

// A module in pieces, ready to be put together.
struct ModuleParts {
  explicit ModuleParts(Cursor &cursor) : context(cursor) {}

  Section &section(SectionOrder which) { return sections[static_cast<size_t>(which)]; }

  Context context;
  std::array<Section, static_cast<size_t>(SectionOrder::Last) + 1> sections;
  std::vector<CustomSection> customs;
  std::vector<FunctionHints> hints;
};

class ModuleParser {
public:
  // Borrows both.
  ModuleParser(Cursor &cursor, ModuleParts &parts) : cursor(cursor), parts(parts), context(parts.context), types(context) {}

  // From behind the module's identifier to the parenthesis that closes it, or to the end.
  void parse();

private:
  // Elements of a segment: functions by index, or expressions with a type.
  struct ElementList {
    bool areFunctions = false;
    Writer type;
    uint32_t count = 0;
    Writer items;
  };
  struct SegmentPlace {
    SegmentMode mode = SegmentMode::Passive;
    uint32_t index = 0;  // of the table or memory, if active
    Writer offset;       // its expression, likewise
  };

  void scan();
  void scanField();
  void scanRec();
  void scanImport();
  void scanInlineSegments(Space segments);
  void defineTypes();

  void takeCustoms();
  void field();
  void import();
  void function();
  void locals(FunctionContext &function, uint32_t parameterCount, Writer &out);
  void table();
  void memory();
  void global();
  void tag();
  void exportField();
  void start();
  void element();
  void data();

  // What may stand between a definition's identifier and its type; true when it is an import and complete.
  bool inlineForms(ExternKind kind);
  // An import's names, its parenthesis closed by the caller, and then its type.
  Section &importNames();
  void importType(ExternKind kind, uint32_t index, Writer &out);
  void exportEntry(std::string_view name, ExternKind kind, uint32_t index);
  void constant(Writer &out);
  void foldedConstant(Writer &out);
  Section &begin(SectionOrder which);

  bool takePlaceUse(std::string_view keyword, Space space, SegmentPlace &place);
  bool inlineTable();
  bool inlineMemory();
  void offset(Writer &out);
  void elementExpressions(ElementList &list);
  void functionIndices(ElementList &list);
  void functionsAsExpressions(ElementList &list);
  void elementEntry(const SegmentPlace &place, const ElementList &list);
  void dataEntry(const SegmentPlace &place, std::string_view bytes);
  std::string strings();
  static SegmentPlace atStart(uint32_t index, bool is64);
  uint32_t nextIndex(Space space) { return nextIndices[static_cast<size_t>(space)]++; }

  Cursor &cursor;
  ModuleParts &parts;
  Context &context;
  TypeParser types;
  std::vector<uint32_t> typeFields;                // the tokens behind their parentheses
  std::array<uint32_t, spaceCount> nextIndices{};  // of the second pass
  std::optional<ExternKind> lastDefinition;
};

}  // namespace wasmc::text
