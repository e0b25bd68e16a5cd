// The threads that wait for memory to change (memory.atomic.wait).
#pragma once

namespace wasmc::rt {

// After a fork, in the child: nobody waits.
void forgetWaiters();

}  // namespace wasmc::rt
