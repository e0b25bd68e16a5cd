#!/usr/bin/env python3
"""Runs the assertions of one script of the official suite as native code.

    runScript.py SCRIPT.wast --work DIR [--level O2] [--bounds explicit] [--cpu aarch64] [--operands constant]

Prints what does not hold, by line, and the counts; the status is 0 if all held.
"""

import argparse
import collections
import dataclasses
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'support'))

import configurations  # noqa: E402 (found through the line above)
import preparation  # noqa: E402
import program  # noqa: E402
import wasmBinary  # noqa: E402

MAIN = '(import "report" "finish" (func $finish)) (func (export "_start") (call $finish))'
FIXED = 'fixed memory'  # the name under which the main module imports it
TRAP = re.compile(r'^[^\n]*?: trap: ([^\n]*)', re.M)
TRAP_STATUS = 134
WITH_MODULE = {'module', 'assert_unlinkable', 'assert_uninstantiable'}  # commands that carry one to be linked


@dataclasses.dataclass(frozen=True)
class Mode:
    level: str
    configuration: configurations.Configuration
    operands: str  # 'loaded': the optimiser does not know them; 'constant'

    @property
    def name(self):
        return f'{self.level}-{self.configuration.name}-{self.operands}'


@dataclasses.dataclass
class Outcome:
    held: int = 0
    problems: list = dataclasses.field(default_factory=list)
    skipped: collections.Counter = dataclasses.field(default_factory=collections.Counter)


class Run:
    def __init__(self, script, mode, work, cache):
        """work: a scratch folder, emptied first; cache: a folder for what runs of all modes share."""
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        os.makedirs(cache, exist_ok=True)
        self.mode, self.work = mode, work
        self.outcome = Outcome()
        self.main = self.assemble('main', f'(module {MAIN})')
        self.preloads = [(name, preparation.handWritten(cache, name)) for name in ('spectest', 'report')]
        split = preparation.split(script, cache)
        messages = refusals([command['filename'] for command in split.commands if command['type'] in WITH_MODULE])
        self.plan = program.Planner(split, messages, mode.operands == 'loaded').run()
        self.outcome.skipped = self.plan.skipped

    def all(self):
        self.prepare()
        plan = self.plan
        for line, text, path, position in plan.refused:
            self.judge(line, 'unlinkable', self.refusalProblem(text, path, position))
        if plan.returns or plan.traps:
            self.assertions()
        for line, text, path, position in plan.fails:
            self.judge(line, 'uninstantiable', self.instantiationProblem(line, text, path, position))
        return self.outcome

    def judge(self, line, what, problem):
        if problem:
            self.outcome.problems.append(f'line {line}: {what}: {problem}')
        else:
            self.outcome.held += 1

    def prepare(self):
        """Files for all preloads; the module with most assertions on it gives up its memory to the main module's special form."""
        fixed = self.plan.fixedMemory
        for name, path, driver in self.plan.preloads:
            if driver:
                path = self.assemble(name, driver.text())
            elif fixed and path == fixed.path:
                path = self.withFixedMemory(path)
            self.preloads.append((name, path))
        if fixed:
            self.mainFixed = self.assemble('main-fixed', f'(module (import "{fixed.name}" "{FIXED}" (memory 0)) {MAIN})')

    def withFixedMemory(self, path):
        with open(path, 'rb') as file:
            data = wasmBinary.withExport(file.read(), FIXED, wasmBinary.MEMORY, 0)
        result = os.path.join(self.work, 'fixed.wasm')
        with open(result, 'wb') as file:
            file.write(data)
        return result

    def assemble(self, name, text):
        return preparation.assemble(text, os.path.join(self.work, name))

    def compile(self, main, preloads, executable='app'):
        path = os.path.join(self.work, executable)
        options = [f'-{self.mode.level}']
        for name, module in preloads:
            options += ['--preload', f'{name}={module}']
        return path, self.mode.configuration.compile(main, path, options)

    def execute(self, path, argumentCount=0):
        return self.mode.configuration.run(path, ['x'] * argumentCount, 'app')

    def assertions(self):
        path, compiled = self.compile(self.mainFixed if self.plan.fixedMemory else self.main, self.preloads)
        if compiled.returncode != 0:
            self.outcome.problems.append(f'wasmc: exit status {compiled.returncode}\n{compiled.stderr}')
            return
        self.checkReturns(self.execute(path))
        for number, (line, text) in enumerate(self.plan.traps, 1):
            self.judge(line, 'trap', trapProblem(self.execute(path, number), text))

    def checkReturns(self, ran):
        wrong = re.findall(r'^(\d+) (\d+) (\d+)$', ran.stdout.decode(), re.M)
        for line, index, bits in wrong:
            self.outcome.problems.append(f'line {line}: result {index} is {int(bits):#x}')
        if ran.returncode == (1 if wrong else 0):
            self.outcome.held += self.plan.returns - len({line for line, _, _ in wrong})
        else:
            self.outcome.problems.append(f'exit status {ran.returncode}\n{ran.stderr.decode(errors="replace")}')

    def refusalProblem(self, text, path, position):
        _, compiled = self.compile(path, self.preloadsBefore(position), 'refused')
        if compiled.returncode != 1:
            return f'exit status {compiled.returncode}, should say: {text}\n{compiled.stderr}'
        return None if f'error: {text}' in compiled.stderr else f'says: {compiled.stderr}should say: {text}'

    def instantiationProblem(self, line, text, path, position):
        executable, compiled = self.compile(self.main, [*self.preloadsBefore(position), ('failing', path)], f'failing{line}')
        if compiled.returncode != 0:
            return f'wasmc: exit status {compiled.returncode}\n{compiled.stderr}'
        return trapProblem(self.execute(executable), text)

    def preloadsBefore(self, position):
        return self.preloads[:position + 2]  # the first two are not the script's


