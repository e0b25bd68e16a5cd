// Types of what can be imported and exported, as wasmc.h writes them.
#pragma once

#include "rt/abi/Module.h"
#include "rt/host/Text.h"
#include "rt/include/wasmc/wasmc.h"

namespace wasmc::rt {

// `types` are those of the library that the type is of.
wasmc_kind kindOf(const abi::ValueType &type, const abi::TypeDesc *types);
wasmc_extern_kind externKindOf(abi::ExternKind kind);

// "(i32, i32) -> (i64)"
Text functionText(const abi::TypeDesc &type);
// "(i32) -> ()", "table 10 funcref", "memory 1 16", "mut i32", "tag (i32)"
Text typeText(const abi::ExternType &type, const abi::TypeDesc *types);
// The same with what it is in front, unless the text says so itself: "function (i32) -> ()", "global mut i32".
Text describeType(const abi::ExternType &type, const abi::TypeDesc *types);

// Whether both are the same but for blanks.
bool isSameText(StringView a, StringView b);

// Types that a host defines: "memory 1 16 shared", "memory i64 1", "mut i64", "f32". False if the text is none.
bool parseMemoryType(StringView text, abi::ExternType &type);
bool parseGlobalType(StringView text, abi::ExternType &type);

}  // namespace wasmc::rt
