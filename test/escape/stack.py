"""Every call made at every depth of the guest's stack, until there is no room left for the call itself: that is a trap of
the guest's, whatever the call was doing."""

import os
import re
import sys

import guest
import verdict

LETTERS = {'i': 'i32', 'l': 'i64'}
EXPECTED = re.compile(r'trap: call stack exhausted$', re.M)
# Arguments with which calls go deep, where zeros would end them early: paths, buffers, subscriptions. 3 is the granted directory,
# 1024 the path `sub/below`, 1100 an iovec, 1200 a clock that is due.
ARGUMENTS = {
    'path_open': (3, 1, 1024, 9, 0, 2, 0, 0, 64), 'path_filestat_get': (3, 1, 1024, 9, 128),
    'path_readlink': (3, 1040, 4, 256, 64, 64),
    'path_unlink_file': (3, 1060, 9), 'path_rename': (3, 1060, 9, 3, 1060, 9), 'path_link': (3, 0, 1060, 9, 3, 1060, 9),
    'path_symlink': (1060, 9, 3, 1024, 9), 'fd_readdir': (3, 2048, 1000, 0, 64), 'fd_write': (1, 1100, 1, 64),
    'poll_oneoff': (1200, 2048, 1, 64),
    'random_get': (2048, 64), 'fd_filestat_get': (3, 128), 'args_get': (256, 2048), 'environ_get': (256, 2048),
    'fd_read': (0, 1100, 1, 64),
    'path_create_directory': (3, 1060, 9), 'path_remove_directory': (3, 1060, 9),
    'path_filestat_set_times': (3, 1, 1024, 9, 1, 1, 5),
}
DATA = ((1024, 'sub/below'), (1040, 'link'), (1060, 'sub/other'), (1100, r'\00\08\00\00\00\00\00\00'), (1216, r'\01\00\00\00'))


def module(names):
    """Its number of arguments says which of `names` is called. What follows the recursion keeps it from becoming a loop."""
    lines = ['(module']
    for name in names:
        older, core = name.startswith('unstable_'), name.removeprefix('unstable_')
        parameters = ' '.join(LETTERS[letter] for letter in guest.CALLS[name][1])
        origin = 'wasi_unstable' if older else 'wasi_snapshot_preview1'
        lines.append(f'(import "{origin}" "{core}" (func ${name} (param {parameters}) (result i32)))')
    lines.append('(memory (export "memory") 1)')
    lines += [f'(data (i32.const {address}) "{text}")' for address, text in DATA]
    for name in names:
        letters = guest.CALLS[name][1]
        values = ARGUMENTS.get(name.removeprefix('unstable_')) or (0,) * len(letters)
        call = f'(call ${name} ' + ' '.join(f'({LETTERS[letter]}.const {value})' for letter, value in zip(letters, values)) + ')'
        lines.append(f'(func $deep.{name} (param $depth i32) (drop {call})'
                     f' (call $deep.{name} (i32.add (local.get $depth) (i32.const 1)))'
                     ' (i32.store (i32.const 32) (i32.add (i32.load (i32.const 32)) (local.get $depth))))')
    lines.append('(func (export "_start") (drop (call $args_sizes_get (i32.const 16) (i32.const 20)))')
    for number, name in enumerate(names):
        lines.append(f'(if (i32.eq (i32.load (i32.const 16)) (i32.const {number + 1})) (then (call $deep.{name} (i32.const 0))))')
    return '\n'.join([*lines, '))'])


def main():
    parser = verdict.parser(__doc__)
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work + '/in/sub', exist_ok=True)
    with open(work + '/in/sub/below', 'w', encoding='ascii'):
        pass
    if not os.path.lexists(work + '/in/link'):
        os.symlink('sub', work + '/in/link')
    names = [name for name in guest.CALLS if name != 'proc_exit']
    configuration = guest.configurations.Configuration('guard', options.cpu)
    executable = work + '/' + configuration.cpu
    with open(executable + '.wat', 'w', encoding='ascii') as file:
        file.write(module(names))
    compiled = configuration.compile(executable + '.wat', executable)
    if compiled.returncode != 0:
        sys.exit(compiled.stderr)
    problems = []
    for number, name in enumerate(names):
        environment = {'WASMC_OPTS': f'--dir={work}/in::/ --max-stack=256K --env=A=1'}
        ran = configuration.run(executable, ['x'] * number, env=environment, timeout=guest.HANGS)
        if ran.returncode != 134 or not EXPECTED.search(ran.stderr.decode(errors='replace')):
            problems.append(f'{name}: status {ran.returncode}, {ran.stderr[:300]}')
    print(f'{len(names)} calls')
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
