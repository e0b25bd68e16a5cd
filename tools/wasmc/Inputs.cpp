#include "tools/wasmc/Inputs.h"

#include "tools/wasmc/Diagnostics.h"

#include <llvm/Support/MemoryBuffer.h>

namespace wasmc {

LoadedProgram::LoadedProgram() = default;
LoadedProgram::~LoadedProgram() = default;

bool LoadedProgram::add(const std::string &path, const std::string &importName, FeatureSet features) {
  std::string shown = path == "-" ? "<stdin>" : path;
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer) {
    reportError(shown, buffer.getError().message());
    return false;
  }
  llvm::StringRef bytes = (*buffer)->getBuffer();
  buffers.push_back(std::move(*buffer));
  auto module = decodeModule({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}, features);
  if (!module) {
    reportError(shown, module.error());
    return false;
  }
  for (const Diagnostic &warning : module->warnings)
    reportWarning(shown, warning);
  input.modules.push_back({shown, importName, std::move(*module)});
  return true;
}

}  // namespace wasmc
