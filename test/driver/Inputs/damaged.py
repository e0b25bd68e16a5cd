"""damaged.py WASMC EXECUTABLE SCRATCH: `WASMC inspect` of damaged copies of an executable's headers and notes ends with status 0 or 1."""

import random
import subprocess
import sys

wasmc, original, scratch = sys.argv[1:]
whole = open(original, 'rb').read()
random.seed(5)
headers = 64 + 56 * int.from_bytes(whole[56:58], 'little')
note = whole.index(b'wasmc\0') - 12


def variants():
    for length in [0, 4, 15, 16, 63, 64, headers - 1, headers, note + 8, note + 20, note + 100]:
        yield whole[:length]
    for place in list(range(4, 64)) + random.sample(range(64, headers), 30) + list(range(note, note + 24)):
        for byte in (0, 0xFF):
            damaged = bytearray(whole[:65536])
            damaged[place] = byte
            yield bytes(damaged)


seen = {0: 0, 1: 0}
for data in variants():
    with open(scratch, 'wb') as file:
        file.write(data)
    status = subprocess.run([wasmc, 'inspect', scratch], capture_output=True, timeout=60).returncode
    if status not in seen:
        sys.exit(f'status {status}: see {scratch}')
    seen[status] += 1
if not all(seen.values()):
    sys.exit(f'not both outcomes: {seen}')
