"""Each system call of programs with threads and with sockets fails once: the program ends by itself, or with an error that is said.

Not futex(2), which wakes or waits at an address that is there: it cannot fail, and a wake that strace(1) keeps back is lost."""

import argparse
import collections
import os
import re
import subprocess
import sys

import guest
import verdict

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = {'threads': [], 'sockets': ['--listen=127.0.0.1:0']}
ERRORS = ['EINTR', 'ENOMEM', 'EAGAIN', 'EPERM']
NEVER = {'execve', 'exit_group', 'exit', 'rt_sigreturn', 'futex'}
CALL = re.compile(r'^(?:\d+ +)?([a-z]\w*)\(', re.M)
ENDINGS = {0, 3, 125}  # the program's own two; what the environment does not allow


def run(executable, log, *injections):
    """Without a system call filter, which would not permit strace's substitutes."""
    words = [word for each in ('seccomp:error=ENOSYS', *injections) for word in ('-e', f'inject={each}')]
    return subprocess.run(['strace', '-f', '-qq', '-o', log, *words, executable], capture_output=True, timeout=30, check=False)


def problemsOf(executable, log):
    if run(executable, log).returncode != 0:
        return [f'{executable}: fails undisturbed']
    with open(log, encoding='utf-8', errors='replace') as file:
        counts = collections.Counter(name for name in CALL.findall(file.read()) if not name.startswith('syscall_'))
    problems, cases = [], 0
    for call, count in sorted(counts.items()):
        for occurrence in range(1, count + 1) if call not in NEVER else ():
            for error in ERRORS:
                text = f'{os.path.basename(executable)}: {call} number {occurrence} fails with {error}'
                cases += 1
                try:
                    ran = run(executable, log, f'{call}:error={error}:when={occurrence}')
                except subprocess.TimeoutExpired:
                    problems.append(f'{text}: hangs')
                    continue
                if ran.returncode not in ENDINGS or (ran.returncode == 125 and not ran.stderr):
                    problems.append(f'{text}: status {ran.returncode}, {ran.stderr.decode(errors="replace")}')
    print(f'{os.path.basename(executable)}: {cases} cases of {", ".join(sorted(set(counts) - NEVER))}')
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--work', required=True)
    work = os.path.realpath(parser.parse_args().work)
    os.makedirs(work, exist_ok=True)
    configuration = guest.configurations.Configuration('guard', guest.configurations.platform.machine())
    problems = []
    for name, options in PROGRAMS.items():
        executable = f'{work}/{name}'
        compiled = configuration.compile(f'{HERE}/Inputs/{name}.wat', executable, options)
        problems += [compiled.stderr] if compiled.returncode != 0 else problemsOf(executable, f'{work}/strace')
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
