"""Path operations while another process exchanges directories and files with links that lead out, and moves directories up
and down between the operations' steps. Nothing outside may change or show; and both sides of the race must have been seen."""

import collections
import os
import signal
import struct
import subprocess
import sys

import guest
import matrix
import tree
from guest import At, Batch, NAMES
import verdict

RESULT, STATUS, IOVEC, TEXT, LISTING, SECOND, PATH = 64, 128, 256, 512, 1024, 8192, guest.HIGH
ROOT, TEXT_SIZE, LISTING_SIZE = 3, 64, 512
READ, WRITE, BOTH = 2, 64, 66
CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE = matrix.CREATE, matrix.DIRECTORY, matrix.EXCLUSIVE, matrix.TRUNCATE
NOT_FOUND = 2**32 - 1


def granted():
    return tree.directory(
        directory=tree.directory(secret=tree.file(), dir=tree.directory()), linkOut=tree.link(b'../out'),
        file=tree.file(), linkToSecret=tree.link(b'../out/secret'), other=tree.file(), dangling=tree.link(b'../out/created'),
        linkUp=tree.link(b'..'), deep=tree.directory(directory=tree.directory(file=tree.file()),
                                                     moving=tree.directory(below=tree.directory(file=tree.file()))))


def opens():
    """(path, oflags, rights, lookup) of path_open."""
    for folder in ('directory', 'linkOut', 'deep/directory', 'linkUp', 'deep/directory/out', 'linkUp/out'):
        for oflags, rights in ((0, READ), (CREATE, BOTH), (TRUNCATE, WRITE), (CREATE | EXCLUSIVE, BOTH)):
            yield f'{folder}/secret', oflags, rights, 1
        yield folder, DIRECTORY, READ, 1
        yield f'{folder}/..', DIRECTORY, READ, 1
    for name in ('file', 'linkToSecret', 'other', 'dangling'):
        for oflags, rights in ((0, READ), (CREATE, BOTH), (CREATE | TRUNCATE, WRITE), (TRUNCATE, BOTH)):
            for lookup in (0, 1):
                yield name, oflags, rights, lookup
    for top in ('deep/moving', 'moved'):
        for up in ('../..', '../../..', '../../../..', '../../../out', '../../out', '../../../../out/secret'):
            yield f'{top}/below/{up}', 0, READ, 1
        yield f'{top}/below/file', 0, READ, 1


def changes():
    """(call, arguments, paths): for each path its place in the arguments."""
    for folder in (b'directory', b'linkOut', b'deep/directory', b'deep/moving/below/../..', b'moved/below/../..'):
        secret, new, far = folder + b'/secret', folder + b'/new', folder + b'/out/new'
        for path in (new, far):
            yield 'path_create_directory', (ROOT, 0, 0), (path,)
            yield 'path_remove_directory', (ROOT, 0, 0), (path,)
            yield 'path_symlink', (0, 0, ROOT, 0, 0), (b'x', path)
            yield 'path_readlink', (ROOT, 0, 0, TEXT, TEXT_SIZE, RESULT), (path,)
            yield 'path_unlink_file', (ROOT, 0, 0), (path,)
        yield 'path_link', (ROOT, 0, 0, 0, ROOT, 0, 0), (secret, new)
        yield 'path_rename', (ROOT, 0, 0, ROOT, 0, 0), (secret, new)
        yield 'path_rename', (ROOT, 0, 0, ROOT, 0, 0), (new, secret)
        yield 'path_unlink_file', (ROOT, 0, 0), (secret,)
        for lookup in (0, 1):
            yield 'path_filestat_set_times', (ROOT, lookup, 0, 0, 1, 1, 5), (secret,)
    for name in (b'file', b'linkToSecret', b'dangling'):
        yield 'path_filestat_set_times', (ROOT, 1, 0, 0, 1, 1, 5), (name,)


PATH_ARGUMENTS = {'path_symlink': (0, 3), 'path_link': (2, 5), 'path_rename': (1, 4), 'path_filestat_set_times': (2,)}


def batches():
    """(batch, calls in it, what they are), together every operation once. The last reply of each is the memory with its results."""
    for path, oflags, rights, lookup in opens():
        batch = Batch().fill(0, TEXT, 0xff).fill(TEXT, TEXT_SIZE, 0).put(PATH, path.encode())
        batch.put(IOVEC, struct.pack('<II', TEXT, TEXT_SIZE))
        batch.call('path_open', ROOT, lookup, PATH, len(path), oflags, rights, 0, 0, RESULT)
        batch.call('fd_filestat_get', At(RESULT), STATUS).call('fd_read', At(RESULT), IOVEC, 1, RESULT + 4)
        batch.call('fd_readdir', At(RESULT), LISTING, LISTING_SIZE, 0, RESULT + 8).call('fd_close', At(RESULT))
        batch.call('path_filestat_get', ROOT, lookup, PATH, len(path), STATUS + 64).get(0, LISTING + LISTING_SIZE)
        yield batch, 2, ('path_open', path)
    for call, arguments, paths in changes():
        arguments = list(arguments)
        batch = Batch().fill(0, LISTING + LISTING_SIZE, 0xff)
        for place, address, path in zip(PATH_ARGUMENTS.get(call, (1,)), (PATH, SECOND), paths):
            batch.put(address, path)
            arguments[place:place + 2] = address, len(path)
        yield batch.call(call, *arguments).get(0, LISTING + LISTING_SIZE), 1, (call, *paths)


