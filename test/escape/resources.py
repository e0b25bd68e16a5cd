"""Calls by which a guest could make the host allocate, run out of descriptors, or be busy without end: each ends in time,
and the process is no larger afterwards than the guest's own memory accounts for."""

import argparse
import os
import resource
import struct
import sys

import guest
import tree
from guest import At, Batch, NAMES
import verdict

RESULT, PATH, TEXT = 64, 1024, 4096
ROOT, DEV = 3, 4
READ, BOTH = 2, 66
CREATE, DIRECTORY = 1, 2
SLACK = 1 << 20  # bytes that a process may grow by at random
FAR = 1 << 30    # in a memory of 4 GiB: far from the agent
LONG_PATHS = {'deep': b'd/' * 2000, 'deep and up': b'd/' * 200 + b'../' * 200, 'up and down': b'sub/../' * 580,
              'links': b'links/l39/..', 'links of links': b'links/bomb9', 'slashes': b'/' * 4000, 'dots': b'./' * 2000}
WORK_TIME = 20   # seconds of processor time that any one attempt may take


def memoryOf(process):
    """Bytes of the process's own: not what it shares with files."""
    with open(f'/proc/{process.pid}/status', encoding='ascii') as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith('RssAnon'))


def timeOf(process):
    """Seconds of processor time, the kernel's on its behalf included."""
    with open(f'/proc/{process.pid}/stat', encoding='ascii') as file:
        user, system = file.read().rpartition(')')[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf('SC_CLK_TCK')


def descriptorsOf(process):
    return len(os.listdir(f'/proc/{process.pid}/fd'))


class Abuse:
    def __init__(self, executables, configuration, work, everything):
        self.executables, self.configuration, self.work, self.everything = executables, configuration, work, everything
        self.problems = []

    def start(self, pages=1, openat2=None, limit=None):
        # Small pages: what the guest itself touches counts exactly.
        options = ['--no-huge-pages', f'--dir={self.work}/in::/', '--dir=/dev::/dev']
        return guest.Guest(self.executables[pages], self.configuration, options, openat2, limit=limit)

    def expect(self, text, holds, shown=''):
        if not holds:
            self.problems.append(f'{text}: {shown}')

    def measured(self, text, one, work, mayGrow=0):
        """What work() returns; it may not leave the process larger, nor with more descriptors, nor take long."""
        one.run(Batch().call('sched_yield'))
        before, descriptors, started = memoryOf(one.process), descriptorsOf(one.process), timeOf(one.process)
        result = work()
        took, grown = timeOf(one.process) - started, memoryOf(one.process) - before
        self.expect(text, grown <= mayGrow + SLACK, f'the process has grown by {grown} bytes')
        self.expect(text, descriptorsOf(one.process) == descriptors, 'descriptors are left open')
        self.expect(text, took < WORK_TIME, f'took {took:.1f} s')
        print(f'{text}: {took:.2f} s, {grown >> 10} KiB')
        return result

    def repeat(self, text, one, batch, count, good=(0,)):
        def work():
            answers = set()
            for _ in range(count):
                answers.update(each for each in one.run(batch) if isinstance(each, int))
            return answers
        answers = self.measured(text, one, work)
        self.expect(text, answers <= set(good), f'answers {[NAMES.get(each, each) for each in answers]}')

    def openOne(self, one, fd, name, rights=BOTH):
        batch = Batch().put(PATH, name).call('path_open', fd, 1, PATH, len(name), 0, rights, 0, 0, RESULT)
        answer, number = one.run(batch.get(RESULT, 4))
        assert answer == 0, NAMES.get(answer)
        return struct.unpack('<I', number)[0]

    def openAndClose(self):
        for openat2 in (None, guest.ENOSYS):
            one = self.start(openat2=openat2)
            batch = Batch().put(PATH, b'sub/below')
            for _ in range(100):
                batch.call('path_open', ROOT, 1, PATH, 9, 0, READ, 0, 0, RESULT).call('fd_close', At(RESULT))
            self.repeat(f'open and close (openat2: {openat2})', one, batch, 5000 if self.everything else 500)
            one.close()

    def listing(self):
        one = self.start()
        batch = Batch()
        for size in (0, 1, 23, 24, 25, 100, 4000):
            for _ in range(15):
                batch.call('fd_readdir', ROOT, TEXT, size, 0, RESULT)
        self.repeat('list from the start again and again', one, batch, 500 if self.everything else 100)
        for cookie in (1, 2**31, 2**63 - 1, 2**63, 2**64 - 1):
            self.repeat(f'list from {cookie}', one, Batch().call('fd_readdir', ROOT, TEXT, 4000, cookie, RESULT), 100, NAMES)
        one.close()

    def scatter(self):
        one = self.start(pages=65536)
        null, zero = self.openOne(one, DEV, b'null'), self.openOne(one, DEV, b'zero', READ)
        huge = b''.join(struct.pack('<II', 0, 2**32 - 1) for _ in range(1024))
        self.repeat('write 1024 times 4 GiB', one, Batch().put(TEXT, huge).call('fd_write', null, TEXT, 1024, RESULT), 20)
        written, = struct.unpack('<I', one.run(Batch().get(RESULT, 4))[0])
        self.expect('write 1024 times 4 GiB', 0 < written < 2**31, f'{written} bytes')
        small = b''.join(struct.pack('<II', 8192, 8192) for _ in range(1024))
        self.repeat('read 1024 pieces over each other', one, Batch().put(FAR, small).call('fd_read', zero, FAR, 1024, RESULT), 20)
        # 2 GiB of pieces, all of them empty and all of it the guest's memory: looked through once, not copied.
        self.repeat('read 2^28 empty pieces', one, Batch().call('fd_read', zero, 2 * FAR, 2**28 - 1, RESULT), 1)
        for count in (2**29, 2**31, 2**32 - 1):
            self.repeat(f'read {count} pieces', one, Batch().call('fd_read', zero, FAR, count, RESULT), 100, [guest.errno['fault']])
        one.close()

    def polling(self):
        one = self.start(pages=65536)
        fault, inval = guest.errno['fault'], guest.errno['inval']
        for count in (2**27, 2**31, 2**32 - 1):
            self.repeat(f'poll {count} subscriptions', one, Batch().call('poll_oneoff', 0, FAR, count, RESULT), 100, [fault])
        # A million clocks that are due: as many events.
        due = Batch().call('poll_oneoff', FAR, 2 * FAR, 10**6, RESULT).get(RESULT, 4)
        answer, count = self.measured('poll a million clocks', one, lambda: one.run(due), mayGrow=32 * 10**6)
        self.expect('poll a million clocks', (answer, count) == (0, struct.pack('<I', 10**6)), f'{answer} {count}')
        one.run(Batch().fill(FAR, 48 * 10**6, 1))
        self.repeat('poll a million descriptors', one, Batch().call('poll_oneoff', FAR, 2 * FAR, 10**6, RESULT), 20, [inval])
        one.close()

    def randomness(self):
        one = self.start(pages=65536)
        size = 2**31 if self.everything else 2**25
        self.measured(f'random_get({size})', one, lambda: one.run(Batch().call('random_get', FAR, size), hangs=600), mayGrow=size)
        one.close()

    def paths(self):
        """Directories as deep as they can be made, links that lead to links, as often as a path can say it."""
        tree.restore(os.fsencode(self.work) + b'/in/links', links())
        for openat2 in (None, guest.ENOSYS):
            one = self.start(openat2=openat2)
            self.measured(f'a deep tree (openat2: {openat2})', one, lambda one=one: self.deepen(one))
            for text, path in LONG_PATHS.items():
                batch = Batch().put(PATH, path)
                for _ in range(20):
                    batch.call('path_filestat_get', ROOT, 1, PATH, len(path), 16384 - 64)
                    batch.call('path_open', ROOT, 1, PATH, len(path), CREATE, BOTH, 0, 0, RESULT)
                    batch.fill(RESULT, 4, 0xff)
                self.repeat(f'{text} (openat2: {openat2})', one, batch, 10, NAMES)
            one.close()
            tree.remove(os.fsencode(self.work) + b'/in/d')

    def deepen(self, one):
        """Directories of one letter, each made in the one before, which is closed again."""
        batch = Batch().put(PATH, b'd').call('path_create_directory', ROOT, PATH, 1)
        batch.call('path_open', ROOT, 0, PATH, 1, DIRECTORY, 0, 0, 0, RESULT)
        self.expect('deepen', not any(one.run(batch)), 'the first directory')
        step = Batch().put(PATH, b'd').put(PATH + 64, b'.').call('path_create_directory', At(RESULT), PATH, 1)
        step.call('path_open', At(RESULT), 0, PATH, 1, DIRECTORY, 0, 0, 0, RESULT + 4).call('fd_close', At(RESULT))
        step.call('path_open', At(RESULT + 4), 0, PATH + 64, 1, DIRECTORY, 0, 0, 0, RESULT).call('fd_close', At(RESULT + 4))
        for _ in range(600):
            answers = one.run(step)
            if any(answers):
                self.expect('deepen', False, str(answers))
                break
        one.run(Batch().call('fd_close', At(RESULT)))

    def fewDescriptors(self):
        """A process that may have few files open: the guest is told so, and nothing is lost."""
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
        path = b'sub/' + b'deeper/' * 60
        for openat2 in (None, guest.ENOSYS):
            one = self.start(openat2=openat2, limit=limit)
            batch = Batch().put(PATH, b'sub/below')
            for _ in range(60):
                batch.call('path_open', ROOT, 0, PATH, 9, 0, READ, 0, 0, RESULT)
            answers = one.run(batch)
            last = 4 + answers.count(0)
            told = set(answers) == {0, guest.errno['mfile']}
            self.expect('40 descriptors', told and 20 < answers.count(0) < 40, str(set(answers)))
            one.run(Batch().put(PATH, path).call('path_open', ROOT, 0, PATH, len(path), 0, READ, 0, 0, RESULT))
            batch = Batch()
            for fd in range(5, last + 1):
                batch.call('fd_close', fd)
            self.expect('40 descriptors', not any(one.run(batch)), 'closing')
            self.openOne(one, ROOT, b'sub/below')
            one.close()

    def run(self):
        for each in (self.openAndClose, self.listing, self.scatter, self.polling, self.randomness, self.paths, self.fewDescriptors):
            try:
                each()
            except guest.GuestEnded as ended:
                self.problems.append(f'{each.__name__}: {ended}')


def links():
    """l1 to l39, each to the one before; bomb1 to bomb9, each eight times over the one before."""
    result = tree.directory(l0=tree.link(b'.'), bomb0=tree.link(b'.'))
    for number in range(1, 40):
        result.entries[b'l%d' % number] = tree.link(b'l%d' % (number - 1))
    for number in range(1, 10):
        result.entries[b'bomb%d' % number] = tree.link(b'/'.join([b'bomb%d' % (number - 1)] * 8))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--work', required=True)
    parser.add_argument('--all', action='store_true', help='a million of what is otherwise a hundred thousand')
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    if os.path.lexists(work):
        tree.remove(os.fsencode(work))
    os.makedirs(work)
    deep = tree.directory(below=tree.file())
    tree.make(os.fsencode(work) + b'/in', tree.directory(sub=deep, **{f'file{i}': tree.file() for i in range(100)}))
    configuration = guest.configurations.Configuration('guard', guest.configurations.platform.machine())
    executables = {pages: guest.build(work, configuration, pages) for pages in (1, 65536)}
    abuse = Abuse(executables, configuration, work, options.all)
    abuse.run()
    return verdict.status(abuse.problems)


if __name__ == '__main__':
    sys.exit(main())
