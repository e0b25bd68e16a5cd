"""The programs: which there are, and how their sources become native executables and Wasm modules."""

import dataclasses
import pathlib
import platform
import re

from .common import BENCH, CLANG, RUSTC, WASMC, BenchError, run

# Native code for the CPU that wasmc assumes by default. Wasm never contracts a*b+c, so neither may what it is compared with; nor
# may clang when it computes constants for Wasm.
DEFAULT_CPU = 'x86-64-v2' if platform.machine() == 'x86_64' else 'generic'
WASI_CLANG = [CLANG, '--target=wasm32-wasip1', '--sysroot=/usr', '-isystem', '/usr/include/wasm32-wasi', '-B/usr/lib/wasm32-wasi',
              '-L/usr/lib/wasm32-wasi', '-O3', '-ffp-contract=off']
RUST = [RUSTC, '--edition=2021', '-Copt-level=3', '-Cstrip=debuginfo']
TABLE_GROUPS = ['kernels', 'applications', 'proposals']
APART = 'proposals'  # in the table, but not in what it says of the whole: few programs, far from 1 in either direction
GROUPS = {**{group: f'programs/{group}' for group in TABLE_GROUPS}, 'io': 'io'}


def clangFor(cpu):
    """clang as it compiles native code that is compared with: for a CPU as clang names it, or `native`."""
    return [CLANG, '-O3', '-ffp-contract=off', f'{"-march" if platform.machine() == "x86_64" else "-mcpu"}={cpu}']


WORK = re.compile(r'WORK\((\d+), (\d+)\)')  # as in programs/workload.h


@dataclasses.dataclass(frozen=True)
class Program:
    name: str
    group: str
    source: pathlib.Path
    small: bool = False  # little work, for a check of the answer alone
    preloads: tuple = ()  # names and files of the modules that it imports from

    @property
    def isApart(self):
        return self.group == APART

    def nativeCommand(self, executable, cpu=DEFAULT_CPU, clangOptions=()):
        """Compiles for this machine; cpu is a CPU's name as clang and rustc know it, or `native`."""
        if self.source.suffix == '.rs':
            return [*RUST, f'-Ctarget-cpu={cpu}', *(['--cfg=small'] if self.small else []), self.source, '-o', executable]
        libraries = ['-lm', '-lstdc++'] if self.source.suffix == '.cpp' else ['-lm']
        return [*clangFor(cpu), *clangOptions, *(['-DSMALL'] if self.small else []), self.source, '-o', executable, *libraries]

    def module(self, folder, simd=False):
        """The path of this program's module in a folder: all columns share it."""
        return folder / f'{self.name}{".simd" if simd else ""}.wasm'

    def buildModule(self, module, simd=False):
        """Compiles it to Wasm; where a text module stands beside the native source, that one, with the amounts of work put in."""
        template = self.source.with_suffix('.wat.in')
        if not template.exists():
            run(self.wasmCommand(module, simd))
            return
        text = module.with_suffix('.wat')
        text.write_text(WORK.sub(lambda work: work[2 if self.small else 1], template.read_text(encoding='utf-8')), encoding='utf-8')
        run([WASMC, '--emit=wasm', text, '-o', module])

    def wasmCommand(self, module, simd=False):
        if self.source.suffix == '.rs':
            return [*RUST, '--target=wasm32-wasi', '-Clinker=/usr/bin/wasm-ld', *(['-Ctarget-feature=+simd128'] if simd else []),
                    *(['--cfg=small'] if self.small else []), self.source, '-o', module]
        return [*WASI_CLANG, *(['-msimd128'] if simd else []), *(['-DSMALL'] if self.small else []), self.source, '-o', module]


def find(groups, only=None):
    """The programs of the groups in order; `only` names programs or groups. Names are unique."""
    programs = [Program(path.stem, group, path) for group in groups for path in sorted((BENCH / GROUPS[group]).iterdir())
                if path.suffix in ('.c', '.cpp', '.rs')]
    known = {program.name for program in programs} | set(groups)
    for name in only or []:
        if name not in known:
            raise BenchError(f'no program {name}; bench/run --list names them')
    return [program for program in programs if not only or program.name in only or program.group in only]
