"""Feeds damaged copies of real modules to wasmc, which must accept or refuse each one properly.

Refused means: exit status 1, a first line `FILE:0xOFFSET: error: ...`, and no file left behind. Accepted is fine too: a changed
constant is still a valid module. A signal, an internal error (status 3) or a hang is a bug; the damaged file is kept and named.
The damage depends on the seed alone, so a failure can be repeated.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys

import configurations

TIMEOUT = 60


def truncate(data, rng):
    return data[: rng.randrange(len(data))]


def flipBit(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1:]


def overwrite(data, rng):
    at = rng.randrange(len(data))
    noise = rng.randbytes(rng.randint(1, 8))
    return data[:at] + noise + data[at + len(noise):]


def insert(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.randint(1, 8)) + data[at:]


def remove(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randint(1, 64):]


def hugeNumber(data, rng):
    """A LEB128 number near 2^32 wherever it falls: counts, sizes, indices."""
    at = rng.randrange(len(data))
    return data[:at] + b'\xff\xff\xff\xff\x0f' + data[at + rng.randint(1, 5):]


def damageHeader(data, rng):
    """The first kilobyte holds types, imports and counts: most of what can be refused."""
    at = rng.randrange(8, min(len(data), 1024))
    return data[:at] + rng.randbytes(1) + data[at + 1:]


MUTATIONS = [truncate, truncate, flipBit, overwrite, insert, remove, hugeNumber, damageHeader, damageHeader]


class WrongAnswer(Exception):
    pass


def accepts(command, path):
    """Whether wasmc accepts the file; raises WrongAnswer where it does neither that nor refuse it properly."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors='replace', timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as expired:
        raise WrongAnswer(f'no answer in {TIMEOUT} s') from expired
    if done.returncode not in (0, 1):
        raise WrongAnswer(f'exit status {done.returncode}\n{done.stderr}')
    if done.returncode == 1 and not re.match(re.escape(path) + r':0x[0-9a-f]+: error: \S', done.stderr):
        raise WrongAnswer(f'the message has no file and offset: {done.stderr!r}')
    return done.returncode == 0


def validates(path):
    return accepts([configurations.wasmc(), '--validate', path], path)


def compileOne(path, folder):
    """A full compile leaves an executable exactly when it succeeds, and nothing else."""
    output = os.path.join(folder, 'out')
    shutil.rmtree(output, ignore_errors=True)
    os.mkdir(output)
    accepted = accepts([configurations.wasmc(), path, '-O0', '--allow-undefined', '-o', os.path.join(output, 'app')], path)
    left = os.listdir(output)
    if left != (['app'] if accepted else []):
        raise WrongAnswer(f'left behind: {left}')


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--count', type=int, default=50, help='damaged copies of each module')
    parser.add_argument('--compile-every', type=int, default=0, metavar='N', help='compile each Nth copy, too (0: none)')
    parser.add_argument('--work', required=True, metavar='DIR')
    parser.add_argument('modules', nargs='+')
    return parser.parse_args()


def tryModule(module, options, rng):
    with open(module, 'rb') as file:
        original = file.read()
    path = os.path.join(options.work, 'damaged.wasm')
    for number in range(options.count):
        mutation = rng.choice(MUTATIONS)
        with open(path, 'wb') as file:
            file.write(mutation(original, rng))
        try:
            validates(path)
            if options.compile_every and number % options.compile_every == 0:
                compileOne(path, options.work)
        except WrongAnswer as wrong:
            sys.exit(f'{module}, copy {number}, {mutation.__name__}: {wrong}\nThe file is {path}')


def main():
    options = parse()
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    rng = random.Random(options.seed)
    for module in options.modules:
        tryModule(module, options, rng)
    print(f'{options.count * len(options.modules)} damaged modules answered properly')


if __name__ == '__main__':
    main()
