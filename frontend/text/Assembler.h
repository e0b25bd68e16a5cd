// The text format's modules into the binary format (specification, 6): no validation, that is the binary reader's.
#pragma once

#include "frontend/Diagnostic.h"

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

  // Marks are added in ascending order of `binary`.
  void add(Mark mark) { marks.push_back(mark); }
  // Of the instruction, field or module that the byte belongs to.
  uint64_t sourceOffset(uint64_t binaryOffset) const;

private:
  std::vector<Mark> marks;
};

struct Assembled {
  std::vector<uint8_t> bytes;
  SourceMap map;
};

// A text that is one `(module ...)`, or the fields of one without the parentheses. Errors are offsets in the text.
Result<Assembled> assembleModule(std::string_view source);

// For scripts: the module whose parenthesis is next; `definition` may stand behind `module`. Leaves the cursor behind it.
Result<Assembled> assembleModule(Cursor &cursor);

}  // namespace wasmc::text
