"""damage.py WASMC MODULE WORK: puts damaged files of many kinds into a cache; each time the output must be as without a cache."""

import os
import pathlib
import random
import shutil
import subprocess
import sys

SEED = 9
FLIPS = 40  # of single bits at random places


def compile(wasmc, module, work, *options):
    """The output's bytes, and whether they came from the cache."""
    done = subprocess.run([wasmc, '-v', module, '-o', work / 'out', *options], capture_output=True, text=True, timeout=60, check=True)
    return (work / 'out').read_bytes(), 'cache: hit' in done.stderr


def flipped(entry, bit):
    damaged = bytearray(entry)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def contents(entry, other):
    """(name, bytes) of every damaged file; `other` is the entry of another key."""
    numbers = random.Random(SEED)
    yield 'empty', b''
    for size in (1, 31, 32, 33, len(entry) // 2, len(entry) - 33, len(entry) - 32, len(entry) - 1):
        yield f'cut off after {size} bytes', entry[:size]
    yield 'longer', entry + b'\0'
    yield 'zeros', bytes(len(entry))
    yield 'another entry', other
    yield 'the end of another entry', entry[:-32] + other[-32:]
    yield 'bytes missing in the middle', entry[:1000] + entry[1001:]
    for bit in [0, 8 * len(entry) - 1, 8 * (len(entry) - 32)] + [numbers.randrange(8 * len(entry)) for _ in range(FLIPS)]:
        yield f'bit {bit} changed', flipped(entry, bit)


def others(path, entry):
    """(name, what makes it) of things that are no files, or lead to one."""
    def linked():
        path.with_name('elsewhere').write_bytes(entry)
        path.symlink_to('elsewhere')
    yield 'a pipe', lambda: os.mkfifo(path)
    yield 'a link', linked
    yield 'a link to nothing', lambda: path.symlink_to('nothing')
    yield 'a folder', path.mkdir


def remove(path):
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def executable(cache):
    """The only entry that is one; units of code are the others."""
    [path] = [each for each in cache.iterdir() if each.stat().st_mode & 0o100]
    return path


def main():
    wasmc, module, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    cache = f'--cache-dir={work}/cache'
    expected, _ = compile(wasmc, module, work, '--no-cache')
    compile(wasmc, module, work, '-O0', cache)
    other = executable(work / 'cache')
    otherEntry = other.read_bytes()
    other.unlink()
    compile(wasmc, module, work, cache)
    path = executable(work / 'cache')
    entry = path.read_bytes()
    assert compile(wasmc, module, work, cache) == (expected, True), 'whole entry'

    tried = 0
    for name, damaged in contents(entry, otherEntry):
        assert damaged != entry
        path.write_bytes(damaged)
        assert compile(wasmc, module, work, cache) == (expected, False), name
        assert path.read_bytes() == entry, f'{name}: not replaced'
        tried += 1
    for name, make in others(path, entry):
        remove(path)
        make()
        assert compile(wasmc, module, work, cache) == (expected, False), name
        tried += 1
    print(f'{tried} kinds of damage')


main()
