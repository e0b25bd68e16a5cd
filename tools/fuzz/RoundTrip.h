// What the targets for the text format share.
#pragma once

#include "frontend/Module.h"
#include "frontend/text/Assembler.h"
#include "frontend/text/Printer.h"
#include <cstdio>

namespace wasmc {

// A valid module is printed and assembled; the result must be valid, and have the same text.
inline void checkRoundTrip(std::span<const uint8_t> bytes) {
  constexpr const char *everything = "all,+legacy-exceptions";
  static const FeatureSet features = *FeatureSet::parse(everything);
  Result<Module> module = decodeModule(bytes, features);
  if (!module)
    return;
  Result<std::string> printed = text::printModule(*module);
  if (!validateFunctions(*module))
    return;
  auto mustHold = [](bool holds, const char *what) {
    if (holds)
      return;
    std::fprintf(stderr, "the round trip fails: %s\n", what);
    __builtin_trap();
  };
  mustHold(printed.has_value(), "the module has no text");
  Result<text::Assembled> assembled = text::assembleModule(*printed);
  mustHold(assembled.has_value(), "the text is refused");
  Result<Module> copy = decodeModule(assembled->bytes, features);
  mustHold(copy && validateFunctions(*copy), "the text's module is invalid");
  Result<std::string> again = text::printModule(*copy);
  mustHold(again && *again == *printed, "the text's module has another text");
}

}  // namespace wasmc
