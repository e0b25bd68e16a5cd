"""Calls alone: bench/micro/calls-bench (Google Benchmark) over its guest, built natively and in wasmc's modes."""

import json

from . import columns, markdown, measure as builder
from .common import BENCH, BUILD, BenchError, run
from .programs import Program


def measure(work, modes, quick):
    """The table as text, and the record: {kind of call: {column: nanoseconds}}."""
    benchmark = BUILD / 'bin' / 'calls-bench'
    if not benchmark.exists():
        raise BenchError(f'{benchmark} is not there: it is built where Google Benchmark is installed')
    program = Program('calls', 'micro', BENCH / 'micro' / 'calls.c', preloads=(('references', BENCH / 'micro' / 'references.wat'),))
    plans, _ = builder.buildProgram(program, columns.select(modes, []), work)
    executables = [f'{name}={plan.run[0]}' for name, plan in plans.items()]
    output = run([benchmark, f'--benchmark_min_time={0.05 if quick else 0.5}', '--benchmark_format=json', *executables])
    rows = {}
    for entry in json.loads(output)['benchmarks']:
        if entry.get('error_occurred'):
            raise BenchError(f'{entry["name"]}: {entry["error_message"]}')
        kind, name = entry['name'].split('/')[:2]
        rows.setdefault(kind, {})[name] = entry['ns/call']
    others = [name for name in plans if name != 'native']
    cells = [[kind, f'{row["native"]:.2f}', *(f'{row[name]:.2f} ({row[name] / row["native"]:.2f})' for name in others)]
             for kind, row in rows.items()]
    return markdown.table(['call: ns (/ native)', 'native', *others], cells) + '\n', rows
