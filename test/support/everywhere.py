"""Compiles a module and runs it in every configuration: both ways of checking bounds, both CPUs (one of them emulated).

What each run must do is given in one of two ways:
  --native EXE      the same as EXE, a native build of the same source: standard output, exit status, and files left behind
  --filecheck FILE  FileCheck must find FILE's CHECK lines in its standard output and error, with `status N` as the last line
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys

import configurations


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    expected = parser.add_mutually_exclusive_group(required=True)
    expected.add_argument('--native', metavar='EXE')
    expected.add_argument('--filecheck', metavar='FILE')
    parser.add_argument('--check-prefix', default='CHECK', metavar='PREFIX')
    parser.add_argument('--work', required=True, metavar='DIR', help='scratch folder, emptied first')
    parser.add_argument('--tree', metavar='DIR', help='each run gets a copy of this folder as its own, granted as "."')
    parser.add_argument('--stdin', metavar='FILE')
    parser.add_argument('--env', action='append', default=[], metavar='NAME=VALUE', help='granted, and set for the native run')
    parser.add_argument('--option', action='append', default=[], metavar='OPTION', help='a further option of wasmc')
    parser.add_argument('module')
    parser.add_argument('arguments', nargs='*', help="the program's own, after --")
    return parser.parse_args()


class Check:
    def __init__(self, options):
        self.options = options
        self.stdin = b''
        if options.stdin:
            with open(options.stdin, 'rb') as file:
                self.stdin = file.read()
        self.native = self.runNatively() if options.native else None

    def folder(self, name):
        """A fresh folder for one run, with a copy of --tree in it."""
        path = os.path.join(self.options.work, name)
        os.makedirs(path)
        if self.options.tree:
            shutil.copytree(self.options.tree, os.path.join(path, 'tree'))
        return path

    def runNatively(self):
        folder = self.folder('native')
        tree = os.path.join(folder, 'tree') if self.options.tree else folder
        env = dict(variable.split('=', 1) for variable in self.options.env)
        return subprocess.run(['app', *self.options.arguments], executable=os.path.abspath(self.options.native), cwd=tree, env=env,
                              input=self.stdin, capture_output=True, timeout=600, check=False)

    def problem(self, configuration):
        """What is wrong in this configuration, in words, or None."""
        folder = self.folder(configuration.name)
        executable = os.path.join(folder, 'app')
        options = [f'--env={variable}' for variable in self.options.env] + self.options.option
        if self.options.tree:
            options += ['--dir', os.path.join(folder, 'tree') + '::.']
        compiled = configuration.compile(self.options.module, executable, options)
        if compiled.returncode != 0:
            return f'wasmc: exit status {compiled.returncode}\n{compiled.stderr}'
        ran = configuration.run(executable, self.options.arguments, 'app', self.stdin)
        return self.differsFromNative(ran, folder) if self.native else self.failsFileCheck(ran)

    def differsFromNative(self, ran, folder):
        if ran.returncode != self.native.returncode:
            return f'exit status {ran.returncode}, natively {self.native.returncode}\n{ran.stderr.decode(errors="replace")}'
        if ran.stdout != self.native.stdout:
            return 'standard output differs from the native run:\n' + difference(self.native.stdout, ran.stdout)
        if self.options.tree:
            return treeDifference(os.path.join(self.options.work, 'native', 'tree'), os.path.join(folder, 'tree'))
        return None

    def failsFileCheck(self, ran):
        output = ran.stdout + ran.stderr + f'\nstatus {shellStatus(ran.returncode)}\n'.encode()
        command = ['FileCheck', f'--check-prefix={self.options.check_prefix}', self.options.filecheck]
        checked = subprocess.run(command, input=output, capture_output=True, check=False)
        return None if checked.returncode == 0 else checked.stderr.decode(errors='replace')


def shellStatus(returncode):
    """As a shell reports it: 128 + N for a process that signal N ended."""
    return returncode if returncode >= 0 else 128 - returncode


def difference(expected, actual):
    pairs = zip(expected.splitlines(), actual.splitlines())
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            return f'line {number}: expected {one!r}, found {other!r}'
    return f'expected {len(expected)} bytes, found {len(actual)}'


def treeDifference(expected, actual):
    names = {os.path.relpath(os.path.join(folder, name), top)
             for top in (expected, actual) for folder, folders, files in os.walk(top) for name in folders + files}
    for name in sorted(names):
        one, other = os.path.join(expected, name), os.path.join(actual, name)
        if not (os.path.lexists(one) and os.path.lexists(other)):
            return f'{name} exists only after the {"native run" if os.path.lexists(one) else "Wasm run"}'
        if os.path.isfile(one) and not filecmp.cmp(one, other, shallow=False):
            return f'the content of {name} differs'
    return None


def main():
    options = parse()
    shutil.rmtree(options.work, ignore_errors=True)
    check = Check(options)
    failed = ran = 0
    for configuration in configurations.ALL:
        if not configuration.canRun():
            print(f'{configuration.name}: not run, no emulator')
            continue
        ran += 1
        problem = check.problem(configuration)
        failed += problem is not None
        print(f'{configuration.name}: {problem or "ok"}')
    return 0 if ran and not failed else 1


if __name__ == '__main__':
    sys.exit(main())
