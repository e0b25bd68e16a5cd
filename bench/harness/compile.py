"""Compile time: wall-clock and processor time, peak memory and size of the output for large modules, beside other ahead-of-time
compilers."""

import csv
import dataclasses
import os
import pathlib

from . import engines, markdown
from .common import CLANG, ROOT, WASMC, BenchError, progress, run
from .programs import DEFAULT_CPU

SUITES = pathlib.Path(os.environ.get('WASMC_SUITES') or ROOT.parent / 'shared' / 'suites')
# Real modules from this size on: smaller ones take a moment in every compiler. QUICK: those that performance goals name.
LEAST_BYTES, QUICK = 600_000, ('sqlite3',)
GENERATOR = ROOT / 'test' / 'large' / 'generate.py'
LEVELS = ('-O0', '-O1', '-O2')
MISSING = '–'


@dataclasses.dataclass
class Cost:
    """Of all commands together; seconds, the largest command's peak memory, and the size of what the last one wrote."""
    wall: float = 0
    processor: float = 0
    residentKiB: int = 0
    bytes: int = 0
    failure: str = ''


@dataclasses.dataclass(frozen=True)
class Subject:
    """A module, and the options that it needs of wasmc."""
    module: pathlib.Path
    options: tuple = ()

    @property
    def megabytes(self):
        return self.module.stat().st_size / 1e6


def wasmc(*options):
    return lambda subject, output: [[WASMC, subject.module, '-o', output, *subject.options, *options]]


def wasm2c(subject, output):
    """The object alone: what a module imports is no matter of its compilation."""
    source = output.with_name(f'guest-{output.name}.c')
    compileC = [CLANG, '-O2', f'-march={DEFAULT_CPU}', '-w', '-I/usr/share/wabt/wasm2c', '-c', source, '-o', output]
    return [['wasm2c', subject.module, '-n', 'guest', '-o', source], compileC]


# Compilers beside wasmc: the executable that PATH must have, and the commands that compile a subject to an output.
OTHERS = {
    'wasm2c, clang -O2': ('wasm2c', wasm2c),
    'wasmtime': ('wasmtime', lambda subject, output: [['wasmtime', 'compile', subject.module, '-o', output]]),
    'wamrc -O2': ('wamrc', lambda subject, output: [['wamrc', '--opt-level=2', '-o', output, subject.module]]),
    'wasmedge': ('wasmedge', lambda subject, output: [['wasmedge', 'compile', subject.module, output]]),
}


def realModules(work, only):
    """{name: Subject} of the suites' large modules, and of files that were named. Sightglass's import the marks of a timer that is not
    there."""
    marks = work / 'bench-marks.wasm'
    run([WASMC, '--emit=wasm', ROOT / 'test' / 'support' / 'bench.wat', '-o', marks])
    with open(SUITES / 'modules' / 'MANIFEST.tsv', encoding='utf-8') as file:
        rows = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
    files = [pathlib.Path(name) for name in only if name.endswith('.wasm')]
    subjects = {file.stem: Subject(file.resolve(), ('--allow-undefined',)) for file in files}
    seen = set()  # several rows may be runs of one module
    for row in sorted(rows, key=lambda row: int(row['size'])):
        name = row['id'].split('/')[1]
        if (name in only if only else int(row['size']) >= LEAST_BYTES) and row['file'] not in seen:
            seen.add(row['file'])
            options = (f'--preload=bench={marks}',) if 'import:bench' in row['features'] else ()
            subjects[name] = Subject(SUITES / 'modules' / row['file'], options)
    return subjects


def extremeModules(work, only):
    """{name: Subject} of those that test/large generates, each large in one respect."""
    subjects = {}
    for kind in run([GENERATOR]).split():
        if not only or kind in only:
            subjects[kind] = Subject(work / f'large-{kind}.wasm')
            run([GENERATOR, kind, subjects[kind].module])
    return subjects


def measureOne(spawner, commands, output):
    cost = Cost()
    output.unlink(missing_ok=True)
    try:
        for tool, *arguments in commands:
            [(wall, processor, resident)], _ = spawner([engines.path(tool), *arguments])
            cost.wall, cost.processor = cost.wall + wall, cost.processor + processor
            cost.residentKiB = max(cost.residentKiB, resident)
        cost.bytes = output.stat().st_size
    except BenchError as error:
        progress(f'left out: {error}')
        return Cost(failure=str(error).strip())
    return cost


def measureAll(spawner, subjects, compilers, work):
    """{subject: {compiler: Cost}}"""
    record = {}
    for name, subject in subjects.items():
        record[name] = {}
        for compiler, commandsFor in compilers.items():
            progress(f'{name} ({subject.megabytes:.1f} MB): {compiler}')
            output = work / f'{name}.compiled'
            record[name][compiler] = measureOne(spawner, commandsFor(subject, output), output)
    return record


def tables(record, subjects):
    """Times, then memory and sizes, as text."""
    def table(title, form):
        rows = [[name, f'{subjects[name].megabytes:.2f}', *(MISSING if cost.failure else form(cost) for cost in costs.values())]
                for name, costs in record.items()]
        return markdown.table([title, 'MB', *next(iter(record.values()))], rows)

    return markdown.paragraphs(table('processor s (wall s)', lambda cost: f'{cost.processor:.2f} ({cost.wall:.2f})'),
                               table('peak MiB (output KiB)', lambda cost: f'{cost.residentKiB / 1024:.0f} ({cost.bytes / 1024:.0f})'))


def measure(spawner, work, quick, only):
    """The tables as text, and the record."""
    levels = {f'wasmc {option}': wasmc(option) for option in LEVELS}
    others = {name: commandsFor for name, (tool, commandsFor) in OTHERS.items() if engines.path(tool)}
    extremeLevels = levels | {'wasmc -O2 explicit': wasmc('-O2', '--bounds=explicit'),
                              'wasmc -O2 aarch64': wasmc('-O2', '--target=aarch64-linux')}
    chosen = [(realModules(work, only or (QUICK if quick else ())), levels | others),
              ({} if quick and not only else extremeModules(work, only), extremeLevels)]
    texts, record = [], {}
    for subjects, compilers in chosen:
        if subjects:
            costs = measureAll(spawner, subjects, compilers, work)
            texts.append(tables(costs, subjects))
            record |= {name: {compiler: dataclasses.asdict(cost) for compiler, cost in row.items()} for name, row in costs.items()}
    if not texts:
        raise BenchError('no such module')
    return markdown.paragraphs(*texts), record
