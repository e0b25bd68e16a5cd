"""Compiles a module with --fuel in several ways, finds the least budget that one of them needs, and asks it of all others."""

import argparse
import os
import shutil
import subprocess
import sys

ENOUGH = 1 << 40
BUILDS = {
    'x86_64-O0': ['-O0'],
    'x86_64-O1-explicit': ['-O1', '--bounds=explicit'],
    'x86_64-O2': ['-O2'],
    'x86_64-O3-explicit': ['-O3', '--bounds=explicit'],
    'aarch64-O0-explicit': ['-O0', '--bounds=explicit', '--target=aarch64-linux'],
    'aarch64-O2': ['-O2', '--target=aarch64-linux'],
}


class Build:
    def __init__(self, wasmc, module, work, name):
        self.command = [os.path.join(work, name)]
        subprocess.run([wasmc, module, f'--fuel={ENOUGH}', *BUILDS[name], '-o', self.command[0]], check=True)
        if name.startswith('aarch64') and os.uname().machine != 'aarch64':
            self.command.insert(0, 'qemu-aarch64')

    def run(self, fuel):
        run = subprocess.run(self.command, env={'WASMC_OPTS': f'--fuel {fuel}', 'PATH': os.environ['PATH']}, capture_output=True,
                             timeout=300, check=False)
        if run.returncode == 134 and b'trap: out of fuel' not in run.stderr:
            sys.exit(f'{self.command}: not the trap that was expected: {run.stderr}')
        return run.returncode, run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--wasmc', required=True)
    parser.add_argument('--work', required=True)
    parser.add_argument('module')
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    builds = {name: Build(options.wasmc, options.module, options.work, name) for name in BUILDS}
    first = next(iter(builds.values()))
    status, whole = first.run(ENOUGH)
    if status != 0 or not whole:
        sys.exit(f'the program itself fails: status {status}')
    low, high = 0, ENOUGH  # runs out, suffices
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if first.run(middle)[0] == 0 else (middle, high)
    print(f'{high} instructions')
    problems = []
    for fuel in [1, 1000, high // 10, high // 3, high // 2, high - 1, high]:
        expected = first.run(fuel)
        if (expected[0] == 0) != (fuel == high):
            problems.append(f'with {fuel}: status {expected[0]}')
        problems += [f'{name} with {fuel}: {actual} instead of {expected}' for name, build in builds.items()
                     if (actual := build.run(fuel)) != expected]
    sys.exit('\n'.join(problems) or 0)


main()
