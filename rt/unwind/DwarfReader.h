// Reads the primitive encodings of DWARF and .eh_frame from bytes in memory and never past their end: the first read that would
// go past it fails, and every later one yields zero. Callers test ok() once, after a group of reads.
// Sources: DWARF 5, section 7.6 (LEB128); Linux Standard Base Core 5.0, section 10.5 (DW_EH_PE encodings).
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// DW_EH_PE_*: the low four bits tell a pointer's format, the next three what it is relative to.
inline constexpr uint8_t pointerFormatMask = 0x0f;
inline constexpr uint8_t pointerBaseMask = 0x70;
inline constexpr uint8_t pointerBaseIsPc = 0x10;
inline constexpr uint8_t pointerOmitted = 0xff;

class DwarfReader {
public:
  DwarfReader() = default;
  DwarfReader(const uint8_t *begin, const uint8_t *end) : at(begin), end(end) {}

  bool ok() const { return !failed; }
  bool atEnd() const { return failed || at == end; }
  const uint8_t *position() const { return at; }

  // An unsigned or signed little-endian integer of T's size, at any alignment.
  template <typename T> T fixed() {
    T value{};
    if (const uint8_t *bytes = take(sizeof(T)))
      __builtin_memcpy(&value, bytes, sizeof(T));
    return value;
  }

  uint64_t uleb128();
  int64_t sleb128();

  // An address stored in one of the DW_EH_PE encodings that clang and lld write: absolute or relative to its own place. Of an
  // indirect one this is the address of the pointer.
  uint64_t encodedPointer(uint8_t encoding);
  // The same without its base: a length, which shares the format of the address before it.
  uint64_t encodedNumber(uint8_t encoding);

  // The next `size` bytes as a reader of their own; this one continues behind them.
  DwarfReader block(uint64_t size);

  void fail() { failed = true; }

private:
  const uint8_t *take(uint64_t size);

  const uint8_t *at = nullptr;
  const uint8_t *end = nullptr;
  bool failed = false;
};

}  // namespace wasmc::rt
