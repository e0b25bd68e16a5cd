// Which objects the code that is running makes.
#pragma once

#include "rt/abi/Gc.h"

namespace wasmc::rt {

// Null: none.
const abi::ObjectTypes *runningObjectTypes();

}  // namespace wasmc::rt
