// Reading modules from files, in the binary or the text format.
#pragma once

#include "codegen/Codegen.h"
#include "frontend/text/Assembler.h"

#include <memory>
#include <optional>

namespace llvm {
class MemoryBuffer;
}  // namespace llvm

namespace wasmc {

// What a module's names and bodies borrow from.
struct ModuleSource {
  std::unique_ptr<llvm::MemoryBuffer> buffer;  // the file
  std::unique_ptr<text::Assembled> assembled;  // if that is text
  std::string path;                            // for messages

  std::string_view fileContents() const;
  // Of the file's byte: `app.wasm:0x1a3`, `app.wat:3:14`.
  std::string place(uint64_t offset) const;
  std::span<const uint8_t> binary() const;
};

struct LoadedProgram {
  std::vector<ModuleSource> sources;  // of the modules, in their order
  ProgramInput input;

  LoadedProgram();
  ~LoadedProgram();
  // Reads one more module's file; false after reporting what is wrong with it.
  bool read(const std::string &path, const std::string &importName);
  // Decodes all modules that were read; the same.
  bool decode(FeatureSet features);
  // Where in its file the byte of the module's binary form is, or comes from.
  std::string place(size_t module, uint64_t offset) const;

private:
  bool decode(size_t module, FeatureSet features);
};

}  // namespace wasmc
