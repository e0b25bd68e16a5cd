"""Builds a libFuzzer target of the fuzz preset and runs it on a fixed number of inputs, seeded with small real modules and those of
the official suite, or with its scripts.

fuzz.py TARGET --inputs N --work FOLDER [--prefix BYTE | --scripts] --extractor WASMC-WAST SUITES
"""

import argparse
import fcntl
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LARGEST_SEED = 40_000  # bytes: many small inputs find more than a few large ones
SAMPLE = 4  # one in so many of the suite's modules: most differ little from their neighbours


def build(target):
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    (ROOT / 'build').mkdir(exist_ok=True)
    with open(ROOT / 'build' / 'fuzz.lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several tests build in the same folder
        for command in (['cmake', '--preset', 'fuzz', *launcher], ['cmake', '--build', '--preset', 'fuzz', '--target', target]):
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return ROOT / 'build' / 'fuzz' / 'bin' / target


def modulesOfScripts(extractor, scripts, folder):
    """The modules of the suite's scripts in the binary format, those too that are invalid."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([extractor, '--extract', folder, *scripts], check=True)
    return sorted(folder.glob('*.wasm'))


def collectSeeds(arguments, corpus):
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    suites = pathlib.Path(arguments.suites)
    files = scripts = sorted(suites.glob('spec/**/*.wast'))
    if not arguments.scripts:
        extracted = modulesOfScripts(arguments.extractor, scripts, arguments.work / 'modules')
        files = sorted(suites.rglob('*.wasm')) + extracted[::SAMPLE]
    files = [file for file in files if file.stat().st_size <= LARGEST_SEED]
    prefix = b'' if arguments.prefix is None else bytes([arguments.prefix])
    for number, file in enumerate(files):
        (corpus / f'{number}').write_bytes(prefix + file.read_bytes())
    return len(files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('target')
    parser.add_argument('--inputs', type=int, required=True)
    parser.add_argument('--work', type=pathlib.Path, required=True)
    parser.add_argument('--prefix', type=int, help='a byte in front of each seed')
    parser.add_argument('--scripts', action='store_true', help='the seeds are texts')
    parser.add_argument('--extractor', required=True, metavar='WASMC-WAST')
    parser.add_argument('suites')
    arguments = parser.parse_args()
    executable = build(arguments.target)
    corpus = arguments.work / 'corpus'
    seeds = collectSeeds(arguments, corpus)
    if seeds == 0:
        sys.exit('no seeds')
    done = subprocess.run([executable, corpus, f'-runs={arguments.inputs}', '-seed=1', f'-max_len={LARGEST_SEED}', '-timeout=20',
                           '-rss_limit_mb=2048', '-print_final_stats=1', f'-artifact_prefix={arguments.work}{os.sep}'],
                          capture_output=True, text=True, errors='replace', check=False)
    print(f'{seeds} seeds')
    print(done.stderr[-4000:])
    sys.exit(done.returncode != 0)


main()
