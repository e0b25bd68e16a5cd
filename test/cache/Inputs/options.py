"""options.py WASMC INPUTS ROOT WORK: one cache for every option; each command is run with it until it is a hit, and its output must be
that of the same command without a cache. Two commands with different outputs must not be each other's hit."""

import pathlib
import re
import shutil
import subprocess
import sys


def techniques(root):
    text = (root / 'codegen' / 'Techniques.def').read_text(encoding='utf-8')
    return re.findall(r'WASMC_TECHNIQUE\(\w+, "(--[\w-]+)"', text)


def commands(root):
    """Options of one command each."""
    yield []
    for option in ('-O0', '-O1', '-O3', '-Os', '-Oz', '--bounds=explicit', '--deterministic', '--strip', '--cpu=x86-64-v3',
                   '--target=aarch64-linux', '--allow-undefined', '--pgo-instrument', '--drop-dead-loads', '--features=wasm2',
                   '--preload=extra=other.wat', '--preload=another=other.wat', *techniques(root)):
        yield [option]
    for policy in ('--dir=.', '--dir=.:ro', '--env=A=1', '--env=A=2', '--env=A', '--inherit-env', '--max-memory=1M', '--max-memory=2M',
                   '--max-stack=1M', '--timeout=1s', '--fuel=1000', '--seal', '--policy=policy'):
        yield [policy]
    yield ['--env=A=1', '--env=B=2']
    yield ['--env=B=2', '--env=A=1']
    for kinds in ('obj', 'asm', 'llvm-ir', 'llvm-bc', 'static-lib', 'shared'):
        yield [f'--emit={kinds}']


def compile(wasmc, folder, *options):
    done = subprocess.run([wasmc, '-v', 'add.wat', '-o', 'out', *options], cwd=folder, capture_output=True, text=True, timeout=120,
                          check=False)
    assert done.returncode == 0, f'{options}: {done.stderr}'
    return (folder / 'out').read_bytes(), re.findall('cache: (hit|miss)', done.stderr)


def checkAll(wasmc, folder, root):
    for options in commands(root):
        expected, _ = compile(wasmc, folder, *options, '--no-cache')
        assert compile(wasmc, folder, *options, '--cache-dir=cache') == (expected, ['miss']), options
        assert compile(wasmc, folder, *options, '--cache-dir=cache') == (expected, ['hit']), options


def checkContents(wasmc, folder):
    """What files say counts, not what they are called."""
    def changes(name, text, *options):
        before, _ = compile(wasmc, folder, *options, '--cache-dir=cache')
        (folder / name).write_text(text, encoding='utf-8')
        after, messages = compile(wasmc, folder, *options, '--cache-dir=cache')
        assert messages == ['miss'] and after != before, name
        assert after == compile(wasmc, folder, *options, '--no-cache')[0], name
    changes('policy', '--env=A=4\n', '--policy=policy')
    changes('other.wat', '(module (func (export "f") (result i32) (i32.const 2)))', '--preload=extra=other.wat')
    changes('add.wat', (folder / 'add.wat').read_text(encoding='utf-8').replace('const 3', 'const 5'))


def main():
    wasmc, inputs, root, folder = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(inputs / 'add.wat', folder)
    (folder / 'other.wat').write_text('(module (func (export "f") (result i32) (i32.const 1)))', encoding='utf-8')
    (folder / 'policy').write_text('--env=A=3\n', encoding='utf-8')
    checkAll(wasmc, folder, root)
    checkContents(wasmc, folder)


main()
