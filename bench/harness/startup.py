"""Start-up alone: a thousand spawns of hello in several forms."""

import dataclasses

from . import markdown
from .columns import MODES
from .common import BENCH, CLANG, progress, run
from .measure import startUps
from .programs import Program

# What a sandbox cannot do without, alone.
FLOOR = {'with any seccomp filter': ['FILTER'], 'with a guarded memory': ['MEMORY'],
         'with both': ['FILTER', 'MEMORY']}
SPAWNS, QUICK_SPAWNS = 1000, 100


def program(name):
    return Program(name, 'startup', BENCH / 'startup' / f'{name}.c')


def build(work):
    """{what: command}: hello without a library, in C linked both ways, and through wasmc, there with 4 MiB of data, too."""
    commands = {}

    def add(what, file, command):
        run(command)
        commands[what] = [work / file]

    bare = [CLANG, '-O2', '-nostdlib', '-static', BENCH / 'startup' / 'bare.c', '-o', work / 'hello.bare']
    add('bare static executable', 'hello.bare', bare)
    for label, defines in FLOOR.items():
        file = 'hello.' + '-'.join(define.lower() for define in defines)
        add(f'bare, {label}', file, [CLANG, '-O2', '-fPIE', '-nostdlib', '-static-pie', '-fno-stack-protector',
                                     *(f'-D{define}' for define in defines), BENCH / 'startup' / 'floor.c', '-o', work / file])
    for name, flags in (('static', ['-static']), ('dynamic', [])):
        add(f'C, {name}', f'hello.{name}', [*program('hello').nativeCommand(work / f'hello.{name}'), *flags])
    for name, label in (('hello', 'hello'), ('image', 'hello with 4 MiB of data'), ('image-read', 'the same, which reads all of it')):
        each = program(name)
        each.buildModule(each.module(work))
        for mode in ('guard', 'explicit'):
            plan = MODES[mode].plan(each, work / f'{each.name}.{mode}')
            add(f'{label}, wasmc {mode}', f'{each.name}.{mode}', plan.compile[0])
    return commands


def measure(spawner, work, quick):
    """The table as text, and the record."""
    progress('start-up: compiling')
    results = startUps(spawner, build(work), QUICK_SPAWNS if quick else SPAWNS)
    bare, dynamic = results['bare static executable'], results['C, dynamic']
    rows = []
    for what, one in results.items():
        times = [(one.median, bare.median, dynamic.median), (one.minimum, bare.minimum, dynamic.minimum),
                 (one.processor, bare.processor, dynamic.processor)]
        rows.append([what, *(f'{value * 1e6:.0f} ({value / least:.2f}, {value / most:.2f})' for value, least, most in times),
                     f'{one.residentKiB / 1024:.2f}'])
    header = ['hello: µs (/ bare, / dynamic C)', 'median', 'minimum', 'processor time, median', 'resident MiB']
    return f'{markdown.table(header, rows)}\n', {what: dataclasses.asdict(one) for what, one in results.items()}
