"""Each system call that an executable makes fails once, in each way: the program then does what it should after all, or it
ends with an error and says so. It never crashes, hangs, or ends well without having done its work."""

import argparse
import collections
import os
import re
import resource
import shlex
import signal
import subprocess
import sys
import zlib

import guest
import tree

MODES = ['hello', 'cat', 'copy', 'bufferedCopy', 'walk', 'grow', 'names', 'other']
ERRORS = ['EINTR', 'EIO', 'ENOSPC', 'EMFILE', 'ENOMEM', 'EAGAIN', 'EPERM', 'ENOSYS']
ALWAYS = ['EINTR', 'EIO']  # also in the selection that runs by default
# These do not fail, or not in a process that goes on.
NEVER = {'execve', 'exit_group', 'exit', 'rt_sigreturn'}
# Where the kernel tells of data that did not reach the disk. The last of these calls in a copy is the program's own, which must
# hear of it.
LAST_CHANCE = {'close', 'fsync', 'fdatasync'}
CALL = re.compile(r'^(?:\[pid +\d+\] |\d+ +)?(\w+)\(', re.M)
TIMEOUT = 30
SOURCE = bytes((7 * i + i // 251) % 256 for i in range(200_000))


def startingTree():
    names = {f'{"n" * (i % 50)}{i}': tree.file(b'') for i in range(150)}
    return tree.directory(source=tree.file(SOURCE), tree=tree.directory(below=tree.directory(one=tree.file()), **names))


class Injection:
    def __init__(self, work, executable):
        self.work, self.executable = work, executable
        self.top = os.fsencode(work) + b'/in'
        self.options = shlex.join([f'--dir={work}/in::/'])
        self.good = {}
        self.problems, self.outcomes = [], collections.Counter()

    def run(self, mode, call=None, rule=''):
        """strace(1) makes a system call fail by asking for another one instead, which a system call filter of the executable's own
        would not permit: so this has none, as on a kernel without seccomp(2)."""
        log = f'{self.work}/strace'
        tree.restore(self.top, startingTree())
        rules = {'seccomp': 'error=ENOSYS'} | ({call: rule} if call else {})
        injections = [word for name, how in rules.items() for word in ('-e', f'inject={name}:{how}')]
        command = ['strace', '-f', '-qq', '-o', log, *injections, self.executable, mode]
        return subprocess.run(command, input=SOURCE, capture_output=True, timeout=TIMEOUT, check=False,
                              env={'WASMC_OPTS': self.options, 'PATH': os.environ['PATH']})

    def calls(self, mode):
        """(name, how many) of the system calls of an undisturbed run."""
        ran = self.run(mode)
        if ran.returncode != 0 or ran.stderr:
            sys.exit(f'{mode}: status {ran.returncode}: {ran.stderr.decode(errors="replace")}')
        self.good[mode] = ran.stdout, self.leftBehind()
        with open(f'{self.work}/strace', encoding='utf-8', errors='replace') as log:
            counts = collections.Counter(CALL.findall(log.read()))
        return [(name, count) for name, count in sorted(counts.items()) if name not in NEVER]

    def leftBehind(self):
        """Names and contents of the files after a run."""
        result = {}
        for folder, _, files in os.walk(self.top):
            for name in files:
                if os.path.islink(folder + b'/' + name):
                    continue
                with open(folder + b'/' + name, 'rb') as file:
                    result[folder + b'/' + name] = file.read()
        return result

    def inject(self, mode, call, occurrence, error, isLast):
        text = f'{mode}: {call} number {occurrence} fails with {error}'
        try:
            ran = self.run(mode, call, f'error={error}:when={occurrence}')
        except subprocess.TimeoutExpired:
            self.problems.append(f'{text}: hangs')
            return
        said = ran.stderr.decode(errors='replace').strip()
        if ran.returncode == 0:
            self.outcomes['done all the same'] += 1
            if (ran.stdout, self.leftBehind()) != self.good[mode]:
                self.problems.append(f'{text}: ends with 0 and has not done its work')
            if isLast and call in LAST_CHANCE and error != 'EINTR' and 'opy' in mode:
                self.problems.append(f'{text}: ends with 0 and does not know')
        elif ran.returncode < 0 or ran.returncode >= 128 or 'internal error' in said:
            self.problems.append(f'{text}: status {ran.returncode}, {said!r}')
        else:
            self.outcomes['an error, said'] += 1
            if not said:
                self.problems.append(f'{text}: ends with {ran.returncode} and says nothing')
            if self.leftBehind().get(self.top + b'/source', b'')[:len(SOURCE)] != SOURCE:
                self.problems.append(f'{text}: the source is damaged')

    def everyCall(self, mode, everything):
        for call, count in self.calls(mode):
            occurrences = range(1, count + 1)
            if not everything or count >= 40:
                occurrences = sorted({1, min(2, count), (count + 1) // 2, count})
            for occurrence in occurrences:
                turn = zlib.crc32(f'{mode} {call} {occurrence}'.encode())
                errors = ERRORS if everything else ALWAYS[turn % 2:][:1] + [ERRORS[2 + turn % 6]]
                for error in errors:
                    self.inject(mode, call, occurrence, error, occurrence == count)


def littleAtATime(executable):
    """Standard streams that give and take little at a time: every byte arrives, in order."""
    problems = []
    for size in (1, 7, 4095):
        take, give = os.pipe()
        fromGuest, toUs = os.pipe()
        os.set_blocking(toUs, False)
        ran = subprocess.Popen([executable, 'cat'], stdin=take, stdout=toUs, stderr=subprocess.PIPE, env={})
        os.close(take)
        os.close(toUs)
        wanted = SOURCE[:size * 40]
        if os.fork() == 0:
            for start in range(0, len(wanted), size):
                os.write(give, wanted[start:start + size])
                os.sched_yield()
            os._exit(0)
        os.close(give)
        received = b''
        while data := os.read(fromGuest, 1000):
            received += data
        if ran.wait(TIMEOUT) != 0 or received != wanted:
            problems.append(f'pieces of {size} bytes: status {ran.returncode}, {len(received)} of {len(wanted)} bytes')
        os.wait()
        ran.stderr.close()
        os.close(fromGuest)
    return problems


def noRoom(injection):
    """A limit on the size of files, which makes a write short and the next one fail; a device that is full; no standard output."""
    problems, size = [], 100_000

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def ends(text, mode, prepare, stdout):
        ran = subprocess.run([injection.executable, mode], preexec_fn=prepare, stdin=subprocess.DEVNULL, stdout=stdout, check=False,
                             stderr=subprocess.PIPE, timeout=TIMEOUT, env={'WASMC_OPTS': injection.options})
        if not 0 < ran.returncode < 126 or not ran.stderr:
            problems.append(f'{text}, {mode}: status {ran.returncode}, {ran.stderr!r}')
    for mode in ('copy', 'bufferedCopy'):
        tree.restore(injection.top, startingTree())
        ends('no room for a file', mode, limit, subprocess.DEVNULL)
        if injection.leftBehind()[injection.top + b'/target'] != SOURCE[:size]:
            problems.append(f'no room for a file, {mode}: what there was room for is not there')
    with open('/dev/full', 'wb') as full:
        for mode in ('hello', 'grow', 'walk'):
            ends('a full device', mode, None, full)
    ends('no standard output', 'hello', lambda: os.close(1), None)
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--work', required=True)
    parser.add_argument('--all', action='store_true', help='each call, not the first, second, middle and last; all errors')
    parser.add_argument('--modes', nargs='*', default=MODES)
    parser.add_argument('module')
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work, exist_ok=True)
    executable = work + '/app'
    configuration = guest.configurations.Configuration('guard', guest.configurations.platform.machine())
    compiled = configuration.compile(options.module, executable)
    if compiled.returncode != 0:
        sys.exit(compiled.stderr)
    injection = Injection(work, executable)
    for mode in options.modes:
        injection.everyCall(mode, options.all)
    problems = injection.problems + littleAtATime(executable) + noRoom(injection)
    print(', '.join(f'{count} {outcome}' for outcome, count in injection.outcomes.items()))
    print('\n'.join(problems[:60]))
    print(f'{len(problems)} problems')
    return 1 if problems or len(injection.outcomes) != 2 else 0


if __name__ == '__main__':
    sys.exit(main())
