// Custom sections of tools: what the code was made by, what it uses, how it wants to be linked and laid out.
#include "frontend/sections/Custom.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

void readHintsOfFunction(Reader &reader, Module &module, uint32_t function) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    BranchHint hint{function, reader.u32(), false};
    uint32_t size = reader.u32();
    uint8_t value = reader.u8();
    hint.isLikely = value == 1;
    if (size != 1 || value > 1)
      reader.fail(at, "a branch hint is one byte, 0 or 1");
    const std::vector<BranchHint> &hints = module.branchHints;
    if (!hints.empty() && hints.back().function == function && hints.back().offset >= hint.offset)
      reader.fail(at, "branch hints must be in the order of the code");
    if (reader.ok())
      module.branchHints.push_back(hint);
  }
}

void skipNames(Reader &reader, Module &, uint8_t) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    reader.name();
}

// Sizes and alignments (as powers of two) of memory, then of table.
void skipMemoryInfo(Reader &reader, Module &, uint8_t) {
  for (int i = 0; i < 4; ++i)
    reader.u32();
}

void skipExportInfo(Reader &reader, Module &, uint8_t) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    reader.name();
    reader.u32();  // flags
  }
}

void skipImportInfo(Reader &reader, Module &, uint8_t) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    reader.name();
    reader.name();
    reader.u32();  // flags
  }
}

SubsectionReader dynamicLinkingReader(uint8_t id) {
  switch (id) {
  case 1: return skipMemoryInfo;
  case 2: return skipNames;  // needed libraries
  case 3: return skipExportInfo;
  case 4: return skipImportInfo;
  case 5: return skipNames;  // run-time path
  default: return nullptr;
  }
}

}  // namespace

// Branch hinting proposal, "Binary format".
void readBranchHints(Reader &reader, Module &module) {
  uint64_t start = reader.offset();
  if (!module.branchHints.empty())
    return reader.fail(start, "a second one");
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint32_t function = reader.u32();
    if (function >= module.functions.size() || module.functions[function].import)
      reader.fail(at, fmt::format("unknown function {}", function));
    if (!module.branchHints.empty() && module.branchHints.back().function >= function)
      reader.fail(at, "branch hints must be in the order of the functions");
    readHintsOfFunction(reader, module, function);
  }
}

// Each name has `+` (used) or `-` (must not be used) in front.
void readTargetFeatures(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint8_t prefix = reader.u8();
    std::string_view name = reader.name();
    if (prefix != '+' && prefix != '-' && prefix != '=')
      reader.fail(at, fmt::format("unknown prefix 0x{:02x}", prefix));
    if (reader.ok() && prefix != '-')
      module.targetFeatures.push_back(name);
  }
}

void readProducers(Reader &reader, Module &) {
  uint32_t fields = reader.count();
  for (uint32_t i = 0; i < fields && reader.ok(); ++i) {
    reader.name();
    uint32_t values = reader.count();
    for (uint32_t j = 0; j < values && reader.ok(); ++j) {
      reader.name();
      reader.name();  // version
    }
  }
}

void readDynamicLinking(Reader &reader, Module &module) { readSubsections(reader, module, dynamicLinkingReader); }

}  // namespace wasmc::sections
