"""bench/run from the command line to the written tables."""

import dataclasses
import json
import pathlib
import subprocess
import sys

from . import columns as columnsModule
from . import calls, compile, engines, instructions, library, machine, markdown, measure, options, programs, startup, summary, svg, techniques
from .common import BENCH, BUILD, ROOT, BenchError, progress

ROUNDS, QUICK_ROUNDS = 11, 2
# Per program, after which no further round begins: what keeps the whole under its time.
SECONDS, QUICK_SECONDS = 8, 1
START_SPAWNS, QUICK_START_SPAWNS = 200, 40
# What stands between these lines of README.md is written by --publish.
TABLE_BEGINS, TABLE_ENDS = '<!-- written by ./bench/run --publish -->', '<!-- end of what ./bench/run --publish writes -->'


def setUp(noBuild):
    setup = ['packages', 'bench'] if noBuild else ['bench']
    if subprocess.run([str(ROOT / 'tools' / 'setup'), *setup], check=False).returncode != 0:
        raise BenchError('set-up failed')


def chooseColumns(chosen):
    """The pair that a comparison is about, or the modes and engines asked for."""
    if chosen.kept_loads or chosen.fuel:
        return columnsModule.select(['guard', 'dropped' if chosen.kept_loads else 'fuel'], [])
    few = chosen.quick or chosen.io
    modes = chosen.modes or (columnsModule.QUICK_MODES if few else columnsModule.DEFAULT_MODES)
    return columnsModule.select(modes, chosen.engines if chosen.engines is not None else [] if few else None)


def listAll():
    for group in programs.GROUPS:
        print(f'{group}: {" ".join(program.name for program in programs.find([group]))}')
    print(f'modes: {" ".join(columnsModule.MODES)}')
    print(f'engines on PATH: {" ".join(engines.onPath(None)) or "none"} (known: {" ".join(engines.ENGINES)})')


def columnStarts(spawner, columns, work, quick):
    """What starting costs in each column: {column: StartUp}."""
    plans, _ = measure.buildProgram(startup.program('empty'), columns, work)
    commands = {name: plan.run for name, plan in plans.items()}
    return measure.startUps(spawner, commands, QUICK_START_SPAWNS if quick else START_SPAWNS)


def runAll(chosen, selected, columns, spawner, work, folder):
    """({program: {column: Measured}}, {program: SHA-256 of the output})"""
    built = measure.buildAll(selected, columns, work)
    rounds = chosen.rounds or (QUICK_ROUNDS if chosen.quick else ROUNDS)
    results, digests = {}, {}
    for number, program in enumerate(selected, 1):
        progress(f'running {number} of {len(selected)}: {program.name}')
        plans, results[program.name] = built[program.name]
        digests[program.name] = measure.runRounds(spawner, columns, plans, results[program.name], rounds,
                                                  QUICK_SECONDS if chosen.quick else SECONDS, folder)
    return results, digests


def remarks(chosen, results):
    """What engines can't do, what the comparisons are about, and whether the official suite passes."""
    for program, row in results.items():
        for column, cell in row.items():
            if cell.failure:
                yield f'`{column}` without `{program}`: {cell.failure.splitlines()[-1].replace(str(ROOT), ".")}'
    if chosen.kept_loads:
        cost = summary.costInPercent(results, 'guard', 'dropped')
        yield f'keeping loads costs {cost:+.2f} % (geometric mean of guard / dropped)'
    if chosen.fuel:
        cost = summary.costInPercent(results, 'fuel', 'guard')
        yield f'counting instructions costs {cost:+.2f} % (geometric mean of fuel / guard)'
    if chosen.conformance:
        progress('the official test suite, with the same build')
        command = [str(ROOT / 'test' / 'run'), '--no-build', 'spec-exec']
        suite = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        yield f'official test suite, same build: {suite.stdout.splitlines()[-1]}{"" if suite.returncode == 0 else ": IT FAILS"}'


def write(path, text):
    if path:
        pathlib.Path(path).write_text(text, encoding='utf-8')


def isAlone(chosen):
    """Whether the command line asks for something beside the table, without it."""
    return chosen.startup or chosen.calls or chosen.library or chosen.instructions or chosen.techniques or chosen.compile


def groupsOf(chosen):
    """Of programs, that the command line asks for."""
    return ['io'] if chosen.io else programs.TABLE_GROUPS


def isWhole(chosen):
    """Whether the command line asks for all that there is to measure."""
    return not (chosen.only or chosen.quick or chosen.io or chosen.kept_loads or chosen.fuel or isAlone(chosen))


