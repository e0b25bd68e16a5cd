"""Other engines, where PATH has them: each compiles ahead of time if it can, and runs what it made."""

import dataclasses
import pathlib
import shutil
from typing import Callable

from .common import BENCH, CLANG, BenchError, run
from .programs import DEFAULT_CPU

NODE_HOST = BENCH / 'harness' / 'node-host.mjs'


@dataclasses.dataclass(frozen=True)
class Engine:
    """`prepare(module, stem)` compiles and returns (command to run, files that it needs); `needs` are its executables."""
    needs: tuple
    version: tuple
    prepare: Callable


def path(tool):
    return shutil.which(tool)


def wasmtime(module, stem):
    run([path('wasmtime'), 'compile', '-O', 'opt-level=2', module, '-o', f'{stem}.cwasm'])
    return [path('wasmtime'), 'run', '--allow-precompiled', f'{stem}.cwasm'], [f'{stem}.cwasm']


def wasmer(module, stem):
    run([path('wasmer'), 'compile', '--llvm', module, '-o', f'{stem}.wasmu'])
    return [path('wasmer'), 'run', f'{stem}.wasmu'], [f'{stem}.wasmu']


def wasmedge(module, stem):
    run([path('wasmedge'), 'compile', '--optimize', '3', module, f'{stem}.aot.wasm'])
    return [path('wasmedge'), f'{stem}.aot.wasm'], [f'{stem}.aot.wasm']


def wamr(module, stem):
    run([path('wamrc'), '--opt-level=3', '--size-level=3', '-o', f'{stem}.aot', module])
    return [path('iwasm'), f'{stem}.aot'], [f'{stem}.aot']


def node(module, _):
    """No ahead-of-time mode: the optimising compiler at once, instead of when a function turns out to be hot."""
    return [path('node'), '--no-warnings', '--no-liftoff', '--no-wasm-lazy-compilation', str(NODE_HOST), module], [module]


def wasm2c(module, stem):
    """Translated to C, compiled as native code is, with wabt's runtime and a host of ours for the few calls that programs make."""
    runtime = pathlib.Path('/usr/share/wabt/wasm2c')
    run([path('wasm2c'), module, '-n', 'guest', '-o', f'{stem}.c'])
    run([CLANG, '-O3', '-ffp-contract=off', f'-march={DEFAULT_CPU}', '-w', f'-I{runtime}', f'-DGUEST="{stem}.h"', f'{stem}.c',
         runtime / 'wasm-rt-impl.c', BENCH / 'harness' / 'wasm2c-host.c', '-lm', '-o', stem])
    return [stem], [stem]


ENGINES = {
    'wasmtime': Engine(('wasmtime',), ('wasmtime', '--version'), wasmtime),
    'wasmer': Engine(('wasmer',), ('wasmer', '--version'), wasmer),
    'wasmedge': Engine(('wasmedge',), ('wasmedge', '--version'), wasmedge),
    'wamr': Engine(('iwasm', 'wamrc'), ('iwasm', '--version'), wamr),
    'node': Engine(('node',), ('node', '--version'), node),
    'wasm2c': Engine(('wasm2c',), ('wasm2c', '--version'), wasm2c),
}


def onPath(names):
    """The engines that are installed, of those named (None: of all)."""
    for name in names or []:
        if name not in ENGINES:
            raise BenchError(f'no engine {name}; known are: {", ".join(ENGINES)}')
    return {name: engine for name, engine in ENGINES.items()
            if (names is None or name in names) and all(path(tool) for tool in engine.needs)}
