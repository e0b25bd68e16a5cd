"""descriptors.py COMMAND...: starts a program that says `ready` and waits for the end of its input; it must have no descriptors but the
standard three."""

import os
import subprocess
import sys

process = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
assert process.stdout.readline() == b'ready\n'
folder = f'/proc/{process.pid}/fd'
found = {int(name): os.readlink(f'{folder}/{name}') for name in os.listdir(folder)}
process.stdin.close()
assert process.wait(30) == 0
assert sorted(found) == [0, 1, 2], found
