// The second wall: what the kernel refuses to this process from now on, whatever the guest made of the runtime.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Span.h"
#include "rt/core/StackBounds.h"
#include "rt/sandbox/Policy.h"

namespace wasmc::rt::sandbox {

// Of all files, those below `directory` (a descriptor, borrowed) stay within reach. To be called for each granted directory, before
// enterKernelSandbox().
void keepTree(int directory, bool readOnly);

struct Surroundings {
  Span<const abi::MemoryDesc> memories;
  StackBounds mappedStack;  // empty where the guest runs on the kernel's
};

// Puts up, for good, what the kernel has of: no_new_privs, MDWE, mseal, Landlock, seccomp. To be called when all that the policy grants
// is open, right before guest code runs. What the kernel lacks is left out, or, if the policy requires it, ends the process with
// status 125 and a message that names it. Without effect in an executable that has no filter (tests of the runtime).
void enterKernelSandbox(const Policy &policy, const Surroundings &surroundings);

}  // namespace wasmc::rt::sandbox
