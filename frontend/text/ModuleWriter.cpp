#include "frontend/text/ModuleWriter.h"

namespace wasmc::text {
namespace {

constexpr uint8_t customId = 0;
// By SectionOrder.
constexpr uint8_t sectionIds[] = {0, 1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11, 0};

void customSections(const ModuleParts &parts, SectionOrder section, bool isBefore, Writer &out) {
  for (const CustomSection &custom : parts.customs) {
    if (custom.section != section || custom.isBefore != isBefore)
      continue;
    Writer contents;
    contents.name(custom.name);
    contents.raw(custom.contents);
    out.u8(customId);
    out.appendSized(contents);
  }
}

// The branch hinting proposal, "Binary format": stands in front of the code that it is about.
void branchHints(const ModuleParts &parts, Writer &out) {
  if (parts.hints.empty())
    return;
  Writer contents;
  contents.name("metadata.code.branch_hint");
  contents.unsignedLeb(parts.hints.size());
  for (const FunctionHints &function : parts.hints) {
    contents.unsignedLeb(function.function);
    contents.unsignedLeb(function.hints.size());
    for (const BranchHint &hint : function.hints) {
      contents.unsignedLeb(hint.offset);
      contents.unsignedLeb(1);  // the size of the hint
      contents.u8(hint.value);
    }
  }
  out.u8(customId);
  out.appendSized(contents);
}

void section(ModuleParts &parts, SectionOrder which, Writer &out) {
  Section &section = parts.section(which);
  bool isVector = which != SectionOrder::Start && which != SectionOrder::DataCount;
  if (section.count == 0)
    return;
  Writer count;
  if (isVector)
    count.unsignedLeb(section.count);
  out.u8(sectionIds[static_cast<size_t>(which)]);
  out.unsignedLeb(count.bytes.size() + section.entries.bytes.size());
  out.raw(count.bytes);
  out.append(section.entries);
  section.entries = {};  // the largest of them need not live twice
}

}  // namespace

Assembled writeModule(ModuleParts &parts, uint32_t source) {
  Section &types = parts.section(SectionOrder::Type);
  types.entries = std::move(parts.context.typeSection);
  types.count = parts.context.typeEntries;
  if (parts.context.needsDataCount) {
    Section &dataCount = parts.section(SectionOrder::DataCount);
    dataCount.entries.unsignedLeb(parts.section(SectionOrder::Data).count);
    dataCount.count = 1;
  }
  Writer out;
  out.mark(source);
  out.raw(std::string_view("\0asm\1\0\0\0", 8));
  for (auto order = SectionOrder::First;; order = static_cast<SectionOrder>(static_cast<uint8_t>(order) + 1)) {
    customSections(parts, order, true, out);
    if (order == SectionOrder::Code)
      branchHints(parts, out);
    if (order == SectionOrder::Last) {
      if (Writer names = nameSection(parts.context); !names.bytes.empty()) {
        out.u8(customId);
        out.appendSized(names);
      }
    }
    section(parts, order, out);
    customSections(parts, order, false, out);
    if (order == SectionOrder::Last)
      break;
  }
  Assembled assembled;
  assembled.bytes = std::move(out.bytes);
  assembled.map = SourceMap(std::move(out.marks));
  return assembled;
}

}  // namespace wasmc::text