def alone(chosen, spawner, work, folder):
    """{what: (title, text, record)}: the measurements beside the table that were asked for; all of them with a whole one."""
    measured = {}
    if chosen.startup or isWhole(chosen):
        measured['startup'] = ('Start-up of hello:', *startup.measure(spawner, work, chosen.quick))
    if chosen.calls or isWhole(chosen):
        modes = chosen.modes if chosen.calls else None
        measured['calls'] = ('Calls:', *calls.measure(work, modes or columnsModule.QUICK_MODES, chosen.quick))
    if chosen.library or isWhole(chosen):
        modes = chosen.modes if chosen.library else None
        measured['library'] = ('Plugins:', *library.measure(work, modes or columnsModule.QUICK_MODES, chosen.quick))
    if chosen.instructions:
        selected = [dataclasses.replace(program, small=chosen.quick)
                    for program in programs.find(['kernels', 'applications'], chosen.only)]
        counts = instructions.measure(selected, chosen.modes or columnsModule.QUICK_MODES, work)
        measured['instructions'] = ('Instructions executed on AArch64 (/ native):', *counts)
    if chosen.compile:
        measured['compile'] = ('Compilation of large modules:', *compile.measure(spawner, work, chosen.quick, chosen.only))
    if chosen.techniques:
        rounds, seconds = (QUICK_ROUNDS, QUICK_SECONDS) if chosen.quick else (chosen.rounds or ROUNDS, SECONDS)
        measured['techniques'] = ('Ratio to native:', *techniques.measure(spawner, work, folder, rounds, seconds))
    return measured


def table(chosen, spawner, work, folder):
    """(markdown.Report, record, chart)"""
    selected, columns = programs.find(groupsOf(chosen), chosen.only), chooseColumns(chosen)
    starts = columnStarts(spawner, columns, work, chosen.quick)
    results, digests = runAll(chosen, selected, columns, spawner, work, folder)
    summaries = summary.summarise(results, selected, columns, starts)
    notes = list(remarks(chosen, results))
    description = machine.describe(columns, selected)
    cells = {name: {column: dataclasses.asdict(cell) for column, cell in row.items()} for name, row in results.items()}
    record = {'machine': description, 'summary': {name: dataclasses.asdict(one) for name, one in summaries.items()},
              'remarks': notes, 'programs': cells, 'outputSha256': digests}
    report = markdown.report(description, results, selected, columns, summaries, notes)
    return report, record, svg.chart(results, selected, columns, summaries)


def check(chosen, folder):
    """Every program with little work, natively and in guard mode: the answers have to be the same."""
    folder.mkdir(parents=True, exist_ok=True)
    spawner = measure.Spawner(folder)
    selected = [dataclasses.replace(program, small=True) for program in programs.find(groupsOf(chosen), chosen.only)]
    columns = columnsModule.select(['guard'], [])
    built = measure.buildAll(selected, columns, folder)
    for program in selected:
        measure.runRounds(spawner, columns, *built[program.name], rounds=0, seconds=0, folder=folder)
    print(f'{len(selected)} programs: the same answers')


def publish(report, chart):
    """The whole into this folder, the overview into the top README, between its two marks."""
    write(BENCH / 'table.md', report.whole)
    write(BENCH / 'table.svg', chart)
    readme = ROOT / 'README.md'
    before, rest = readme.read_text(encoding='utf-8').split(TABLE_BEGINS)
    after = rest.split(TABLE_ENDS)[1]
    write(readme, f'{before}{TABLE_BEGINS}\n{report.overview}\n{TABLE_ENDS}{after}')


def main(description):
    chosen = options.parse(description)
    try:
        if chosen.publish and not isWhole(chosen):
            raise BenchError('only a whole run can be published')
        if chosen.list:
            listAll()
            return
        if chosen.check:
            check(chosen, pathlib.Path(chosen.check).resolve())
            return
        setUp(chosen.no_build)
        work, folder = BUILD / 'bench-programs', BUILD / 'bench-files'
        for each in (work, folder):
            each.mkdir(parents=True, exist_ok=True)
        spawner = measure.Spawner(work)
        others = alone(chosen, spawner, work, folder)
        if isAlone(chosen):
            description = machine.describe({}, [])
            report, record, chart = markdown.Report(f'{description}\n', ''), {'machine': description}, ''
        else:
            report, record, chart = table(chosen, spawner, work, folder)
    except BenchError as error:
        sys.exit(f'bench/run: {error}')
    for what, (title, text, rows) in others.items():
        report = report.followedBy(title, text)
        record[what] = rows
    print(report.whole, end='')
    write(chosen.md, report.whole)
    write(chosen.svg, chart)
    write(chosen.json, json.dumps(record, indent=2) + '\n')
    if chosen.publish:
        publish(report, chart)
