"""pgo.py WORK PGO.WAT: in every configuration, for each way to end, a profile goes through an instrumented executable and
llvm-profdata into the next compilation. It has the counts that the module makes, fits without a warning, changes no behaviour, and
the same profile gives the same bytes."""

import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'support'))
import configurations  # noqa: E402 (found through the line above)

ENDS = {'return': ('(nop)', 0), 'exit': ('(call $exit (i32.const 7))', 7), 'trap': ('(unreachable)', 134)}
LEVELS = ('-O0', '-O2', '-O3')


def check(condition, what, text=''):
    if not condition:
        sys.exit(f'{what}\n{text}')


def compiled(configuration, module, executable, *options):
    done = configuration.compile(str(module), str(executable), options)
    check(done.returncode == 0 and not done.stderr, f'{configuration.name} {options}: status {done.returncode}', done.stderr)


def profdata(*arguments):
    command = [f'{os.environ["LLVM_BIN"]}/llvm-profdata', *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def checkCounts(profile):
    """$step ran 1000 times, wherever it was inlined, and called $common 900 times, $rare 100 times; it filled 1 byte as often as 17."""
    shown = profdata('show', '--all-functions', '--counts', '--ic-targets', '--memop-sizes', profile)
    counts = [int(count) for line in re.findall(r'Block counts: \[(.+)\]', shown) for count in line.split(', ')]
    check({900, 100, 1} <= set(counts), 'counts', shown)
    for target, count in (('common', 900), ('rare', 100)):
        check(re.search(rf'\[ *0, *wasm;wasm\.{target}, *{count} ', shown), f'calls of ${target}', shown)
    for size, count in ((1, 504), (17, 496)):
        check(re.search(rf'\[ *0, *{size}, *{count} ', shown), f'memory.fill of {size}', shown)


def roundTrip(configuration, module, end, status, level):
    profile = module.with_suffix('.profdata')
    raw, instrumented, first, second = (module.with_suffix(suffix) for suffix in ('.%p.profraw', '.instrumented', '.1', '.2'))
    compiled(configuration, module, instrumented, level, '--pgo-instrument')
    done = configuration.run(str(instrumented), env={'LLVM_PROFILE_FILE': str(raw)})
    check(done.returncode == status, f'{configuration.name} {level} {end}: status {done.returncode}', done.stderr.decode())
    written = list(module.parent.glob(f'{module.stem}.*.profraw'))
    check(len(written) == 1 and re.fullmatch(r'.*\.\d+\.profraw', str(written[0])), f'files {written}')
    profdata('merge', '-o', profile, written[0])
    written[0].unlink()
    checkCounts(profile)
    compiled(configuration, module, first, level, '--pgo-use', str(profile))
    compiled(configuration, module, second, level, '--pgo-use', str(profile))
    check(first.read_bytes() == second.read_bytes(), f'{configuration.name} {level}: the same profile, other bytes')
    done = configuration.run(str(first))
    check(done.returncode == status, f'{configuration.name} {level} {end}: with the profile status {done.returncode}')


def main():
    work, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(encoding='utf-8')
    for end, (text, status) in ENDS.items():
        module = work / f'{end}.wat'
        module.write_text(source.replace('(END)', text, 2).replace(f'stands for {text}', 'stands there'), encoding='utf-8')
        for configuration in configurations.ALL:
            for level in LEVELS if end == 'return' else LEVELS[1:2]:
                if configuration.canRun():
                    roundTrip(configuration, module, end, status, level)


main()
