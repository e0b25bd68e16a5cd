// Numbers as policy options spell them. Nothing but digits and a unit is accepted: no sign, no blank, no fraction.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt::sandbox {

// Each answers false, and leaves `value` alone, when the text is not one or the number is out of range.

// `42`: 1 to `most`.
bool parseCount(StringView text, uint64_t most, uint64_t &value);

// `65536`, `512K`, `64M`, `2G`, `1T`, also `64MiB`: bytes, 1 to 2^63 - 1. Units are powers of 1024.
bool parseSize(StringView text, uint64_t &value);

// `100us`, `500ms`, `10s`, `2m`, `1h`: nanoseconds, at least a microsecond and at most some 292 years. The unit is obligatory.
bool parseDuration(StringView text, uint64_t &value);

// `0` to `65535`.
bool parsePort(StringView text, uint16_t &value);

}  // namespace wasmc::rt::sandbox
