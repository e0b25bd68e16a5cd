// In place of exceptions/ObjectTypes.cpp: each plugin has types of its own.
#include "rt/exceptions/ObjectTypes.h"

#include "rt/host/Instance.h"

namespace wasmc::rt {

const abi::ObjectTypes *runningObjectTypes() { return runningInstance(hostThread).module->plugin->library->objects; }

}  // namespace wasmc::rt
