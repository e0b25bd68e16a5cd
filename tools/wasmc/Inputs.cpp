#include "tools/wasmc/Inputs.h"

#include "frontend/text/Position.h"
#include "tools/wasmc/Diagnostics.h"

#include <fmt/format.h>
#include <llvm/Support/MemoryBuffer.h>

namespace wasmc {
namespace {

// Told by the content: a text begins with a parenthesis or a comment, behind white space. A file with nothing in it is a module
// without fields if its name says that it is text.
bool isText(std::string_view contents, std::string_view path) {
  size_t first = contents.find_first_not_of(" \t\r\n");
  return first == contents.npos ? path.ends_with(".wat") : contents[first] == '(' || contents[first] == ';';
}

}  // namespace

std::string_view ModuleSource::fileContents() const { return buffer->getBuffer(); }

std::span<const uint8_t> ModuleSource::binary() const {
  if (assembled)
    return assembled->bytes;
  std::string_view contents = fileContents();
  return {reinterpret_cast<const uint8_t *>(contents.data()), contents.size()};
}

std::string ModuleSource::place(uint64_t offset) const {
  if (!isText(fileContents(), path))
    return fmt::format("{}:0x{:x}", path, offset);
  text::Position position = text::positionOf(fileContents(), offset);
  return fmt::format("{}:{}:{}", path, position.line, position.column);
}

LoadedProgram::LoadedProgram() = default;
LoadedProgram::~LoadedProgram() = default;

bool LoadedProgram::add(const std::string &path, const std::string &importName, FeatureSet features) {
  std::string shown = path == "-" ? "<stdin>" : path;
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer) {
    reportError(shown, buffer.getError().message());
    return false;
  }
  sources.push_back({std::move(*buffer), nullptr, shown});
  ModuleSource &source = sources.back();
  if (isText(source.fileContents(), path)) {
    Result<text::Assembled> assembled = text::assembleModule(source.fileContents(), features);
    if (!assembled) {
      reportError(source.place(assembled.error().offset), assembled.error().message);
      return false;
    }
    source.assembled = std::make_unique<text::Assembled>(std::move(*assembled));
  }
  auto module = decodeModule(source.binary(), features);
  if (!module) {
    reportError(place(sources.size() - 1, module.error().offset), module.error().message);
    return false;
  }
  for (const Diagnostic &warning : module->warnings)
    reportWarning(place(sources.size() - 1, warning.offset), warning.message);
  input.modules.push_back({shown, importName, std::move(*module)});
  return true;
}

std::string LoadedProgram::place(size_t module, uint64_t offset) const {
  const ModuleSource &source = sources[module];
  return source.place(source.assembled ? source.assembled->map.sourceOffset(offset) : offset);
}

}  // namespace wasmc
