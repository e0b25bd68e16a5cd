"""Where things are, how to run commands, and how to fail: shared by all parts of the harness."""

import os
import pathlib
import subprocess
import sys
import tempfile

BENCH = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
LLVM = (ROOT / 'llvm-version.txt').read_text(encoding='ascii').strip()
BUILD = ROOT / 'build' / os.environ.get('WASMC_PRESET', 'dev')
WASMC = os.environ.get('WASMC') or str(BUILD / 'bin' / 'wasmc')
CLANG, PROFDATA = f'clang-{LLVM}', f'llvm-profdata-{LLVM}'
# Debian's own rustc: one from rustup, which may come first on PATH, does not know Debian's Wasm library.
RUSTC = '/usr/bin/rustc'

os.environ['WASMC_CACHE_DIR'] = ''  # compile times are those of compilations


class BenchError(Exception):
    """What ends the benchmark, as a message for the user."""


def progress(text):
    print(text, file=sys.stderr, flush=True)


def run(command, **options):
    """Runs a command and returns its standard output as text; raises BenchError with its messages if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors='replace', check=False, **options)
    if done.returncode != 0:
        raise BenchError(f'status {done.returncode}: {" ".join(map(str, command))}\n{done.stderr}')
    return done.stdout


def firstLine(command):
    return run(command).splitlines()[0]


def processorSeconds(command):
    """Runs a command; returns the user and system time that it took, its own children included. Raises BenchError if it fails."""
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            log.seek(0)
            raise BenchError(f'status {child.returncode}: {" ".join(map(str, command))}\n{log.read().decode(errors="replace")}')
    return usage.ru_utime + usage.ru_stime
