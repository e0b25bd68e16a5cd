"""library-bounds.py FILE: do the symbols NAME_begin and NAME_end in a compiled library bound the section NAME?"""

import subprocess
import sys


def lines(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


symbols = {}
for line in lines('llvm-nm', sys.argv[1]):
    address, _, name = line.rsplit(maxsplit=2) if len(line.split()) == 3 else ('0', '', '')
    symbols[name] = int(address, 16)
found = 0
for line in lines('llvm-objdump', '-h', sys.argv[1]):
    fields = line.split()
    if len(fields) > 3 and fields[1] in ('wasmc_text', 'wasmc_mem_text', 'wasmc_names'):
        name, size, address = fields[1], int(fields[2], 16), int(fields[3], 16)
        assert symbols[name + '_begin'] == address and symbols[name + '_end'] == address + size and size > 0, (line, symbols)
        found += 1
assert found == 3, found