class Race:
    def __init__(self, work):
        self.work = work
        self.outside = [os.fsencode(work) + b'/out']
        self.before = [tree.status(path) for path in self.outside]
        top = os.lstat(work)
        self.parent = (top.st_mtime_ns, top.st_ctime_ns)
        self.forbidden = {top.st_ino}.union(*(tree.inodes(path) for path in self.outside))
        self.seen = collections.defaultdict(collections.Counter)
        self.problems = []

    def check(self, what, answer, memory):
        self.seen[what][answer] += 1
        if answer not in NAMES:
            self.problems.append(f'{what}: answers {answer}')
        if tree.SECRET[:8] in memory:
            self.problems.append(f'{what}: shows what is outside')
        for status in (STATUS, STATUS + 64):
            if struct.unpack_from('<Q', memory, status + 8)[0] in self.forbidden:
                self.problems.append(f'{what}: shows an inode from outside')
        size = struct.unpack_from('<I', memory, RESULT + 8)[0]
        if size != NOT_FOUND and self.forbidden & {inode for _, inode in matrix.parseListing(memory[LISTING:LISTING + size])}:
            self.problems.append(f'{what}: lists what is outside')

    def checkOutside(self):
        top = os.lstat(self.work)
        if self.before != [tree.status(path) for path in self.outside] or self.parent != (top.st_mtime_ns, top.st_ctime_ns):
            self.problems.append('CHANGED WHAT IS OUTSIDE')

    def bothSides(self):
        """The race was one only if an operation was refused at one time and let through at another."""
        return [what for what, answers in self.seen.items() if answers[0] and answers[guest.errno['perm']]]


def run(options, executable, configuration, renamer, openat2):
    race = Race(options.work)
    top = os.fsencode(options.work) + b'/in'
    tree.restore(top, granted())
    rival = subprocess.Popen([renamer, top], stdout=subprocess.PIPE)
    one = guest.Guest(executable, configuration, ['--dir', f'{options.work}/in::/'], openat2)
    every = list(batches())
    done = rounds = 0
    while done < options.count and not race.problems:
        for batch, calls, what in every:
            replies = one.run(batch)
            race.check(what, replies[0], replies[-1])
            done += calls
        race.checkOutside()
        rounds += 1
        if rounds % 50 == 0:  # what the guest itself has removed or made, to go on with
            rival.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, rival.pid, os.WSTOPPED)
            tree.restore(top, granted())
            rival.send_signal(signal.SIGCONT)
    one.close()
    rival.terminate()
    renamed = int(rival.communicate(timeout=guest.HANGS)[0])
    both = race.bothSides()
    print(f'openat2 {openat2 or "as it is"}: {done} operations, {renamed} renamings, '
          f'{len(both)} of {len(race.seen)} operations both let through and refused')
    if not race.problems and len(both) < options.both:
        race.problems.append(f'too little of a race: {sorted(map(str, both))}')
    return race.problems


def main():
    parser = verdict.parser(__doc__)
    parser.add_argument('--count', type=int, default=200_000, help='operations with each way to resolve paths')
    parser.add_argument('--both', type=int, default=20, help='so many kinds of operations must have ended in both ways')
    parser.add_argument('--all', action='store_true', help='a million operations')
    options = parser.parse_args()
    if options.all:
        options.count = 1_000_000
    options.work = os.path.realpath(options.work)
    if os.path.lexists(options.work):
        tree.remove(os.fsencode(options.work))
    tools = options.work + '.tools'
    os.makedirs(options.work)
    os.makedirs(tools, exist_ok=True)
    tree.make(os.fsencode(options.work) + b'/out', tree.outside())
    tree.make(os.fsencode(options.work) + b'/in', granted())
    renamer = tools + '/renamer'
    llvm = guest.read('llvm-version.txt').strip()
    subprocess.run([f'clang-{llvm}', '-O2', os.path.join(guest.ROOT, 'test/escape/Inputs/renamer.c'), '-o', renamer], check=True)
    configuration = guest.configurations.Configuration('guard', options.cpu)
    executable = guest.build(tools, configuration)
    problems = []
    for openat2 in (None, guest.ENOSYS) if not configuration.emulated else (None,):
        problems += run(options, executable, configuration, renamer, openat2)
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
