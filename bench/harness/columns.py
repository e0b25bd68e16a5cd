"""The columns of the table: native builds, wasmc's modes, engines. Each has a plan for every program."""

import dataclasses

from . import engines
from .common import WASMC, BenchError
from .engines import Plan
from .programs import DEFAULT_CPU


GUARD_GOAL, EXPLICIT_GOAL = 1.15, 1.35


@dataclasses.dataclass(frozen=True)
class Native:
    cpu: str = DEFAULT_CPU
    baseline: str = ''
    goal: float = GUARD_GOAL

    def plan(self, program, stem):
        return Plan([program.nativeCommand(stem, self.cpu)], [stem], [stem])


@dataclasses.dataclass(frozen=True)
class Mode:
    """wasmc with options. `baseline` is the native column with the same CPU flags; `simd`: the module uses 128-bit vectors. A program
    that takes longer than `goal` times native is too slow."""
    options: tuple
    baseline: str = 'native'
    simd: bool = False
    goal: float = GUARD_GOAL

    def plan(self, program, stem):
        # The programs of io/ work on files of the folder that they run in.
        grants = ['--dir=.'] if program.group == 'io' else []
        return Plan([[WASMC, program.module(stem.parent, self.simd), '-o', stem, *self.options, *grants]], [stem], [stem])


@dataclasses.dataclass(frozen=True)
class Engine:
    engine: engines.Engine
    baseline: str = 'native'
    goal: float = GUARD_GOAL

    def plan(self, program, stem):
        return self.engine.plan(program.module(stem.parent), stem)


NATIVES = {'native': Native(), 'native-cpu': Native('native')}
# A new mode is one line here.
MODES = {
    'guard': Mode(('--bounds=guard',)),
    'explicit': Mode(('--bounds=explicit',), goal=EXPLICIT_GOAL),
    'guard-O3': Mode(('--bounds=guard', '-O3')),
    'explicit-O3': Mode(('--bounds=explicit', '-O3'), goal=EXPLICIT_GOAL),
    'guard-cpu': Mode(('--bounds=guard', '--cpu=native'), 'native-cpu'),
    'explicit-cpu': Mode(('--bounds=explicit', '--cpu=native'), 'native-cpu', goal=EXPLICIT_GOAL),
    'guard-simd': Mode(('--bounds=guard',), simd=True),
    # What counting instructions costs, with a budget that lasts.
    'fuel': Mode(('--bounds=guard', '--fuel=9000000000000000000')),
    # What keeping loads costs whose value nobody needs: the same code without them, which loses traps.
    'dropped': Mode(('--bounds=guard', '--drop-dead-loads')),
}
DEFAULT_MODES = ('guard', 'explicit', 'guard-O3', 'guard-cpu')
QUICK_MODES = ('guard', 'explicit')


def select(modes, engineNames):
    """The columns {name: column}: the native ones that the modes compare with, the modes, the engines (None: all on PATH)."""
    for mode in modes:
        if mode not in MODES:
            raise BenchError(f'no mode {mode}; there are: {", ".join(MODES)}')
    chosen = {mode: MODES[mode] for mode in modes}
    baselines = {'native', *(mode.baseline for mode in chosen.values())}
    natives = {name: column for name, column in NATIVES.items() if name in baselines}
    return natives | chosen | {name: Engine(engine) for name, engine in engines.onPath(engineNames).items()}
