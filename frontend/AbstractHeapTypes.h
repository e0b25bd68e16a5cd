// The abstract heap types and their hierarchies (specification, 3.3.3). Without any library: the runtime, which matches imports,
// uses it, too.
#pragma once

#include <stdint.h>

namespace wasmc {

struct AbstractHeapTypes {
  enum Type : uint32_t {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) name,
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
  };
};

constexpr bool abstractMatches(AbstractHeapTypes::Type sub, AbstractHeapTypes::Type super) {
  using enum AbstractHeapTypes::Type;
  switch (sub) {
  case None: return super == None || super == I31 || super == Struct || super == Array || super == Eq || super == Any;
  case I31:
  case Struct:
  case Array: return super == sub || super == Eq || super == Any;
  case Eq: return super == Eq || super == Any;
  case NoFunc: return super == NoFunc || super == Func;
  case NoExtern: return super == NoExtern || super == Extern;
  case NoExn: return super == NoExn || super == Exn;
  default: return sub == super;
  }
}

// The least type of the hierarchy that it belongs to.
constexpr AbstractHeapTypes::Type bottomOf(AbstractHeapTypes::Type type) {
  using enum AbstractHeapTypes::Type;
  switch (type) {
  case Func:
  case NoFunc: return NoFunc;
  case Extern:
  case NoExtern: return NoExtern;
  case Exn:
  case NoExn: return NoExn;
  default: return None;
  }
}

}  // namespace wasmc
