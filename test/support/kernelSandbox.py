"""What of an executable's second wall the running kernel lacks."""

import ctypes
import errno
import platform

LANDLOCK_CREATE_RULESET, MSEAL = 444, 462
SECCOMP = {'x86_64': 317, 'aarch64': 277}
SECCOMP_GET_ACTION_AVAIL, KILL_PROCESS = 2, 0x80000000
PR_GET_MDWE = 66
LANDLOCK_CREATE_RULESET_VERSION = 1
WRITABLE_TREES = 2  # the first version of Landlock that permits renaming between directories


def missing():
    """Names, none where the kernel has all of it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    killProcess = ctypes.c_uint32(KILL_PROCESS)
    seccomp = libc.syscall(SECCOMP.get(platform.machine(), -1), SECCOMP_GET_ACTION_AVAIL, 0, ctypes.byref(killProcess))
    landlock = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), LANDLOCK_CREATE_RULESET_VERSION)
    mdwe = libc.prctl(PR_GET_MDWE, 0, 0, 0, 0)
    # Of an address that is no page's: refused for that by a kernel that has the call.
    mseal = libc.syscall(MSEAL, ctypes.c_void_p(1), ctypes.c_size_t(4096), 0)
    hasMseal = mseal == 0 or ctypes.get_errno() == errno.EINVAL
    present = {'seccomp': seccomp == 0, 'Landlock': landlock >= WRITABLE_TREES, 'MDWE': mdwe >= 0, 'mseal': hasMseal}
    return [name for name, there in present.items() if not there]
