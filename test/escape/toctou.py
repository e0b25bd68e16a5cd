"""A guest with two threads, of which one changes the paths, scatter lists and subscriptions that the other hands to host
calls, while those read them (Inputs/toctou.cpp): what a call has checked must be what it uses."""

import os
import shlex
import subprocess
import sys

import guest
import tree
import verdict


def build(work, configuration):
    module, executable = f'{work}/toctou.wasm', f'{work}/{configuration.name}'
    llvm = guest.read('llvm-version.txt').strip()
    size = 2 * guest.PAGE
    link = ['--no-entry', '--import-memory', '--shared-memory', f'--initial-memory={size}', f'--max-memory={size}']
    command = [f'clang++-{llvm}', '--target=wasm32', '-std=c++23', '-O2', '-matomics', '-mbulk-memory', '-ffreestanding',
               '-nostdlib', '-Wall', '-Wextra', '-Werror', os.path.join(guest.ROOT, 'test/escape/Inputs/toctou.cpp'), '-o', module]
    subprocess.run([*command, *('-Wl,' + word for word in link)], check=True)
    compiled = configuration.compile(module, executable)
    if compiled.returncode != 0:
        sys.exit(compiled.stderr)
    return executable


def run(executable, configuration, work, openat2):
    tree.restore(os.fsencode(work) + b'/in', tree.directory(file=tree.file(), sub=tree.directory()))
    outside = os.fsencode(work) + b'/out'
    before, parent = tree.status(outside), os.stat(work).st_mtime_ns
    ran = subprocess.run([*guest.configurations.runner(configuration.cpu), executable], stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, timeout=4 * guest.HANGS,
                         env={'WASMC_OPTS': shlex.join([f'--dir={work}/in::/'])},
                         preexec_fn=(lambda: guest.refuseOpenat2(openat2)) if openat2 else None)
    problems = []
    if ran.returncode != 0:
        problems.append(f'openat2 {openat2}: status {ran.returncode}, {ran.stderr!r}')
    if tree.status(outside) != before or os.stat(work).st_mtime_ns != parent:
        problems.append(f'openat2 {openat2}: CHANGED WHAT IS OUTSIDE')
    return problems


def main():
    parser = verdict.parser(__doc__)
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work, exist_ok=True)
    os.makedirs(work + '.tools', exist_ok=True)
    tree.restore(os.fsencode(work) + b'/out', tree.outside())
    tree.restore(os.fsencode(work) + b'/in', tree.directory())
    configuration = guest.configurations.Configuration('guard', options.cpu)
    executable = build(work + '.tools', configuration)
    problems = []
    for openat2 in (None,) if configuration.emulated else (None, guest.ENOSYS):
        problems += run(executable, configuration, work, openat2)
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
