// The commands of a script as the bytes that a test executable carries: written by CommandWriter on the host, read by the driver.
//
//   script   = instances:u32 threads:u32 command*
//   command  = number:u32 code:u8, then by code
//     Instantiate                    instance:u32 link
//     AssertUninstantiable           link text:string
//     AssertUnlinkable               link text:string
//     Action                         action
//     AssertReturn                   action count:u32 pattern*
//     AssertTrap, AssertExhaustion   action text:string
//     AssertException                action
//     Thread                         thread:u32 size:u32, the commands that it performs
//     Wait                           thread:u32
//   link     = module:u32 count:u32 instance:u32*     what provides each import, noInstance if nothing does
//   action   = get:u8 instance:u32 name:string count:u32 value*
//   value    = kind:u8 bits:16 bytes                  a number's upper bytes are zero; a host's reference has its number
//   pattern  = kind:u8, then by kind
//     numbers      laneSize:u8 count:u8 (nan:u8 bits:u64)*
//     ExternRef, HostRef   isAny:u8 number:u64
//     Either       count:u32 pattern*
//   string   = size:u32 bytes
//
// Integers are little-endian and not aligned. Which instance an identifier or a registered name means is settled by the host: a
// script's commands run in order, so that it depends on the commands before it alone. A thread has names of its own.
#pragma once

#include <stdint.h>

namespace wasmc::driver {

enum class CommandCode : uint8_t {
  Instantiate,
  AssertUninstantiable,
  AssertUnlinkable,
  Action,
  AssertReturn,
  AssertTrap,
  AssertExhaustion,
  AssertException,
  Thread,
  Wait,
};

inline constexpr uint32_t noInstance = UINT32_MAX;

// More than any script has; so many instance numbers fit on any stack.
inline constexpr uint32_t maxImports = 1024;

enum class ValueCode : uint8_t { I32, I64, F32, F64, V128, NullRef, ExternRef, HostRef };

enum class PatternCode : uint8_t {
  I32,
  I64,
  F32,
  F64,
  V128,
  NullRef,
  ExternRef,
  HostRef,  // a host's, seen as one of the `any` hierarchy
  FuncRef,  // any but null, as the next six
  AnyRef,
  EqRef,
  I31Ref,
  StructRef,
  ArrayRef,
  ExnRef,
  Either,
};

enum class NanCode : uint8_t { No, Canonical, Arithmetic };

}  // namespace wasmc::driver
