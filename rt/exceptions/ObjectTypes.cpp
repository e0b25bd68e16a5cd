#include "rt/exceptions/ObjectTypes.h"

extern "C" {
// Defined by generated code, in a program that has objects.
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::ObjectTypes wasmc_object_types;
}

namespace wasmc::rt {

const abi::ObjectTypes *runningObjectTypes() { return &wasmc_object_types; }

}  // namespace wasmc::rt
