#include "frontend/text/Printer.h"

#include "frontend/text/BodyPrinter.h"

#include <algorithm>

namespace wasmc::text {
namespace {

// A section as `(@custom ... (after func))` names it (specification, appendix "Custom Annotations"), and whether its text makes
// one.
struct SectionPlace {
  uint8_t id;
  std::string_view name;
  bool (*isThere)(const Module &);
};

template <typename Entity> bool definesAny(const std::vector<Entity> &entities) {
  return std::ranges::any_of(entities, [](const Entity &entity) { return !entity.import; });
}

// In the order of a module. The assembler decides by itself about a data count section: nothing is placed behind it.
constexpr SectionPlace sectionPlaces[] = {
    {1, "type", [](const Module &module) { return !module.groups.empty(); }},
    {2, "import", [](const Module &module) { return !module.imports.empty(); }},
    {3, "func", [](const Module &module) { return definesAny(module.functions); }},
    {4, "table", [](const Module &module) { return definesAny(module.tables); }},
    {5, "memory", [](const Module &module) { return definesAny(module.memories); }},
    {13, "tag", [](const Module &module) { return definesAny(module.tags); }},
    {6, "global", [](const Module &module) { return definesAny(module.globals); }},
    {7, "export", [](const Module &module) { return !module.exports.empty(); }},
    {8, "start", [](const Module &module) { return module.start.has_value(); }},
    {9, "elem", [](const Module &module) { return !module.elements.empty(); }},
    {12, "datacount", [](const Module &) { return false; }},
    {10, "code", [](const Module &module) { return definesAny(module.functions); }},
    {11, "data", [](const Module &module) { return !module.data.empty(); }},
};

// The place behind the section with that id, or behind the last one before it that is there.
std::string placeAfter(const Module &module, uint8_t id) {
  std::string place = "before first";
  for (const SectionPlace &section : sectionPlaces) {
    if (id == 0)
      break;
    if (section.isThere(module))
      place = fmt::format("after {}", section.name);
    if (section.id == id)
      break;
  }
  return place;
}

constexpr std::string_view externKeyword(ExternKind kind) {
  switch (kind) {
  case ExternKind::Func: return "func";
  case ExternKind::Table: return "table";
  case ExternKind::Memory: return "memory";
  case ExternKind::Global: return "global";
  case ExternKind::Tag: return "tag";
  }
  return "";
}

constexpr NameKind nameKind(ExternKind kind) {
  switch (kind) {
  case ExternKind::Func: return NameKind::Function;
  case ExternKind::Table: return NameKind::Table;
  case ExternKind::Memory: return NameKind::Memory;
  case ExternKind::Global: return NameKind::Global;
  case ExternKind::Tag: return NameKind::Tag;
  }
  return NameKind::Function;
}

class ModulePrinter {
public:
  explicit ModulePrinter(const Module &module)
      : module(module), identifiers(module), references(module, identifiers), bodies(references, out) {}

  Result<std::string> run() {
    put("(module{}", identifiers.define({NameKind::Module}, 0));
    for (const RecGroup &group : module.groups)
      recGroup(group);
    for (const Import &import : module.imports)
      put("\n  (import {} {} {})", quote(import.module), quote(import.name), definition(import.kind, import.index));
    definitions(ExternKind::Table, module.tables);
    definitions(ExternKind::Memory, module.memories);
    definitions(ExternKind::Tag, module.tags);
    definitions(ExternKind::Global, module.globals);
    for (const Export &entry : module.exports)
      put("\n  (export {} ({} {}))", quote(entry.name), externKeyword(entry.kind),
          references.index({nameKind(entry.kind)}, entry.index));
    if (module.start)
      put("\n  (start {})", references.index({NameKind::Function}, *module.start));
    for (uint32_t index = 0; index < module.elements.size(); ++index)
      element(index);
    definitions(ExternKind::Func, module.functions);
    for (uint32_t index = 0; index < module.data.size(); ++index)
      data(index);
    customs();
    out += "\n)\n";
    if (error)
      return std::unexpected(*std::move(error));
    return std::move(out);
  }

private:
  template <typename... Args> void put(fmt::format_string<Args...> format, Args &&...args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  }
  void check(Result<void> done) {
    if (!done && !error)
      error = std::move(done.error());
  }

