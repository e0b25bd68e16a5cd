"""The columns of the table: native builds, wasmc's modes, engines. Each has a plan for every program."""

import dataclasses

from . import engines
from .common import BUILD, PROFDATA, WASMC, BenchError
from .engines import Plan
from .programs import DEFAULT_CPU


GUARD_GOAL, EXPLICIT_GOAL = 1.15, 1.35


def buildPlan(stem, compile, profile=None):
    """What makes the executable `stem` by `compile(executable, *options)`. With `profile`, the options that instrument and that use a
    profile, it is trained with what is measured, the most that a profile can do."""
    if not profile:
        return Plan([compile(stem)], [stem], [stem])
    instrument, use = profile
    executable, raw, merged = f'{stem}.instrumented', f'{stem}.profraw', f'{stem}.profdata'
    commands = [compile(executable, instrument), ['env', f'LLVM_PROFILE_FILE={raw}', executable],
                [PROFDATA, 'merge', raw, '-o', merged], compile(stem, f'{use}={merged}')]
    return Plan(commands, [stem], [stem])


@dataclasses.dataclass(frozen=True)
class Native:
    """`guided`: with a profile, but not Rust programs: Debian's rustc has no runtime for it."""
    cpu: str = DEFAULT_CPU
    guided: bool = False
    baseline: str = ''
    goal: float = GUARD_GOAL
    mayFail: bool = False

    def plan(self, program, stem):
        def compile(executable, *options):
            return program.nativeCommand(executable, self.cpu, options)

        isGuided = self.guided and program.source.suffix == '.c'
        return buildPlan(stem, compile, ('-fprofile-generate', '-fprofile-use') if isGuided else None)


@dataclasses.dataclass(frozen=True)
class Mode:
    """wasmc with options. `baseline` is the native column with the same CPU flags; `simd`: the module uses 128-bit vectors;
    `guided`: with a profile. A program that takes longer than `goal` times native is too slow."""
    options: tuple
    baseline: str = 'native'
    simd: bool = False
    guided: bool = False
    goal: float = GUARD_GOAL
    mayFail: bool = False

    def plan(self, program, stem):
        def compile(executable, *options):
            # The programs of io/ work on files of the folder that they run in.
            grants = ['--dir=.'] if program.group == 'io' else []
            preloads = [f'--preload={name}={file}' for name, file in program.preloads]
            return [WASMC, program.module(stem.parent, self.simd), '-o', executable, *self.options, *options, *grants, *preloads]

        return buildPlan(stem, compile, ('--pgo-instrument', '--pgo-use') if self.guided else None)


@dataclasses.dataclass(frozen=True)
class Plugin(Mode):
    """The same as a plugin, run by a host (libwasmc)."""

    def plan(self, program, stem):
        plugin = f'{stem}.so'
        preloads = [f'--preload={name}={file}' for name, file in program.preloads]
        command = [WASMC, program.module(stem.parent, self.simd), '--emit=shared', '-o', plugin, *self.options, *preloads]
        return Plan([command], [BUILD / 'bin' / 'run-plugin', plugin], [plugin])


@dataclasses.dataclass(frozen=True)
class Engine:
    engine: engines.Engine
    baseline: str = 'native'
    goal: float = GUARD_GOAL
    mayFail: bool = True

    def plan(self, program, stem):
        return self.engine.plan(program.module(stem.parent), stem)


NATIVES = {'native': Native(), 'native-cpu': Native('native'), 'native-pgo': Native(guided=True)}
# A new mode is one line here.
MODES = {
    'guard': Mode(('--bounds=guard',)),
    'explicit': Mode(('--bounds=explicit',), goal=EXPLICIT_GOAL),
    'guard-O0': Mode(('--bounds=guard', '-O0')),
    'guard-O1': Mode(('--bounds=guard', '-O1')),
    'guard-O3': Mode(('--bounds=guard', '-O3')),
    'explicit-O3': Mode(('--bounds=explicit', '-O3'), goal=EXPLICIT_GOAL),
    'guard-cpu': Mode(('--bounds=guard', '--cpu=native'), 'native-cpu'),
    'explicit-cpu': Mode(('--bounds=explicit', '--cpu=native'), 'native-cpu', goal=EXPLICIT_GOAL),
    'guard-simd': Mode(('--bounds=guard',), simd=True),
    'guard-pgo': Mode(('--bounds=guard',), 'native-pgo', guided=True),
    'explicit-pgo': Mode(('--bounds=explicit',), 'native-pgo', guided=True, goal=EXPLICIT_GOAL),
    # In a host, where any number of instances have their own state.
    'guard-plugin': Plugin(('--bounds=guard',)),
    'explicit-plugin': Plugin(('--bounds=explicit',), goal=EXPLICIT_GOAL),
    # What counting instructions costs, with a budget that lasts.
    'fuel': Mode(('--bounds=guard', '--fuel=9000000000000000000')),
    # What keeping loads costs whose value nobody needs: the same code without them, which loses traps.
    'dropped': Mode(('--bounds=guard', '--drop-dead-loads')),
}
DEFAULT_MODES = ('guard', 'explicit', 'guard-O3', 'guard-cpu')
QUICK_MODES = ('guard', 'explicit')


def find(name):
    """A mode, or with `--OPTION` behind its name one more option of wasmc's: `guard--no-rerolling`."""
    base, *options = name.split('--')
    if base not in MODES:
        raise BenchError(f'no mode {base}; there are: {", ".join(MODES)}')
    mode = MODES[base]
    return dataclasses.replace(mode, options=(*mode.options, *(f'--{option}' for option in options)))


def select(modes, engineNames):
    """The columns {name: column}: the native ones that the modes compare with, the modes, the engines (None: all on PATH)."""
    chosen = {mode: find(mode) for mode in modes}
    baselines = {'native', *(mode.baseline for mode in chosen.values())}
    natives = {name: column for name, column in NATIVES.items() if name in baselines}
    return natives | chosen | {name: Engine(engine) for name, engine in engines.onPath(engineNames).items()}
