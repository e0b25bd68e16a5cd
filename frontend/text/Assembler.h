// The text format's modules into the binary format (specification, 6): no validation, that is the binary reader's.
#pragma once

#include "frontend/Diagnostic.h"
#include "frontend/Features.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace wasmc::text {

class Cursor;

// Where the bytes of an assembled module come from.
class SourceMap {
public:
  struct Mark {
    uint32_t binary;  // offsets: in the module,
    uint32_t source;  // and in the text
  };

  SourceMap() = default;
  // In ascending order of `binary`.
  explicit SourceMap(std::vector<Mark> marks) : marks(std::move(marks)) {}
  // Of the instruction, field or module that the byte belongs to.
  uint64_t sourceOffset(uint64_t binaryOffset) const;

private:
  std::vector<Mark> marks;
};

struct Assembled {
  std::vector<uint8_t> bytes;
  SourceMap map;
};

// A text that is one `(module ...)`, or the fields of one without the parentheses. Errors are offsets in the text. Features matter
// only where they change what is malformed (sizes are of 32 bits without memory64); a module that needs others is assembled, too.
Result<Assembled> assembleModule(std::string_view source, FeatureSet features = FeatureSet::all());

// For scripts: the module whose parenthesis is next; `definition` may stand behind `module`. Leaves the cursor behind it. Without
// a parenthesis the fields up to the end.
Result<Assembled> assembleModule(Cursor &cursor, FeatureSet features);

}  // namespace wasmc::text