  // --- Types

  void recGroup(const RecGroup &group) {
    bool isAlone = group.count == 1;
    if (!isAlone)
      out += "\n  (rec";
    for (uint32_t index = group.first; index < group.first + group.count; ++index) {
      put("\n{}(type{} ", isAlone ? "  " : "    ", identifiers.define({NameKind::Type}, index));
      subType(index);
      out += ')';
    }
    if (!isAlone)
      out += "\n  )";
  }

  void subType(uint32_t index) {
    const SubType &type = module.types[index];
    bool isPlain = type.isFinal && !type.supertype;
    if (!isPlain) {
      put("(sub{}", type.isFinal ? " final" : "");
      if (type.supertype)
        put(" {}", references.index({NameKind::Type}, *type.supertype));
      out += ' ';
    }
    if (const FuncType *function = type.function())
      put("(func{}{})", references.types("param", function->parameters), references.types("result", function->results));
    else if (const ArrayType *array = type.array())
      put("(array {})", fieldType(array->element));
    else
      structure(index, *type.structure());
    if (!isPlain)
      out += ')';
  }

  void structure(uint32_t type, const StructType &structure) {
    out += "(struct";
    for (uint32_t index = 0; index < structure.fields.size(); ++index)
      put(" (field{} {})", identifiers.define({NameKind::Field, type}, index), fieldType(structure.fields[index]));
    out += ')';
  }

  std::string fieldType(const FieldType &field) const {
    std::string type = field.packing == Packing::I8 ? "i8" : field.packing == Packing::I16 ? "i16" : references.type(field.type);
    return field.isMutable ? fmt::format("(mut {})", type) : type;
  }

  static std::string limits(const Limits &limits, ValueType addressType) {
    std::string text = addressType == ValueType::I64 ? "i64 " : "";
    text += std::to_string(limits.min);
    return limits.max ? fmt::format("{} {}", text, *limits.max) : text;
  }

  // --- What has an index space, as imported or defined, without the closing parenthesis

  std::string definition(ExternKind kind, uint32_t index) const {
    return fmt::format("({}{}{})", externKeyword(kind), identifiers.define({nameKind(kind)}, index), externType(kind, index));
  }

  std::string externType(ExternKind kind, uint32_t index) const {
    switch (kind) {
    case ExternKind::Func: return signature(index);
    case ExternKind::Table: {
      const TableType &type = module.tables[index].type;
      return fmt::format(" {} {}", limits(type.limits, type.addressType), references.type(type.element));
    }
    case ExternKind::Memory: return memoryType(module.memories[index].type);
    case ExternKind::Global: {
      const GlobalType &type = module.globals[index].type;
      return type.isMutable ? fmt::format(" (mut {})", references.type(type.type)) : " " + references.type(type.type);
    }
    case ExternKind::Tag: {
      uint32_t type = module.tags[index].typeIndex;
      return references.typeUse(type) + references.types("param", module.funcType(type).parameters);
    }
    }
    return "";
  }

  static std::string memoryType(const MemoryType &type) {
    return fmt::format(" {}{}{}", limits(type.limits, type.addressType), type.isShared ? " shared" : "",
                       type.pageSizeLog2 == 0 ? " (pagesize 1)" : "");
  }

