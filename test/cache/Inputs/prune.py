"""prune.py WASMC MODULE WORK: what stays in a cache, and what goes."""

import os
import pathlib
import shutil
import subprocess
import sys
import time


class Cache:
    def __init__(self, wasmc, module, work):
        self.wasmc, self.work, self.folder = wasmc, work, work / 'cache'
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        self.text = pathlib.Path(module).read_text(encoding='utf-8')

    def compile(self, name, *options):
        """Compiles the module under a name, which is part of what it is found by; whether it was found."""
        module = self.work / f'{name}.wat'
        module.write_text(self.text, encoding='utf-8')
        command = [self.wasmc, '-v', module, '-o', self.work / name, f'--cache-dir={self.folder}', *options]
        return 'cache: hit' in subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr

    def entries(self):
        """Executables: the module's only unit of code, which is small, is the same under every name."""
        return {path.name for path in self.folder.glob('llvmcache-*') if path.stat().st_mode & 0o100}

    def age(self, hours):
        """As if everything had been there that long; the next compilation looks through the folder again."""
        then = time.time() - hours * 3600
        for path in self.folder.iterdir():
            os.utime(path, (then, then))


def main():
    cache = Cache(*sys.argv[1:3], pathlib.Path(sys.argv[3]))
    for name in 'abc':
        assert not cache.compile(name)
    assert len(cache.entries()) == 3
    cache.age(1)
    assert cache.compile('a')
    size = (cache.work / 'a').stat().st_size
    assert not cache.compile('d', f'--cache-limit={size * 2 + size // 2}')
    assert len(cache.entries()) == 2
    assert cache.compile('a') and cache.compile('d'), 'those last used stay'
    assert not cache.compile('b') and not cache.compile('c'), 'the others go'

    # What a process left behind that died while it wrote goes like everything else; what is the user's own stays.
    left, own = cache.folder / 'llvmcache-0123.tmp456789', cache.folder / 'notes'
    for path in (left, own):
        path.write_bytes(bytes(1_000_000))
    cache.age(2)
    cache.compile('e', '--cache-limit=900K')
    assert not left.exists() and own.exists() and len(cache.entries()) == 5

    before = cache.entries()
    assert not cache.compile('f', '--cache-limit=1000'), 'what is larger than the limit'
    assert cache.entries() == before, 'is not kept, and removes nothing'


main()
