"""Ways from a read-only grant to a change: across grants, through descriptors and their numbers, through overlapping
grants, through links that proc(5) makes of open files. The paths themselves are the matrix's (matrix.py)."""

import os
import struct
import sys

import guest
import tree
from guest import Batch, NAMES
import verdict

RESULT, IOVEC, PATH, SECOND, TEXT = 64, 128, 1024, 2048, 4096
RW, RO, BOTH, BOTH_SUB, SAME_RO, SAME_RW, PROC = range(3, 10)
READ, WRITE, EVERYTHING = 2, 64, 2**30 - 1
CREATE, DIRECTORY, TRUNCATE = 1, 2, 8
PERM, BADF = guest.errno['perm'], guest.errno['badf']


def one():
    return tree.directory(file=tree.file(), sub=tree.directory(below=tree.file()), link=tree.link(b'file'))


class Attempts:
    def __init__(self, work, executable, configuration, openat2):
        self.work = os.fsencode(work)
        for name in (b'rw', b'ro', b'both', b'same'):
            tree.restore(self.work + b'/' + name, one())
        self.readOnly = [self.work + name for name in (b'/ro', b'/both/sub', b'/same')]
        grants = ['rw::/rw', 'ro::/ro:ro', 'both::/both', 'both/sub::/both-sub:ro', 'same::/same-ro:ro', 'same::/same-rw']
        options = [f'--dir={work}/{grant}' for grant in grants] + ['--dir=/proc::/proc']
        self.guest = guest.Guest(executable, configuration, options, openat2)
        self.problems, self.count = [], 0
        self.before = [tree.status(path) for path in self.readOnly]

    def answer(self, name, *arguments, paths=()):
        batch = Batch()
        for address, path in zip((PATH, SECOND), paths):
            batch.put(address, path)
        return self.guest.run(batch.put(TEXT, b'changed').put(IOVEC, struct.pack('<II', TEXT, 7)).call(name, *arguments))[0]

    def refuse(self, text, allowed, name, *arguments, paths=()):
        self.count += 1
        number = self.answer(name, *arguments, paths=paths)
        if number not in allowed:
            self.problems.append(f'{text}: {name}{arguments} answers {NAMES.get(number, number)}')
        if [tree.status(path) for path in self.readOnly] != self.before:
            self.problems.append(f'{text}: {name}{arguments} CHANGED WHAT IS READ-ONLY')
            self.before = [tree.status(path) for path in self.readOnly]

    def succeed(self, text, name, *arguments, paths=()):
        self.count += 1
        number = self.answer(name, *arguments, paths=paths)
        if number != 0:
            self.problems.append(f'{text}: {name}{arguments} answers {NAMES.get(number, number)}')

    def open(self, fd, path, rights=READ, oflags=0):
        self.succeed('opening', 'path_open', fd, 0, PATH, len(path), oflags, rights, 0, 0, RESULT, paths=(path,))
        return struct.unpack('<I', self.guest.run(Batch().get(RESULT, 4))[0])[0]

    def throughPaths(self, text, fd, name):
        size, new, newSize = len(name), SECOND, 3
        paths = (name, b'new')
        for rights, oflags in ((EVERYTHING, 0), (WRITE, 0), (READ, TRUNCATE), (READ, CREATE), (0, CREATE | TRUNCATE)):
            for flags in (0, 1, 31):
                for lookup in (0, 1):
                    self.refuse(text, {PERM}, 'path_open', fd, lookup, PATH, size, oflags, rights, EVERYTHING, flags, RESULT,
                                paths=paths)
        for other in (RW, fd, SAME_RW):
            for a, b in ((fd, other), (other, fd)):
                self.refuse(text, {PERM}, 'path_link', a, 0, PATH, size, b, new, newSize, paths=paths)
                self.refuse(text, {PERM}, 'path_rename', a, PATH, size, b, new, newSize, paths=paths)
                self.refuse(text, {PERM}, 'path_rename', a, PATH, size, b, PATH, size, paths=paths)
        self.refuse(text, {PERM}, 'path_symlink', PATH, size, fd, new, newSize, paths=paths)
        self.refuse(text, {PERM}, 'path_create_directory', fd, new, newSize, paths=paths)
        self.refuse(text, {PERM}, 'path_remove_directory', fd, PATH, 3, paths=(b'sub',))
        self.refuse(text, {PERM}, 'path_unlink_file', fd, PATH, size, paths=paths)
        for lookup in (0, 1):
            self.refuse(text, {PERM}, 'path_filestat_set_times', fd, lookup, PATH, size, 1, 1, 5, paths=paths)
            self.refuse(text, {PERM}, 'path_filestat_set_times', fd, lookup, PATH, size, 0, 0, 10, paths=paths)

    def throughFile(self, text, fd):
        for flags in (0, 1, 4, 5):
            self.answer('fd_fdstat_set_flags', fd, flags)
            self.refuse(text, {BADF}, 'fd_write', fd, IOVEC, 1, RESULT)
            self.refuse(text, {BADF}, 'fd_pwrite', fd, IOVEC, 1, 0, RESULT)
        self.answer('fd_fdstat_set_rights', fd, EVERYTHING, EVERYTHING)
        for size in (0, 3, 7, 100, 2**63, 2**64 - 1):
            self.refuse(text, {PERM}, 'fd_filestat_set_size', fd, size)
            self.refuse(text, {PERM}, 'fd_allocate', fd, 0, size)
        for flags in (1, 2, 4, 5, 8, 10):
            self.refuse(text, {PERM}, 'fd_filestat_set_times', fd, 1, 1, flags)
        self.refuse(text, {0}, 'fd_sync', fd)
        self.refuse(text, {0}, 'fd_advise', fd, 0, 0, 4)
        self.refuse(text, {guest.errno['notsock']}, 'sock_send', fd, IOVEC, 1, 0, RESULT)

    def throughNumbers(self):
        """The permission belongs to what is open, not to the number, which goes from one to the other."""
        writable, readable = self.open(RW, b'file', READ | WRITE), self.open(RO, b'file')
        self.succeed('renumbered', 'fd_renumber', readable, writable)
        self.throughFile('read-only file at a writable one\'s number', writable)
        fresh = self.open(RW, b'file', READ | WRITE)
        self.succeed('renumbered', 'fd_renumber', fresh, writable)
        self.succeed('a writable file where a read-only one was', 'fd_write', writable, IOVEC, 1, RESULT)
        self.refuse('nothing else', {0}, 'fd_close', writable)
        self.succeed('renumbered', 'fd_renumber', RO, RW)
        self.throughPaths('a read-only directory at a writable one\'s number', RW, b'file')
        below = self.open(RW, b'sub', oflags=DIRECTORY)
        self.throughPaths('a directory in that', below, b'below')

    def throughLinks(self):
        self.succeed('a link to the other grant', 'path_symlink', PATH, 10, RW, SECOND, 4, paths=(b'../ro/file', b'toro'))
        for lookup, oflags, rights in ((1, 0, WRITE), (1, TRUNCATE, READ), (1, CREATE, WRITE), (1, 0, READ)):
            self.refuse('a link to the other grant', {PERM}, 'path_open', RW, lookup, PATH, 4, oflags, rights, 0, 0, RESULT,
                        paths=(b'toro',))
        self.refuse('a link to the other grant', {PERM}, 'path_filestat_set_times', RW, 1, PATH, 4, 1, 1, 5, paths=(b'toro',))

    def throughProc(self):
        """proc(5) has links that are the open file itself whatever their text says; following one is leaving the grant."""
        self.open(RO, b'file')
        names = [b'self/fd/%d' % number for number in range(20)] + [
            b'self/exe', b'self/cwd', b'self/root', b'thread-self/fd/3', b'self/root' + self.work + b'/ro/file',
            b'self/cwd/../../../../../../..' + self.work + b'/ro/file', b'self/fd/3/file', b'self/fd/4/file',
            b'self/fd/4/../ro/file']
        refused = set(NAMES) - {0}
        for name in names:
            for rights, oflags in ((WRITE, 0), (READ, TRUNCATE), (READ | WRITE, CREATE), (READ, 0), (READ, DIRECTORY)):
                self.refuse('proc', refused, 'path_open', PROC, 1, PATH, len(name), oflags, rights, 0, 4, RESULT, paths=(name,))
            self.refuse('proc', refused, 'path_filestat_set_times', PROC, 1, PATH, len(name), 1, 1, 5, paths=(name,))
            self.refuse('proc', refused, 'path_filestat_get', PROC, 1, PATH, len(name), TEXT, paths=(name,))
        name = b'self/status'
        self.succeed('proc', 'path_open', PROC, 1, PATH, len(name), 0, READ, 0, 0, RESULT, paths=(name,))

    def run(self):
        for text, fd, name in (('ro', RO, b'file'), ('ro', RO, b'link'), ('inside a writable grant', BOTH_SUB, b'below'),
                               ('beside a writable grant', SAME_RO, b'file')):
            self.throughPaths(text, fd, name)
            if name != b'link':
                self.throughFile(text, self.open(fd, name))
            self.refuse(text, {PERM}, 'fd_filestat_set_times', fd, 1, 1, 5)
        self.throughLinks()
        if os.path.exists('/proc/self/status'):
            self.throughProc()
        self.throughNumbers()
        if [tree.differences(path, one().entries.get(os.path.basename(path), one())) for path in self.readOnly] != [[], [], []]:
            self.problems.append('CHANGED WHAT IS READ-ONLY')
        # What is granted for writing by the other name is writable: the grant decides, not the file.
        self.succeed('by the other name', 'path_open', SAME_RW, 0, PATH, 4, TRUNCATE, WRITE, 0, 0, RESULT, paths=(b'file',))
        self.succeed('by the other name', 'path_open', BOTH, 0, PATH, 9, TRUNCATE, WRITE, 0, 0, RESULT, paths=(b'sub/below',))
        self.guest.close()


def main():
    parser = verdict.parser(__doc__)
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work, exist_ok=True)
    configuration = guest.configurations.Configuration('guard', options.cpu)
    executable = guest.build(work, configuration)
    problems = []
    for openat2 in (None,) if configuration.emulated else (None, guest.ENOSYS):
        attempts = Attempts(work, executable, configuration, openat2)
        attempts.run()
        problems += attempts.problems
        print(f'{attempts.count} attempts')
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
