"""damaged-library.py WASMC FILE...: `WASMC inspect` of cut and damaged copies of libraries ends with status 0 or 1."""

import random
import subprocess
import sys

random.seed(5)
for path in sys.argv[2:]:
    whole = open(path, 'rb').read()
    seen = {0: 0, 1: 0}
    for attempt in range(45):
        damaged = bytearray(whole[:random.randrange(len(whole))] if attempt % 3 == 0 else whole)
        # Headers are at the beginning, those of sections at the end.
        for _ in range(attempt % 3):
            places = [random.randrange(len(whole)), random.randrange(400), len(whole) - 1 - random.randrange(1400)]
            damaged[random.choice(places)] = random.choice([0, 0xFF, random.randrange(256)])
        with open(path + '.damaged', 'wb') as file:
            file.write(damaged)
        status = subprocess.run([sys.argv[1], 'inspect', path + '.damaged'], capture_output=True, timeout=60, check=False).returncode
        if status not in seen:
            sys.exit(f'status {status}: see {path}.damaged')
        seen[status] += 1
    if not all(seen.values()):
        sys.exit(f'{path}: not both outcomes: {seen}')
