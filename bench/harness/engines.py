"""Other engines, where PATH has them: each compiles ahead of time if it can, and runs what it made."""

import dataclasses
import pathlib
import shutil
from typing import Callable

from .common import BENCH, BenchError
from .programs import DEFAULT_CPU, clangFor

HARNESS = BENCH / 'harness'


@dataclasses.dataclass(frozen=True)
class Plan:
    """How a column makes something out of a program: commands that compile it, the command that runs it, and the files that the
    latter needs beside what is installed."""
    compile: list
    run: list
    files: list


@dataclasses.dataclass(frozen=True)
class Engine:
    """`plan(module, stem)` returns a Plan whose files begin with `stem`; of the executables `needs` the first tells its version."""
    needs: tuple
    plan: Callable


def path(tool):
    return shutil.which(tool)


def wasmtime(module, stem):
    code = f'{stem}.cwasm'
    return Plan([[path('wasmtime'), 'compile', module, '-o', code]], [path('wasmtime'), 'run', '--allow-precompiled', code], [code])


def wasmer(module, stem):
    code = f'{stem}.wasmu'
    return Plan([[path('wasmer'), 'compile', '--llvm', module, '-o', code]], [path('wasmer'), 'run', code], [code])


def wasmedge(module, stem):
    code = f'{stem}.aot.wasm'
    return Plan([[path('wasmedge'), 'compile', '--optimize', '3', module, code]], [path('wasmedge'), code], [code])


def wamr(module, stem):
    code = f'{stem}.aot'
    return Plan([[path('wamrc'), '--opt-level=3', '--size-level=3', '-o', code, module]], [path('iwasm'), code], [code])


def node(module, _):
    """No ahead-of-time mode: the optimising compiler at once, instead of when a function turns out to be hot."""
    options = ['--no-warnings', '--no-liftoff', '--no-wasm-lazy-compilation']
    return Plan([], [path('node'), *options, HARNESS / 'node-host.mjs', module], [module])


def wasm2c(module, stem):
    """Translated to C, compiled as native code is, with wabt's runtime and a host of ours for the few calls that programs make."""
    # The header's guard is made of its name, which must not begin with a digit.
    runtime, source = pathlib.Path('/usr/share/wabt/wasm2c'), stem.with_name(f'guest-{stem.name}.c')
    compileC = [*clangFor(DEFAULT_CPU), '-w', f'-I{runtime}', f'-DGUEST="{source.with_suffix(".h")}"', source,
                runtime / 'wasm-rt-impl.c', HARNESS / 'wasm2c-host.c', '-lm', '-o', stem]
    return Plan([[path('wasm2c'), module, '-n', 'guest', '-o', source], compileC], [stem], [stem])


ENGINES = {
    'wasmtime': Engine(('wasmtime',), wasmtime),
    'wasmer': Engine(('wasmer',), wasmer),
    'wasmedge': Engine(('wasmedge',), wasmedge),
    'wamr': Engine(('iwasm', 'wamrc'), wamr),
    'node': Engine(('node',), node),
    'wasm2c': Engine(('wasm2c',), wasm2c),
}


def onPath(names):
    """The engines that are installed, of those named (None: of all)."""
    for name in names or []:
        if name not in ENGINES:
            raise BenchError(f'no engine {name}; known are: {", ".join(ENGINES)}')
    return {name: engine for name, engine in ENGINES.items()
            if (names is None or name in names) and all(path(tool) for tool in engine.needs)}
