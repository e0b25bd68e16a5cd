// Names of guest functions, from the section wasmc_names (rt/abi/Layout.h).
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::abi {
struct Scope;
}  // namespace wasmc::abi

namespace wasmc::rt {

// The guest functions that one code address lies in, from the innermost, which may have been inlined, to the one with the frame.
class FunctionNames {
public:
  // `pc` must be guest code.
  explicit FunctionNames(uint64_t pc);

  // Whether there is no function, or no further one; always in executables that were stripped of names.
  bool atEnd() const { return !scope; }
  // Untrusted bytes, to be escaped before they are shown. May be empty. Unless atEnd().
  StringView name() const;
  // To the function into which this one was inlined. Unless atEnd().
  void next();

private:
  template <typename T> const T *at(uint32_t offset) const { return reinterpret_cast<const T *>(table + offset); }
  const abi::Scope *scopeAt(uint32_t offset) const { return offset ? at<abi::Scope>(offset) : nullptr; }

  const uint8_t *table;  // abi::NameTable; null: there are no names
  const abi::Scope *scope;
};

}  // namespace wasmc::rt
