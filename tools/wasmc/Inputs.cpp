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

bool LoadedProgram::read(const std::string &path, const std::string &importName) {
  std::string shown = path == "-" ? "<stdin>" : path;
  // Volatile: read, not mapped, so that what the cache has identified stays what is compiled.
  auto buffer = path == "-"
                    ? llvm::MemoryBuffer::getSTDIN()
                    : llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!buffer) {
    reportError(shown, buffer.getError().message());
    return false;
  }
  sources.push_back({std::move(*buffer), nullptr, shown});
  input.modules.push_back({shown, importName, Module{}});
  return true;
}

bool LoadedProgram::decode(FeatureSet features) {
  for (size_t m = 0; m < sources.size(); ++m)
    if (!decode(m, features))
      return false;
  return true;
}

bool LoadedProgram::decode(size_t number, FeatureSet features) {
  ModuleSource &source = sources[number];
  if (isText(source.fileContents(), source.path)) {
    Result<text::Assembled> assembled = text::assembleModule(source.fileContents(), features);
    if (!assembled) {
      reportError(source.place(assembled.error().offset), assembled.error().message);
      return false;
    }
    source.assembled = std::make_unique<text::Assembled>(std::move(*assembled));
  }
  auto module = decodeModule(source.binary(), features);
  if (!module) {
    reportError(place(number, module.error().offset), module.error().message);
    return false;
  }
  for (const Diagnostic &warning : module->warnings)
    reportWarning(place(number, warning.offset), warning.message);
  input.modules[number].module = std::move(*module);
  return true;
}

std::string LoadedProgram::place(size_t module, uint64_t offset) const {
  const ModuleSource &source = sources[module];
  return source.place(source.assembled ? source.assembled->map.sourceOffset(offset) : offset);
}

}  // namespace wasmc
