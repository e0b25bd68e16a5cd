// The bytes that types begin with (specification, 5.3). Those of abstract heap types are in HeapTypes.def. All of them read as
// negative numbers in signed LEB128, which tells them from type indices.
#pragma once

#include <cstdint>

namespace wasmc {

enum TypeCode : uint8_t {
  codeI32 = 0x7F,
  codeI64 = 0x7E,
  codeF32 = 0x7D,
  codeF64 = 0x7C,
  codeV128 = 0x7B,
  codeI8 = 0x78,   // packed, in fields only
  codeI16 = 0x77,  // packed
  codeFuncref = 0x70,
  codeRef = 0x64,      // (ref ht), the heap type follows
  codeRefNull = 0x63,  // (ref null ht)
  codeFunc = 0x60,
  codeStruct = 0x5F,
  codeArray = 0x5E,
  codeSub = 0x50,
  codeSubFinal = 0x4F,
  codeRec = 0x4E,
  codeEmpty = 0x40,  // a block type without a result
};

// Stands in front of a table's type when an initializer follows it (5.5.7); a zero byte comes in between.
inline constexpr uint8_t codeTableWithInitializer = 0x40;

// Bits of the byte in front of limits: of the specification, and of the proposals for threads and for custom page sizes.
enum LimitsFlag : uint8_t { hasMaximum = 1, isShared = 2, is64Bit = 4, hasPageSize = 8 };

}  // namespace wasmc
