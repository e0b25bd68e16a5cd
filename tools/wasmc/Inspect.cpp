#include "tools/wasmc/Inspect.h"

#include "tools/common/OutputFile.h"
#include "tools/wasmc/Diagnostics.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>

namespace wasmc {
namespace {

namespace json = llvm::json;

std::optional<json::Object> describe(const InspectOptions &options) {
  // A file that can't be read is reported by the module's reader.
  if (auto contents = options.input == "-" ? std::unexpected(std::string()) : readFile(options.input);
      contents && isOutput(*contents)) {
    auto document = describeOutput(*contents);
    if (document)
      return std::move(*document);
    reportError(options.input, document.error());
    return std::nullopt;
  }
  FeatureSet features = FeatureSet::all();
  features.set(Feature::LegacyExceptions);
  LoadedProgram program;
  if (!program.read(options.input, "") || !program.decode(features))
    return std::nullopt;
  Result<json::Object> document = describeModule(program, options.threads);
  if (document)
    return std::move(*document);
  reportError(program.place(0, document.error().offset), document.error().message);
  return std::nullopt;
}

// --- Text

std::string escaped(llvm::StringRef text) {
  std::string shown;
  for (size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<uint8_t>(text[i]);
    bool isC1 = byte == 0xc2 && i + 1 < text.size() && static_cast<uint8_t>(text[i + 1]) < 0xa0;
    if (byte < 0x20 || byte == 0x7f || isC1)
      shown += fmt::format("\\x{:02x}", byte);
    else
      shown += text[i];
  }
  return shown;
}

// A value in one line: `text`; `a, b` for several; the values of an object's members.
std::string inOneLine(const json::Value &value, const std::vector<std::string_view> &members, std::string_view separator) {
  if (auto text = value.getAsString())
    return escaped(*text);
  if (auto number = value.getAsUINT64())
    return fmt::format("{}", *number);
  if (auto truth = value.getAsBoolean())
    return *truth ? "yes" : "no";
  std::string line;
  auto add = [&](const json::Value &part) {
    std::string text = inOneLine(part, {}, ", ");
    if (!line.empty() && !text.empty())
      line += separator;
    line += text;
  };
  if (const json::Array *array = value.getAsArray())
    for (const json::Value &element : *array)
      add(element);
  if (const json::Object *object = value.getAsObject())
    for (std::string_view member : members)
      if (const json::Value *part = object->get(llvm::StringRef(member)))
        add(*part);
  return line;
}

struct Row {
  std::string_view key, title;
  std::vector<std::string_view> members = {};  // of a list of objects, which takes a line each
};

// In the order in which they are shown; a document has some of them.
const std::vector<Row> &rows() {
  static const std::vector<Row> table = {
      {"kind", "kind"},
      {"size", "size"},
      {"compiler", "compiler"},
      {"llvm", "LLVM"},
      {"target", "target"},
      {"cpu", "CPU"},
      {"cpuFeatures", "CPU features needed"},
      {"optimization", "optimization"},
      {"bounds", "bounds"},
      {"deterministic", "deterministic"},
      {"countsFuel", "counts fuel"},
      {"strip", "stripped"},
      {"modules", "modules", {"importedAs", "file", "sha256"}},
      {"sha256", "SHA-256"},
      {"name", "name"},
      {"features", "features"},
      {"imports", "imports", {"module", "name", "type"}},
      {"exports", "exports", {"name", "type"}},
      {"memories", "memories", {"type"}},
      {"tables", "tables", {"type"}},
      {"start", "start function"},
      {"customSections", "custom sections", {"name", "size"}},
      {"producers", "producers", {"field", "values"}},
      {"wasiCalls", "WASI calls"},
      {"policy", "policy"},
      {"walls", "kernel walls"},
      {"systemCalls", "system calls", {"name", "only"}},
  };
  return table;
}

}  // namespace

std::string textOf(const json::Object &document) {
  json::Object flat = document;
  if (const json::Object *code = document.getObject("code"))
    for (const auto &[key, value] : *code)
      flat.try_emplace(key, value);
  std::string text;
  for (const Row &row : rows()) {
    const json::Value *value = flat.get(llvm::StringRef(row.key));
    if (!value)
      continue;
    const json::Array *list = value->getAsArray();
    if (row.members.empty() || !list) {
      std::string line = inOneLine(*value, {}, ", ");
      text += fmt::format("{}: {}\n", row.title, line.empty() ? "none" : line);
      continue;
    }
    text += list->empty() ? fmt::format("{}: none\n", row.title) : fmt::format("{}:\n", row.title);
    for (const json::Value &element : *list)
      text += fmt::format("  {}\n", inOneLine(element, row.members, "  "));
  }
  return text;
}

int inspect(const InspectOptions &options) {
  std::optional<json::Object> document = describe(options);
  if (!document)
    return statusRefused;
  if (options.asJson)
    fmt::print("{}\n", llvm::formatv("{0:2}", json::Value(std::move(*document))).str());
  else
    fmt::print("{}", textOf(*document));
  return 0;
}

}  // namespace wasmc
