// Reading modules from files.
#pragma once

#include "codegen/Codegen.h"

#include <memory>
#include <optional>

namespace llvm {
class MemoryBuffer;
}  // namespace llvm

namespace wasmc {

// Keeps the bytes that the modules borrow.
struct LoadedProgram {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> buffers;
  ProgramInput input;

  LoadedProgram();
  ~LoadedProgram();
  // Reads and decodes one more module; false after reporting what is wrong with it.
  bool add(const std::string &path, const std::string &importName, FeatureSet features);
};

}  // namespace wasmc
