"""Builds a libFuzzer target of the fuzz preset and runs it on a fixed number of inputs, seeded with small real modules.

fuzz.py TARGET --inputs N --work FOLDER SUITES
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LARGEST_SEED = 40_000  # bytes: many small inputs find more than a few large ones


def build(target):
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    for command in (['cmake', '--preset', 'fuzz', *launcher], ['cmake', '--build', '--preset', 'fuzz', '--target', target]):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return ROOT / 'build' / 'fuzz' / 'bin' / target


def collectSeeds(suites, corpus):
    """Each module with a first byte in front, which chooses the features."""
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    modules = sorted(path for path in pathlib.Path(suites).rglob('*.wasm') if path.stat().st_size <= LARGEST_SEED)
    for number, module in enumerate(modules):
        (corpus / f'{number}').write_bytes(b'\0' + module.read_bytes())
    return len(modules)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('target')
    parser.add_argument('--inputs', type=int, required=True)
    parser.add_argument('--work', type=pathlib.Path, required=True)
    parser.add_argument('suites')
    arguments = parser.parse_args()
    executable = build(arguments.target)
    corpus = arguments.work / 'corpus'
    seeds = collectSeeds(arguments.suites, corpus)
    if seeds == 0:
        sys.exit('no seeds')
    done = subprocess.run([executable, corpus, f'-runs={arguments.inputs}', '-seed=1', f'-max_len={LARGEST_SEED}', '-timeout=20',
                           '-rss_limit_mb=2048', '-print_final_stats=1', f'-artifact_prefix={arguments.work}{os.sep}'],
                          capture_output=True, text=True, errors='replace', check=False)
    print(f'{seeds} seeds')
    print(done.stderr[-4000:])
    sys.exit(done.returncode != 0)


main()