  // The type's index says it all; parameters are repeated for their names, and for the reader.
  std::string signature(uint32_t function) const {
    const FuncType &type = module.functionType(function);
    std::string text = references.typeUse(module.functions[function].typeIndex);
    std::span<const ValueType> parameters = type.parameters;
    size_t unnamed = 0;  // the first of a run of parameters without names
    for (uint32_t index = 0; index < parameters.size(); ++index) {
      std::string name = identifiers.define({NameKind::Local, function}, index);
      if (name.empty())
        continue;
      text += references.types("param", parameters.subspan(unnamed, index - unnamed));
      text += fmt::format(" (param{} {})", name, references.type(parameters[index]));
      unnamed = index + 1;
    }
    return text + references.types("param", parameters.subspan(unnamed)) + references.types("result", type.results);
  }

  // Those that are not imported.
  template <typename Entity> void definitions(ExternKind kind, const std::vector<Entity> &entities) {
    for (uint32_t index = 0; index < entities.size(); ++index) {
      if (entities[index].import)
        continue;
      put("\n  ({}{}{}", externKeyword(kind), identifiers.define({nameKind(kind)}, index), externType(kind, index));
      contents(index, entities[index]);
      out += ')';
    }
  }
  void contents(uint32_t, const Memory &) {}
  void contents(uint32_t, const Tag &) {}
  void contents(uint32_t, const Global &global) { check(bodies.constant(global.initializer.code)); }
  void contents(uint32_t, const Table &table) {
    if (table.initializer)
      check(bodies.constant(table.initializer->code));
  }
  void contents(uint32_t index, const Function &) {
    check(bodies.function(index));
    out += "\n  ";
  }

  // --- Segments

  // ` (i32.const 0)`, or ` (offset ...)` around more than one instruction.
  void wrapped(std::string_view keyword, const ConstExpr &expression) {
    size_t start = out.size();
    check(bodies.constant(expression.code));
    if (std::string_view(out).substr(start).starts_with(" ("))
      return;
    out.insert(start, fmt::format(" ({}", keyword));
    out += ')';
  }

  void element(uint32_t index) {
    const ElementSegment &segment = module.elements[index];
    put("\n  (elem{}", identifiers.define({NameKind::Element}, index));
    if (segment.mode == SegmentMode::Declarative)
      out += " declare";
    if (segment.mode == SegmentMode::Active) {
      if (segment.table != 0)
        put(" (table {})", references.index({NameKind::Table}, segment.table));
      wrapped("offset", segment.offset);
    }
    if (auto *functions = std::get_if<std::vector<uint32_t>>(&segment.elements)) {
      out += " func";
      for (uint32_t function : *functions)
        put(" {}", references.index({NameKind::Function}, function));
    } else {
      put(" {}", references.type(segment.type));
      for (const ConstExpr &expression : std::get<std::vector<ConstExpr>>(segment.elements))
        wrapped("item", expression);
    }
    out += ')';
  }

  void data(uint32_t index) {
    const DataSegment &segment = module.data[index];
    put("\n  (data{}", identifiers.define({NameKind::Data}, index));
    if (segment.mode == SegmentMode::Active) {
      if (segment.memory != 0)
        put(" (memory {})", references.index({NameKind::Memory}, segment.memory));
      wrapped("offset", segment.offset);
    }
    put(" {})", bytes(segment.bytes));
  }

  static std::string bytes(std::span<const uint8_t> bytes) {
    return quote({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
  }

  // Names and branch hints stand where they belong already.
  void customs() {
    for (const CustomSection &section : module.customs) {
      if (section.name == "name" || section.name == "metadata.code.branch_hint")
        continue;
      put("\n  (@custom {} ({}) {})", quote(section.name), placeAfter(module, section.after), bytes(section.content.bytes));
    }
  }

  const Module &module;
  Identifiers identifiers;
  ReferencePrinter references;
  std::string out;
  BodyPrinter bodies;
  std::optional<Diagnostic> error;
};

}  // namespace

Result<std::string> printModule(const Module &module) { return ModulePrinter(module).run(); }

}  // namespace wasmc::text
