"""How many instructions wasmc's AArch64 executables take beside native ones: counted exactly, by a plugin of qemu-user."""

import concurrent.futures
import os
import shutil

from . import markdown, summary
from .columns import find
from .common import BENCH, CLANG, LLVM, WASMC, BenchError, progress, run

# Statically linked, so that no dynamic linker's work is counted. The C library and compiler runtime are Debian's cross packages.
NATIVE = [CLANG, '--target=aarch64-linux-gnu', '-mcpu=generic', '-O3', '-ffp-contract=off', '-static', f'-fuse-ld=lld-{LLVM}']
EMULATOR = 'qemu-aarch64'


def whyNot(work):
    """What is missing for these measurements; empty: nothing."""
    if not shutil.which(EMULATOR):
        return f'{EMULATOR} is not installed'
    probe = work / 'cross-probe.c'
    probe.write_text('int main(void) { return 0; }\n', encoding='ascii')
    try:
        run([*NATIVE, probe, '-o', work / 'cross-probe', '-lm'])
    except BenchError as error:
        return f'no C library for AArch64: {error}'
    return ''


def buildPlugin(work):
    plugin = work / 'count-instructions.so'
    run([CLANG, '-O2', '-Wall', '-shared', '-fPIC', '-fvisibility=hidden', BENCH / 'harness' / 'count-instructions.c', '-o', plugin])
    return plugin


def count(plugin, executable):
    """(instructions, standard output) of one run."""
    log = executable.with_name(executable.name + '.count')
    output = run([EMULATOR, '-plugin', plugin, '-d', 'plugin', '-D', log, executable])
    return int(log.read_text(encoding='ascii').split()[1]), output


def countProgram(program, modes, plugin, work):
    """{column: instructions} of one program, whose output has to be the same in all columns."""
    module, counts, expected = program.module(work), {}, None
    program.buildModule(module)
    commands = {'native': [*NATIVE, *(['-DSMALL'] if program.small else []), program.source, '-lm']}
    commands |= {mode: [WASMC, '--target=aarch64-linux', module, *find(mode).options] for mode in modes}
    for name, command in commands.items():
        executable = work / f'{program.name}.{name}.aarch64'
        run([*command, '-o', executable])
        counts[name], output = count(plugin, executable)
        expected = expected if expected is not None else output
        if output != expected:
            raise BenchError(f'wrong answer: the output of {executable} differs from the native one')
    return counts


def report(rows, programs, modes):
    """The tables: geometric means of the ratios, then each program."""
    groups = {group: [program.name for program in programs if program.group == group]
              for group in dict.fromkeys(program.group for program in programs)}

    def mean(names, mode):
        return f'{summary.geometricMean([rows[name][mode] / rows[name]["native"] for name in names]):.3f}'

    means = [[mode, mean(rows, mode), *(mean(names, mode) for names in groups.values())] for mode in modes]
    cells = [[program.name, f'{rows[program.name]["native"] / 1e6:.1f}',
              *(f'{rows[program.name][mode] / rows[program.name]["native"]:.3f}' for mode in modes)] for program in programs]
    return '\n\n'.join([markdown.table(['column', 'geometric mean', *groups], means),
                        markdown.table(['program', 'native, millions', *modes], cells)]) + '\n'


def measure(programs, modes, work):
    """The table as text, and the record: {program: {column: instructions}}. Programs in Rust are left out: Debian has its library
    for no other CPU."""
    reason = whyNot(work)
    if reason:
        return f'instructions on AArch64: skipped, {reason}\n', {}
    plugin, chosen = buildPlugin(work), [program for program in programs if program.source.suffix == '.c']
    rows = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {pool.submit(countProgram, program, modes, plugin, work): program.name for program in chosen}
        try:
            for future in concurrent.futures.as_completed(futures):
                rows[futures[future]] = future.result()
                progress(f'counted {len(rows)} of {len(chosen)}: {futures[future]}')
        except BenchError:
            pool.shutdown(cancel_futures=True)
            raise
    return report(rows, chosen, modes), rows
