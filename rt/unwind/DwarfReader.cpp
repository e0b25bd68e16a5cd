#include "rt/unwind/DwarfReader.h"

namespace wasmc::rt {

const uint8_t *DwarfReader::take(uint64_t size) {
  if (failed || size > static_cast<uint64_t>(end - at)) {
    failed = true;
    return nullptr;
  }
  const uint8_t *taken = at;
  at += size;
  return taken;
}

uint64_t DwarfReader::uleb128() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    uint8_t byte = fixed<uint8_t>();
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return value;
  }
  fail();
  return 0;
}

int64_t DwarfReader::sleb128() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64;) {
    uint8_t byte = fixed<uint8_t>();
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80)
      continue;
    if ((byte & 0x40) && shift < 64)
      value |= ~uint64_t{0} << shift;
    return static_cast<int64_t>(value);
  }
  fail();
  return 0;
}

uint64_t DwarfReader::encodedNumber(uint8_t encoding) {
  switch (encoding & pointerFormatMask) {
  case 0x00:  // DW_EH_PE_absptr
  case 0x04:  // DW_EH_PE_udata8
  case 0x0c:  // DW_EH_PE_sdata8
    return fixed<uint64_t>();
  case 0x01:  // DW_EH_PE_uleb128
    return uleb128();
  case 0x02:  // DW_EH_PE_udata2
    return fixed<uint16_t>();
  case 0x03:  // DW_EH_PE_udata4
    return fixed<uint32_t>();
  case 0x09:  // DW_EH_PE_sleb128
    return static_cast<uint64_t>(sleb128());
  case 0x0a:  // DW_EH_PE_sdata2
    return static_cast<uint64_t>(int64_t{fixed<int16_t>()});
  case 0x0b:  // DW_EH_PE_sdata4
    return static_cast<uint64_t>(int64_t{fixed<int32_t>()});
  default: fail(); return 0;
  }
}

uint64_t DwarfReader::encodedPointer(uint8_t encoding) {
  uint64_t place = reinterpret_cast<uint64_t>(at);
  uint64_t value = encodedNumber(encoding);
  switch (encoding & pointerBaseMask) {
  case 0: return value;
  case pointerBaseIsPc: return value == 0 ? 0 : place + value;  // zero means "none", whatever it is relative to
  default: fail(); return 0;
  }
}

DwarfReader DwarfReader::block(uint64_t size) {
  const uint8_t *begin = take(size);
  DwarfReader inner(begin, begin ? begin + size : nullptr);
  inner.failed = failed;
  return inner;
}

}  // namespace wasmc::rt
