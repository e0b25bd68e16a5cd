"""without.py MECHANISM... -- COMMAND...: runs the command as on a kernel that lacks these mechanisms of a sandbox: its system calls
fail as unknown ones do. A seccomp filter of our own does it; x86-64 only."""

import ctypes
import os
import struct
import sys

ENOSYS, EINVAL = 38, 22
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
NUMBER, FIRST_ARGUMENT = 0, 16

SYSTEM_CALLS = {'seccomp': 317, 'landlock': 444, 'mseal': 462}
PRCTL, PR_SET_MDWE = 157, 65


def instruction(code, operand, ifTrue=0, ifFalse=0):
    return struct.pack('<HBBI', code, ifTrue, ifFalse, operand)


def refusal(mechanism):
    if mechanism == 'mdwe':
        return [instruction(EQUAL, PRCTL, 0, 4), instruction(LOAD, FIRST_ARGUMENT), instruction(EQUAL, PR_SET_MDWE, 0, 1),
                instruction(RETURN, ERRNO | EINVAL), instruction(RETURN, ALLOW)]
    return [instruction(EQUAL, SYSTEM_CALLS[mechanism], 0, 1), instruction(RETURN, ERRNO | ENOSYS)]


def main():
    end = sys.argv.index('--')
    program = [instruction(LOAD, NUMBER)]
    for mechanism in sys.argv[1:end]:
        program += refusal(mechanism)
    program.append(instruction(RETURN, ALLOW))
    text = ctypes.create_string_buffer(b''.join(program))
    libc = ctypes.CDLL(None, use_errno=True)
    header = ctypes.create_string_buffer(struct.pack('<HxxxxxxQ', len(program), ctypes.addressof(text)))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header):
        sys.exit(f'without.py: {os.strerror(ctypes.get_errno())}')
    os.execvp(sys.argv[end + 1], sys.argv[end + 1:])


main()
