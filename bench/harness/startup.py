"""Start-up alone: a thousand spawns of hello in several forms."""

from . import markdown
from .columns import MODES
from .common import BENCH, CLANG, progress, run
from .measure import startUps
from .programs import Program

SPAWNS, QUICK_SPAWNS = 1000, 100


def program(name):
    return Program(name, 'startup', BENCH / 'startup' / f'{name}.c')


def build(work):
    """{what: command}: hello without a library, in C linked both ways, and through wasmc; and wasmc's with a data image of 4 MiB."""
    commands = {}

    def add(what, file, command):
        run(command)
        commands[what] = [work / file]

    hello, image = program('hello'), program('image')
    add('bare static executable', 'hello.bare',
        [CLANG, '-O2', '-nostdlib', '-static', BENCH / 'startup' / 'bare.c', '-o', work / 'hello.bare'])
    add('C, static', 'hello.static', [*hello.nativeCommand(work / 'hello.static'), '-static'])
    add('C, dynamic', 'hello.dynamic', hello.nativeCommand(work / 'hello.dynamic'))
    for each, label in ((hello, 'hello'), (image, 'hello with 4 MiB of data')):
        run(each.wasmCommand(each.module(work)))
        for mode in ('guard', 'explicit'):
            plan = MODES[mode].plan(each, work / f'{each.name}.{mode}')
            add(f'{label}, wasmc {mode}', f'{each.name}.{mode}', plan.compile[0])
    return commands


def measure(spawner, work, quick):
    """The table as text, and the record."""
    progress('start-up: compiling')
    results = startUps(spawner, build(work), QUICK_SPAWNS if quick else SPAWNS)
    bare, dynamic = results['bare static executable'][0], results['C, dynamic'][0]
    rows = [[what, f'{seconds * 1e6:.0f}', f'{seconds / bare:.2f}', f'{seconds / dynamic:.2f}', f'{resident / 1024:.2f}']
            for what, (seconds, resident) in results.items()]
    text = markdown.table(['hello', 'median µs', '/ bare', '/ dynamic C', 'resident MiB'], rows)
    return f'{text}\n', {what: {'seconds': seconds, 'residentKiB': resident} for what, (seconds, resident) in results.items()}
