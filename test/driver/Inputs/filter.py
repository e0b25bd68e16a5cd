"""Runs an executable's system call filter, as the kernel does, for every number: filter.py SYSTEM_CALLS_DEF EXECUTABLE...

What it permits must be what `wasmc inspect --json` says, on standard input a line for each executable: always, under a condition, or
never."""

import json
import pathlib
import re
import struct
import sys

LOAD, LOAD_CONSTANT, AND, EQUAL, RETURN = 0x20, 0x00, 0x54, 0x15, 0x06
PERMIT, KILL = 0x7fff0000, 0x80000000
NUMBER, ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
MACHINES = {62: 0xc000003e, 183: 0xc00000b7}  # e_machine: AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64
OTHER_ARCHITECTURE = 0x40000003  # AUDIT_ARCH_I386


def filterOf(executable):
    """[(code, ifTrue, ifFalse, operand)]: it begins like no other data."""
    machine, = struct.unpack_from('<H', executable, 18)
    begin = executable.index(struct.pack('<HBBIHBBI', LOAD_CONSTANT, 0, 0, 0, LOAD, 0, 0, ARCHITECTURE))
    size, = struct.unpack_from('<I', executable, begin - 16)
    return MACHINES[machine], [struct.unpack_from('<HBBI', executable, begin + 8 * i) for i in range(size)]


def verdicts(program, architecture, number):
    """All that it may return for the number, whatever the arguments are."""
    found, waiting = set(), [(0, None)]
    while waiting:
        index, known = waiting.pop()
        code, ifTrue, ifFalse, operand = program[index]
        if code == RETURN:
            found.add(operand)
        elif code == LOAD:
            waiting.append((index + 1, {NUMBER: number, ARCHITECTURE: architecture}.get(operand)))
        elif code == LOAD_CONSTANT:
            waiting.append((index + 1, operand))
        elif code == AND:
            waiting.append((index + 1, None if known is None else known & operand))
        else:
            assert code == EQUAL, code
            waiting += [(index + 1 + jump, known) for jump, taken in ((ifTrue, True), (ifFalse, False))
                        if known is None or (known == operand) == taken]
    return found


def expected(report, numbers, machine):
    calls = {}
    for call in report['systemCalls']:
        calls[numbers[call['name']][0 if machine == MACHINES[62] else 1]] = {PERMIT, KILL} if 'only' in call else {PERMIT}
    return calls


def main():
    rows = re.findall(r'^WASMC_SYSTEM_CALL\((\w+), (-?\d+), (-?\d+), \w+\)', pathlib.Path(sys.argv[1]).read_text(), re.MULTILINE)
    numbers = {name: (int(x86), int(arm)) for name, x86, arm in rows}
    for path, line in zip(sys.argv[2:], sys.stdin, strict=True):
        machine, program = filterOf(pathlib.Path(path).read_bytes())
        calls = expected(json.loads(line), numbers, machine)
        for number in [*range(1024), *(0x40000000 + n for n in range(1024)), 2**31, 2**32 - 1]:
            assert verdicts(program, machine, number) == calls.get(number, {KILL}), (path, number)
            assert verdicts(program, OTHER_ARCHITECTURE, number) == {KILL}, (path, number)
        print(len(calls), 'calls,', len(program), 'instructions')


main()
