// prctl(2): what a process gives up for good.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/prctl.h>

namespace wasmc::rt::sys {

// No execve(2) grants more than the process has; what seccomp and Landlock ask for.
inline Result<void> setNoNewPrivileges() { return syscall<void>(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// No mapping becomes executable that was not made so. Linux 6.3; EINVAL before.
inline Result<void> refuseExecutableMappings() {
  constexpr int setMdwe = 65, refuseExecGain = 1;  // PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN: newer than some kernels' headers
  return syscall<void>(__NR_prctl, setMdwe, refuseExecGain, 0, 0, 0);
}

}  // namespace wasmc::rt::sys