def trapProblem(ran, text):
    """The suite's convention: the text expected is the beginning of the one found. It may name the element, which ours do not."""
    found = TRAP.search(ran.stderr.decode(errors='replace'))
    if ran.returncode != TRAP_STATUS or not found:
        return f'exit status {ran.returncode}, should trap: {text}\n{ran.stderr.decode(errors="replace")}'
    expected = re.sub(r' \d+$', '', text)
    return None if found.group(1).startswith(expected) else f'trap: {found.group(1)}, should be: {text}'


def refusals(paths):
    """wasmc's message for each module that it refuses by itself, be it only for a feature that it does not compile yet."""
    messages = {}
    for first in range(0, len(paths), 500):
        run = subprocess.run([configurations.wasmc(), '--validate', '--features=compiled', *paths[first:first + 500]],
                             capture_output=True, text=True, errors='replace', check=False)
        messages.update(re.findall(r'^(.+?\.wasm):0x[0-9a-f]+: error: (.*)$', run.stderr, re.M))
    return messages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('script')
    parser.add_argument('--work', required=True, metavar='DIR', help='scratch folder, emptied first')
    parser.add_argument('--cache', metavar='DIR', help='for split scripts (default: beside the scratch folder)')
    parser.add_argument('--level', default='O0')
    parser.add_argument('--bounds', default='guard', choices=configurations.BOUNDS)
    parser.add_argument('--cpu', default='x86_64', choices=configurations.CPUS)
    parser.add_argument('--operands', default='loaded', choices=('loaded', 'constant'))
    options = parser.parse_args()
    mode = Mode(options.level, configurations.Configuration(options.bounds, options.cpu), options.operands)
    outcome = Run(options.script, mode, options.work, options.cache or options.work.rstrip('/') + '.cache').all()
    print(*outcome.problems, sep='\n')
    for reason, count in outcome.skipped.most_common():
        print(f'skipped {count}: {reason}')
    print(f'{outcome.held} held, {len(outcome.problems)} problems, {sum(outcome.skipped.values())} skipped')
    return 1 if outcome.problems else 0


if __name__ == '__main__':
    sys.exit(main())
