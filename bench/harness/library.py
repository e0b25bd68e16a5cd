"""What a host pays for plugins: bench/micro/library-bench (Google Benchmark and libwasmc) over its guest in wasmc's modes."""

import json

from . import columns, markdown
from .common import BENCH, BUILD, WASMC, BenchError, run

IMAGE_BYTES = 1 << 20
# (row, unit, goal, how to read it off {benchmark: entry}: those of a mode, and all)
ROWS = (
    ('plain indirect call', 'ns', '', lambda mode, entries: entries['plain']['cpu_time']),
    ('plain far indirect call: into another shared object, as a plugin is', 'ns', '',
     lambda mode, entries: entries['plain-far']['cpu_time']),
    ('call into a linked instance, values in registers', 'ns', 'plain + 2',
     lambda mode, entries: entries['call-in-linked']['cpu_time']),
    ('call into a plugin, values in registers', 'ns', 'plain far + 2', lambda mode, entries: mode['call-in']['cpu_time']),
    ('call into a plugin, values in an array', 'ns', '', lambda mode, entries: mode['call-in-slots']['cpu_time']),
    ('call out to the host', 'ns', 'plain + 5', lambda mode, entries: mode['call-out']['cpu_time'] / mode['call-out']['calls']),
    ('instance from a pool, request, and back: small, p50', 'µs', '2', lambda mode, entries: mode['pool-small']['p50'] * 1e6),
    ('the same with 1 MiB of data, p50', 'µs', '10', lambda mode, entries: mode['pool-1MiB']['p50'] * 1e6),
    ('reset after a request: small, p50', 'µs', '', lambda mode, entries: mode['reset-small']['p50'] * 1e6),
    ('reset with 1 MiB of data, p50', 'µs', '', lambda mode, entries: mode['reset-1MiB']['p50'] * 1e6),
    ('instantiation: small, p50', 'µs', '', lambda mode, entries: mode['instantiate-small']['p50'] * 1e6),
    ('instantiation with 1 MiB of data, p50', 'µs', '', lambda mode, entries: mode['instantiate-1MiB']['p50'] * 1e6),
    ('instance-per-request loop', '1,000/s', '100', lambda mode, entries: 1e6 / mode['pool-small']['real_time']),
    ('10,000 live instances of one page, resident each', 'KiB', '', lambda mode, entries: mode['live']['bytes'] / 1024),
)


def withImage(source):
    """The guest with initial data."""
    larger = source.replace('(export "memory") 1)', f'(export "memory") {(IMAGE_BYTES >> 16) + 1})')
    data = '\\01' * IMAGE_BYTES
    return f'{larger[:larger.rindex(")")]}\n  (data (i32.const 2048) "{data}"))\n'


def plugins(work, mode):
    """The two plugins in a mode, built."""
    source = BENCH / 'micro' / 'library.wat'
    image = work / 'library-image.wat'
    image.write_text(withImage(source.read_text(encoding='utf-8')), encoding='utf-8')
    for module in (source, image):
        plugin = work / f'{module.stem}.{mode}.so'
        run([WASMC, module, '--emit=shared', '-o', plugin, *columns.find(mode).options])
        yield plugin


def entriesOf(benchmark, arguments):
    """{benchmark: entry of Google Benchmark's}; of repetitions the fastest."""
    entries = {}
    for entry in json.loads(run([benchmark, '--benchmark_format=json', *arguments]))['benchmarks']:
        known = entries.get(entry['name'])
        if entry['run_type'] == 'iteration' and (not known or entry['cpu_time'] < known['cpu_time']):
            entries[entry['name']] = entry
    return entries


def measure(work, modes, quick):
    """The table as text, and the record: {benchmark: entry of Google Benchmark's}."""
    benchmark = BUILD / 'bin' / 'library-bench'
    if not benchmark.exists():
        raise BenchError(f'{benchmark} is not there: it is built where Google Benchmark is installed')
    arguments = [f'{mode}={",".join(str(plugin) for plugin in plugins(work, mode))}' for mode in modes]
    # The rows of calls are compared with each other.
    calls = '^(plain|call-in)'
    interleaved = ['--benchmark_min_time=0.05', f'--benchmark_repetitions={5 if quick else 20}',
                   '--benchmark_enable_random_interleaving=true', f'--benchmark_filter={calls}']
    once = [f'--benchmark_min_time={0.05 if quick else 0.5}', f'--benchmark_filter=-{calls}']
    entries = {**entriesOf(benchmark, [*interleaved, *arguments]), **entriesOf(benchmark, [*once, *arguments])}
    byMode = {mode: {} for mode in modes}
    for name, entry in entries.items():
        kind, _, rest = name.partition('/')
        if rest:
            byMode[rest.split('/')[0]][kind] = entry
    rows = [[f'{what}, {unit}', goal, *(f'{read(byMode[mode], entries):.2f}' for mode in modes)]
            for what, unit, goal, read in ROWS]
    return markdown.table(['libwasmc', 'goal', *modes], rows) + '\n', entries
