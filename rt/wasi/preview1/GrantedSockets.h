// The sockets that the policy grants.
#pragma once

#include "rt/sandbox/Policy.h"

namespace wasmc::rt::wasi {

// Opens the listeners, then the connections, each as the next free descriptor, or ends the process with status 125.
void openGrantedSockets(const sandbox::Policy &policy);

}  // namespace wasmc::rt::wasi
