#include "frontend/text/ModuleParser.h"

#include "frontend/Opcode.h"

#include <fmt/format.h>

namespace wasmc::text {
namespace {

// What modules import, export and define.
struct ExternKeyword {
  std::string_view keyword;
  std::string_view noun;
  ExternKind kind;
  Space space;
};
constexpr ExternKeyword externKeywords[] = {{"func", "function", ExternKind::Func, Space::Function},
                                            {"table", "table", ExternKind::Table, Space::Table},
                                            {"memory", "memory", ExternKind::Memory, Space::Memory},
                                            {"global", "global", ExternKind::Global, Space::Global},
                                            {"tag", "tag", ExternKind::Tag, Space::Tag}};

const ExternKeyword &externKeyword(ExternKind kind) { return externKeywords[static_cast<size_t>(kind)]; }

}  // namespace

void ModuleParser::parse() {
  uint32_t begin = cursor.tell();
  std::optional<std::string> name = context.annotations.takeName();
  if (name)
    context.moduleName = name;
  if (name && context.annotations.takeName())
    cursor.fail("@name annotation: multiple module names");
  scan();
  defineTypes();
  while (cursor.ok() && cursor.at(TokenKind::LeftParen)) {
    takeCustoms();
    field();
  }
  takeCustoms();
  uint32_t end = cursor.tell();
  context.annotations.expectNone(AnnotationKind::Name, begin, end, "misplaced @name annotation");
  context.annotations.expectNone(AnnotationKind::Custom, begin, end, "misplaced @custom annotation");
  context.annotations.expectNone(AnnotationKind::BranchHint, begin, end,
                                 "@metadata.code.branch_hint annotation: not in a function");
}

void ModuleParser::takeCustoms() {
  while (std::optional<CustomSection> custom = context.annotations.takeCustom())
    parts.customs.push_back(*std::move(custom));
}

void ModuleParser::field() {
  struct Field {
    std::string_view keyword;
    void (ModuleParser::*parse)();
  };
  constexpr Field fields[] = {
      {"func", &ModuleParser::function}, {"import", &ModuleParser::import}, {"export", &ModuleParser::exportField},
      {"global", &ModuleParser::global}, {"table", &ModuleParser::table},   {"memory", &ModuleParser::memory},
      {"elem", &ModuleParser::element},  {"data", &ModuleParser::data},     {"tag", &ModuleParser::tag},
      {"start", &ModuleParser::start}};
  if (cursor.atGroup("type") || cursor.atGroup("rec"))
    return cursor.skipGroup();  // the first pass has read it
  for (const Field &entry : fields)
    if (cursor.takeGroup(entry.keyword)) {
      (this->*entry.parse)();
      return cursor.close();
    }
  cursor.failUnexpected();
}

// The section, for an entry that begins with the field around the next token.
Section &ModuleParser::begin(SectionOrder which) {
  Section &section = parts.section(which);
  section.entries.mark(cursor.peek().offset);
  ++section.count;
  return section;
}

void ModuleParser::exportField() {
  std::string name = cursor.name();
  cursor.expect(TokenKind::LeftParen);
  for (const ExternKeyword &kind : externKeywords)
    if (cursor.takeKeyword(kind.keyword)) {
      exportEntry(name, kind.kind, context.index(kind.space));
      return cursor.close();
    }
  cursor.failUnexpected();
}

void ModuleParser::exportEntry(std::string_view name, ExternKind kind, uint32_t index) {
  Section &section = begin(SectionOrder::Export);
  section.entries.name(name);
  section.entries.u8(static_cast<uint8_t>(kind));
  section.entries.unsignedLeb(index);
}

void ModuleParser::start() {
  if (parts.section(SectionOrder::Start).count != 0)
    return cursor.fail("multiple start sections");
  begin(SectionOrder::Start).entries.unsignedLeb(context.index(Space::Function));
}

void ModuleParser::import() {
  Section &section = importNames();
  cursor.expect(TokenKind::LeftParen);
  for (const ExternKeyword &kind : externKeywords)
    if (cursor.takeKeyword(kind.keyword)) {
      context.skipId();
      importType(kind.kind, nextIndex(kind.space), section.entries);
      return cursor.close();
    }
  cursor.failUnexpected();
}

Section &ModuleParser::importNames() {
  if (lastDefinition)
    cursor.fail(fmt::format("import after {} definition", externKeyword(*lastDefinition).noun));
  Section &section = begin(SectionOrder::Import);
  section.entries.name(cursor.name());
  section.entries.name(cursor.name());
  return section;
}

void ModuleParser::importType(ExternKind kind, uint32_t index, Writer &out) {
  out.u8(static_cast<uint8_t>(kind));
  LocalScope parameters;
  switch (kind) {
  case ExternKind::Func: out.unsignedLeb(types.typeUse(&parameters)); break;
  case ExternKind::Table: types.tableType(out); break;
  case ExternKind::Memory: types.memoryType(out); break;
  case ExternKind::Global: types.globalType(out); break;
  case ExternKind::Tag:
    out.u8(0);  // the attribute: an exception
    out.unsignedLeb(types.typeUse(&parameters));
    break;
  }
  if (kind == ExternKind::Func && !parameters.names.empty())
    context.localNames.emplace_back(index, std::move(parameters.names));
}

bool ModuleParser::inlineForms(ExternKind kind) {
  uint32_t index = nextIndex(externKeyword(kind).space);
  context.skipId();
  while (cursor.takeGroup("export")) {
    exportEntry(cursor.name(), kind, index);
    cursor.close();
  }
  if (cursor.takeGroup("import")) {
    Section &section = importNames();
    cursor.close();
    importType(kind, index, section.entries);
    return true;
  }
  lastDefinition = kind;
  return false;
}

void ModuleParser::global() {
  if (inlineForms(ExternKind::Global))
    return;
  Section &section = begin(SectionOrder::Global);
  types.globalType(section.entries);
  constant(section.entries);
}

void ModuleParser::tag() {
  if (inlineForms(ExternKind::Tag))
    return;
  Section &section = begin(SectionOrder::Tag);
  LocalScope parameters;
  section.entries.u8(0);  // the attribute: an exception
  section.entries.unsignedLeb(types.typeUse(&parameters));
}

void ModuleParser::constant(Writer &out) {
  FunctionContext none;
  InstructionParser(context, none, out).sequence();
  out.u8(static_cast<uint8_t>(info(Op::end).encoding));
}

void ModuleParser::foldedConstant(Writer &out) {
  FunctionContext none;
  InstructionParser(context, none, out).folded();
  out.u8(static_cast<uint8_t>(info(Op::end).encoding));
}

void ModuleParser::function() {
  uint32_t first = cursor.tell();
  uint32_t index = nextIndices[static_cast<size_t>(Space::Function)];
  if (inlineForms(ExternKind::Func))
    return;
  FunctionContext function;
  uint32_t parameterCount = 0;
  uint32_t type = types.typeUse(&function.locals, &parameterCount);
  begin(SectionOrder::Function).entries.unsignedLeb(type);
  Writer body;
  locals(function, parameterCount, body);
  InstructionParser(context, function, body).sequence();
  body.mark(cursor.peek().offset);
  body.u8(static_cast<uint8_t>(info(Op::end).encoding));
  begin(SectionOrder::Code).entries.appendSized(body);
  context.annotations.expectNone(AnnotationKind::BranchHint, first, cursor.tell(),
                                 "@metadata.code.branch_hint annotation: invalid target");
  if (!function.hints.empty())
    parts.hints.push_back({index, std::move(function.hints)});
  if (!function.locals.names.empty())
    context.localNames.emplace_back(index, std::move(function.locals.names));
  if (!function.labels.names.empty())
    context.labelNames.emplace_back(index, std::move(function.labels.names));
}

// Locals, encoded as runs of equal types.
void ModuleParser::locals(FunctionContext &function, uint32_t parameterCount, Writer &out) {
  uint32_t index = parameterCount;
  uint32_t runs = 0;
  uint32_t runLength = 0;
  Writer runType, encoded;
  auto endRun = [&] {
    if (runLength == 0)
      return;
    encoded.unsignedLeb(std::exchange(runLength, 0));
    encoded.raw(runType.bytes);
    ++runs;
  };
  auto local = [&] {
    Writer type;
    types.valueType(type);
    if (type.bytes != runType.bytes)
      endRun();
    runType = std::move(type);
    ++runLength;
    ++index;
  };
  while (cursor.takeGroup("local")) {
    if (context.atNamed()) {
      context.defineId(function.locals.ids, function.locals.names, index, "local");
      local();
    } else {
      while (cursor.ok() && !cursor.at(TokenKind::RightParen))
        local();
    }
    cursor.close();
  }
  endRun();
  out.unsignedLeb(runs);
  out.raw(encoded.bytes);
}

}  // namespace wasmc::text
