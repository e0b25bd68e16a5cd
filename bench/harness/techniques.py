"""What each technique of codegen gains: programs with it and without it, each relative to native code."""

import dataclasses

from . import columns, markdown, measure as builder, programs, summary
from .common import BenchError, progress


@dataclasses.dataclass(frozen=True)
class Technique:
    """`mode` has it; `off` is the option that turns it off or the mode that lacks it."""
    what: str
    off: str
    mode: str
    examples: tuple

    @property
    def without(self):
        return f'{self.mode}{self.off}' if self.off.startswith('--') else self.off


# The table of codegen/README.md.
TECHNIQUES = (
    Technique('64-bit indices (`passes/WidenIndices`)', '--no-index-widening', 'guard', ('matrix', 'gemm', 'heat-3d')),
    Technique('constants added by the access (`passes/FoldOffsets`)', '--no-offset-folding', 'guard-plugin', ('n-body',)),
    Technique('loops rolled up (`passes/RerollLoops`)', '--no-rerolling', 'guard', ('gemm', 'jacobi-1d', 'nussinov')),
    Technique('products of halves (`passes/WideMultiply`)', '--no-wide-multiply', 'guard', ('wide-multiply',)),
    Technique('memory functions of C libraries (`analysis/KnownBodies`)', '--no-known-bodies', 'guard', ('maps', 'text-words', 'strings')),
    Technique('sums with carries (`passes/WideSum`)', '--no-wide-sum', 'guard', ('wide-multiply',)),
    Technique('distances of guest addresses (`passes/GuestAliasAnalysis`)', '--no-guest-aliases', 'guard',
              ('wide-multiply', 'regex', 'interpreter')),
    Technique('stores before loads elsewhere (`passes/VersionOverlaps`)', '--no-overlap-versions', 'guard', ('image-bilinear',)),
    Technique('clamped conversions (`passes/BoundedConversions`)', '--no-bounded-conversions', 'guard', ('image-sepia',)),
    Technique('a column of a frozen table for each type (`InstanceModel`)', '--no-type-columns', 'guard',
              ('dispatch', 'shapes', 'interpreter')),
    Technique('direct calls of few functions (`emit/Call`)', '--no-devirtualization', 'guard', ('dispatch', 'shapes', 'sort')),
    Technique('shadow stack pointer as a parameter (`passes/ShadowStackPointer`)', '--no-stack-pointer-passing', 'guard',
              ('recursion', 'regex', 'sha256')),
    Technique('of a library: the base is at a distance from the instance (`passes/BaseFromInstance`)', '--no-base-from-instance',
              'guard-plugin', ('trees', 'interpreter')),
    Technique('of a library: the instance pointer in a register of its own (`Signature`)', '--no-instance-register', 'guard-plugin',
              ('regex', 'recursion')),
    Technique('indices added in 32 bits by the access (`target/NarrowAddresses`)', '--no-narrow-addresses', 'guard',
              ('life', 'maps', 'regex')),
    Technique('larger loops unrolled whole (`target/Target`)', '--no-full-unrolling', 'guard', ('n-body', 'image-blur', 'interpreter')),
    Technique('huge pages (`rt/memory`)', '--no-huge-pages', 'guard', ('atax', 'gesummv', 'maps')),
    Technique('a profile of the same run (`codegen/Profile`)', 'guard', 'guard-pgo', ('dispatch', 'regex', 'sort')),
    Technique('of that, calls by index (`passes/DispatchOnIndex`)', '--no-index-dispatch', 'guard-pgo', ('dispatch',)),
    Technique('checks before loops (`passes/HoistBoundsChecks`)', '--no-check-hoisting', 'explicit', ('heat-3d', 'gemm', 'matrices')),
    Technique('one check for several accesses (`passes/MergeBoundsChecks`)', '--no-check-merging', 'explicit',
              ('shapes', 'csv', 'image-blur')),
    Technique('known sizes of memories (`memory/MemorySize`)', '--no-known-sizes', 'explicit', ('matrices', 'hash-map', 'csv')),
)


def measure(spawner, work, folder, rounds, seconds):
    """The table as text, and the record: {technique: {program: [without, with]}}."""
    rows, record = [], {}
    for technique in TECHNIQUES:
        chosen = columns.select([technique.mode, technique.without], [])
        for name in technique.examples:
            progress(f'{technique.what}: {name}')
            [program] = programs.find(['kernels', 'applications'], [name])
            if program.name != name:
                raise BenchError(f'no program {name}')
            plans, results = builder.buildProgram(program, chosen, work)
            builder.runRounds(spawner, columns, plans, results, rounds, seconds, folder)
            ratios = [summary.ratio({name: results}, name, column, chosen) for column in (technique.without, technique.mode)]
            isFirst = technique.what not in record
            record.setdefault(technique.what, {})[name] = ratios
            rows.append([technique.what if isFirst else '', f'`{technique.off}`' if isFirst else '', technique.mode, f'`{name}`',
                         *(f'{ratio:.2f}' for ratio in ratios)])
    return markdown.table(['technique', 'off', 'mode', 'program', 'without', 'with'], rows) + '\n', record
