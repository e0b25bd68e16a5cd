#include "frontend/text/Identifiers.h"
#include "frontend/text/ModuleWriter.h"

namespace wasmc::text {
namespace {

void subsection(Writer &out, NameKind kind, const Writer &contents) {
  out.u8(static_cast<uint8_t>(kind));
  out.appendSized(contents);
}

void nameMap(Writer &out, const NameMap &names) {
  out.unsignedLeb(names.size());
  for (const auto &[index, name] : names) {
    out.unsignedLeb(index);
    out.name(name);
  }
}

void direct(Writer &out, NameKind kind, const NameMap &names) {
  if (names.empty())
    return;
  Writer contents;
  nameMap(contents, names);
  subsection(out, kind, contents);
}

void indirect(Writer &out, NameKind kind, const std::vector<std::pair<uint32_t, NameMap>> &owners) {
  if (owners.empty())
    return;
  Writer contents;
  contents.unsignedLeb(owners.size());
  for (const auto &[owner, names] : owners) {
    contents.unsignedLeb(owner);
    nameMap(contents, names);
  }
  subsection(out, kind, contents);
}

}  // namespace

Writer nameSection(Context &context) {
  Writer names;
  if (context.moduleName) {
    Writer contents;
    contents.name(*context.moduleName);
    subsection(names, NameKind::Module, contents);
  }
  direct(names, NameKind::Function, context.space(Space::Function).names);
  indirect(names, NameKind::Local, context.localNames);
  indirect(names, NameKind::Label, context.labelNames);
  direct(names, NameKind::Type, context.space(Space::Type).names);
  direct(names, NameKind::Table, context.space(Space::Table).names);
  direct(names, NameKind::Memory, context.space(Space::Memory).names);
  direct(names, NameKind::Global, context.space(Space::Global).names);
  direct(names, NameKind::Element, context.space(Space::Element).names);
  direct(names, NameKind::Data, context.space(Space::Data).names);
  indirect(names, NameKind::Field, context.fieldNames);
  direct(names, NameKind::Tag, context.space(Space::Tag).names);
  Writer section;
  if (names.bytes.empty())
    return section;
  section.name("name");
  section.raw(names.bytes);
  return section;
}

}  // namespace wasmc::text
