"""Every call that takes a path, with every flag, through every kind of grant, with every shape of path.

Each case is judged twice: by a model of what must happen (model.py), and by what lies outside of the grants, of which nothing may
change and nothing may show."""

import collections
import itertools
import os
import struct
import sys
import zlib

import guest
import model
import shapes
import tree
from guest import At, Batch, NAMES
from model import FAILS, LEAVES, OK
import verdict

RESULT, STATUS, IOVEC, TEXT, LISTING, SECOND, PATH = 64, 128, 256, 512, 2048, 8192, guest.HIGH
TEXT_SIZE, LISTING_SIZE = 512, 4096
OTHER, FRESH = b'file', b'made'  # the second path of calls that have two: one that exists (in most grants), one that does not
CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE = 1, 2, 4, 8
READ, WRITE, NONBLOCK = 2, 64, 4
TIME = 10**9  # what times are set to
AT_ONCE = 16  # so many calls that must change nothing are made before it is looked at whether they did


class Variant:
    """A call with its flags: `request(batch, fd, size)` asks for it with the path at PATH, `expected(root, path)` is the model's
    answer. `kind` says what else to look at."""

    def __init__(self, name, request, expected, changes=True, kind=None):
        self.name, self.request, self.expected, self.changes, self.kind = name, request, expected, changes, kind
        words = name.split()
        self.isInvalid = kind == 'open' and 'directory' in words and bool({'create', 'exclusive', 'truncate'} & set(words))


def openVariant(lookup, oflags, rights):
    access = {READ: False, WRITE: 'only', READ | WRITE: 'both'}[rights]
    words = [word for bit, word in ((1, 'create'), (2, 'directory'), (4, 'exclusive'), (8, 'truncate')) if oflags & bit]
    name = ' '.join(['open', *words, {False: 'r', 'only': 'w', 'both': 'rw'}[access], 'follow' if lookup else 'nofollow'])

    def request(batch, fd, size):
        batch.call('path_open', fd, lookup, PATH, size, oflags, rights, 0, NONBLOCK, RESULT)

    def expected(root, path):
        return model.openPath(root, path, bool(lookup), bool(oflags & CREATE), bool(oflags & DIRECTORY), bool(oflags & EXCLUSIVE),
                              bool(oflags & TRUNCATE), access)
    return Variant(name, request, expected, bool(access or oflags & (CREATE | TRUNCATE)), 'open')


def status(call, lookup):
    return Variant(f'{call} {"follow" if lookup else "nofollow"}',
                   lambda batch, fd, size: batch.call(call, fd, lookup, PATH, size, STATUS),
                   lambda root, path: model.existing(root, path, bool(lookup)).node, False, 'status')


def setTimes(lookup):
    return Variant(f'set_times {"follow" if lookup else "nofollow"}',
                   lambda batch, fd, size: batch.call('path_filestat_set_times', fd, lookup, PATH, size, TIME, TIME, 5),
                   lambda root, path: model.existing(root, path, bool(lookup)).node, True, 'times')


def second(batch, path):
    batch.put(SECOND, path)
    return SECOND, len(path)


def linkFollowing(root, path):
    model.namePlace(root, path)
    model.namePlace(root, FRESH)
    model.fails()


VARIANTS = [
    *(openVariant(*flags) for flags in itertools.product((0, 1), range(16), (READ, WRITE, READ | WRITE))),
    *(status(call, lookup) for call in ('path_filestat_get', 'unstable_path_filestat_get') for lookup in (0, 1)),
    *(setTimes(lookup) for lookup in (0, 1)),
    Variant('create_directory', lambda batch, fd, size: batch.call('path_create_directory', fd, PATH, size), model.makeDirectory),
    Variant('remove_directory', lambda batch, fd, size: batch.call('path_remove_directory', fd, PATH, size), model.removeDirectory),
    Variant('unlink_file', lambda batch, fd, size: batch.call('path_unlink_file', fd, PATH, size), model.unlink),
    Variant('rename from', lambda batch, fd, size: batch.call('path_rename', fd, PATH, size, fd, *second(batch, FRESH)),
            lambda root, path: model.rename(root, path, root, FRESH)),
    Variant('rename to', lambda batch, fd, size: batch.call('path_rename', fd, *second(batch, OTHER), fd, PATH, size),
            lambda root, path: model.rename(root, OTHER, root, path)),
    Variant('rename directory to', lambda batch, fd, size: batch.call('path_rename', fd, *second(batch, b'empty'), fd, PATH, size),
            lambda root, path: model.rename(root, b'empty', root, path)),
    Variant('link from', lambda batch, fd, size: batch.call('path_link', fd, 0, PATH, size, fd, *second(batch, FRESH)),
            lambda root, path: model.hardLink(root, path, root, FRESH)),
    Variant('link from, following', lambda batch, fd, size: batch.call('path_link', fd, 1, PATH, size, fd, *second(batch, FRESH)),
            linkFollowing),
    Variant('link to', lambda batch, fd, size: batch.call('path_link', fd, 0, *second(batch, OTHER), fd, PATH, size),
            lambda root, path: model.hardLink(root, OTHER, root, path)),
    Variant('symlink at', lambda batch, fd, size: batch.call('path_symlink', *second(batch, OTHER), fd, PATH, size),
            lambda root, path: model.symlink(root, path, OTHER)),
    Variant('symlink to', lambda batch, fd, size: batch.call('path_symlink', PATH, size, fd, *second(batch, FRESH)),
            lambda root, path: (model.check(path), model.symlink(root, FRESH, path)), kind='target'),
    Variant('readlink', lambda batch, fd, size: batch.call('path_readlink', fd, PATH, size, TEXT, TEXT_SIZE, RESULT),
            model.readlink, False, 'text'),
]


class Grant:
    """`options` with {} for the work folder; the descriptor that paths start from, and its directory in the granted tree."""

    def __init__(self, name, options, fd, below=None, readOnly=False, opened=None):
        self.name, self.options, self.fd, self.below, self.readOnly, self.opened = name, options, fd, below, readOnly, opened

    def root(self, granted):
        return granted.entries[self.below] if self.below else granted


GRANTS = [
    Grant('rw', ['{}/in::/'], 3),
    Grant('ro', ['{}/in::/:ro'], 3, readOnly=True),
    Grant('two', ['{}/beside::/beside', '{}/in::/'], 4),
    Grant('nested', ['{}/in::/', '{}/in/sub::/sub'], 4, b'sub'),
    Grant('nested-ro', ['{}/in::/', '{}/in/sub::/sub:ro'], 4, b'sub', readOnly=True),
    Grant('link', ['{}/linked::/'], 3),
    Grant('opened', ['{}/in::/'], 4, b'sub', opened=b'sub'),
    Grant('opened-ro', ['{}/in::/:ro'], 4, b'sub', readOnly=True, opened=b'sub'),
]


WHOLE = {'rw', 'ro', 'nested', 'opened'}


class Matrix:
    def __init__(self, work, executable, configuration, grant, openat2):
        self.work, self.executable, self.configuration, self.grant, self.openat2 = work, executable, configuration, grant, openat2
        self.top = os.fsencode(work) + b'/in'
        self.tree = tree.granted(work)
        self.problems, self.counts, self.cases = [], collections.defaultdict(collections.Counter), 0
        self.unseen = []  # calls after which nobody has looked as yet
        self.guest = None
        tree.restore(self.top, self.tree)
        self.outside = [os.fsencode(work) + name for name in (b'/out', b'/beside')]
        self.outsideBefore = [tree.status(path) for path in self.outside]
        self.outsideInodes = set().union(*(tree.inodes(path) for path in self.outside))
        self.outsideInodes.add(os.stat(work).st_ino)
        self.parentBefore = self.parentStatus()
        self.start()

    def parentStatus(self):
        one = os.lstat(self.work)
        return one.st_mtime_ns, one.st_ctime_ns, one.st_mode

    def start(self):
        """A new guest, on a tree in its first state: also after the directory behind a descriptor was removed or moved."""
        if self.guest:
            self.guest.close()
        options = ['--dir=' + option.format(self.work) for option in self.grant.options]
        self.guest = guest.Guest(self.executable, self.configuration, options, self.openat2)
        if opened := self.grant.opened:
            batch = Batch().put(PATH, opened).call('path_open', 3, 0, PATH, len(opened), DIRECTORY, 0, 0, 0, RESULT).get(RESULT, 4)
            assert self.guest.run(batch) == [0, struct.pack('<I', self.grant.fd)]
        self.rootInode = self.inodeOfRoot()
        self.before = tree.status(self.top)

    def inodeOfRoot(self):
        try:
            return os.lstat(self.top + (b'/' + self.grant.below if self.grant.below else b'')).st_ino
        except FileNotFoundError:
            return None

    def problem(self, variant, path, text):
        shown = path if len(path) < 100 else path[:40] + b'...'
        self.problems.append(f'{self.grant.name}: {variant.name} {shown!r} ({len(path)} bytes): {text}')

    def expectation(self, variant, path):
        """The model's outcome, and what it returned. On OK the description has become what the tree must become."""
        root = self.grant.root(self.tree)
        if self.grant.readOnly and variant.changes:
            invalid = variant.isInvalid or (variant.kind == 'target' and not model.isText(path))
            return (FAILS if invalid else LEAVES), None
        try:
            return OK, variant.expected(root, path)
        except model.Outcome as outcome:
            return outcome.kind, None

    def ask(self, variant, path):
        batch = Batch().fill(0, 1024, 0xff).put(PATH, path).put(IOVEC, struct.pack('<II', TEXT, TEXT_SIZE))
        variant.request(batch, self.grant.fd, len(path))
        if variant.kind == 'open':
            opened = At(RESULT)
            batch.call('fd_filestat_get', opened, STATUS).call('fd_read', opened, IOVEC, 1, RESULT + 4)
            batch.call('fd_readdir', opened, LISTING, LISTING_SIZE, 0, RESULT + 8).call('fd_close', opened)
            batch.get(LISTING, LISTING_SIZE)
        batch.get(0, 1024)
        return self.guest.run(batch)

    def check(self, variant, path):
        kind, returned = self.expectation(variant, path)
        changes = kind == OK and variant.changes
        if changes:
            self.nothingHasChanged()
        number, *more = self.ask(variant, path)
        self.cases += 1
        self.counts[variant.name][kind] += 1
        self.unseen.append((variant, path))
        held = {OK: number == 0, LEAVES: number == guest.errno['perm'], FAILS: number != 0}[kind]
        if not held:
            self.problem(variant, path, f'{kind}, says the model; the answer was {NAMES.get(number, number)}')
            self.tree = tree.granted(self.work)
        else:
            self.checkResults(variant, path, kind, returned, more)
        if changes and held:
            self.hasChanged(variant, path)
        elif not held or len(self.unseen) == AT_ONCE:
            self.nothingHasChanged()

    def checkResults(self, variant, path, kind, node, replies):
        data = b''.join(reply for reply in replies if isinstance(reply, bytes))
        if tree.SECRET[:8] in data or os.fsencode(self.work) in data:
            self.problem(variant, path, 'shows what is outside')
        low = replies[-1]
        if variant.kind in ('open', 'status'):
            inode = struct.unpack_from('<Q', low, STATUS + 8)[0]
            if inode in self.outsideInodes:
                self.problem(variant, path, 'shows an inode from outside')
            elif kind == OK and inode != self.inodeOf(node):
                self.problem(variant, path, f'is another file than it should be: inode {inode} instead of {self.inodeOf(node)}')
        if kind == OK and variant.kind == 'text' and low[TEXT:TEXT + len(node)] != node:
            self.problem(variant, path, 'another text than the link\'s')
        if kind == OK and variant.kind == 'open':
            self.checkOpened(variant, path, node, replies)

    def checkOpened(self, variant, path, node, replies):
        _, readError, listError, closeError, listing, low = replies
        if closeError != 0:
            self.problem(variant, path, 'can not be closed')
        if node.isDirectory:
            size = struct.unpack_from('<I', low, RESULT + 8)[0]
            entries = dict(parseListing(listing[:size]))
            if listError != 0 or set(entries) != {b'.', b'..', *node.entries} or self.outsideInodes & set(entries.values()):
                self.problem(variant, path, f'lists {entries}')
        elif node.kind == 'file' and ' w ' not in variant.name:
            size = struct.unpack_from('<I', low, RESULT + 4)[0]
            if readError != 0 or low[TEXT:TEXT + size] != node.content:
                self.problem(variant, path, f'reads {low[TEXT:TEXT + size]}')

    def inodeOf(self, node):
        def find(path, each):
            if each is node:
                return os.lstat(path).st_ino
            found = (find(path + b'/' + name, entry) for name, entry in each.entries.items())
            return next((inode for inode in found if inode), None)
        return find(self.top, self.tree)

    def nothingHasChanged(self):
        """None of the calls since the last look may have changed anything."""
        self.lookOutside()
        if self.unseen and tree.status(self.top) != self.before:
            for variant, path in self.unseen:
                self.problem(variant, path, 'this or one beside it changed something and should not have')
            self.putBack()
        self.unseen.clear()

    def hasChanged(self, variant, path):
        self.lookOutside()
        if variant.kind == 'times':
            if not any(each[5] == TIME for each in tree.status(self.top).values()):
                self.problem(variant, path, 'did not set the time')
        elif different := tree.differences(self.top, self.tree):
            self.problem(variant, path, f'has not changed what it should: {different}')
        self.unseen.clear()
        self.putBack()

    def lookOutside(self):
        if self.parentStatus() == self.parentBefore and [tree.status(each) for each in self.outside] == self.outsideBefore:
            return
        for variant, path in self.unseen:
            self.problem(variant, path, 'this or one beside it CHANGED WHAT IS OUTSIDE')
        raise SystemExit('\n'.join(self.problems))

    def putBack(self):
        self.tree = tree.granted(self.work)
        tree.restore(self.top, self.tree)
        for where, each in tree.status(self.top).items():
            if each[5] == TIME:
                os.utime(where, follow_symlinks=False)
        self.before = tree.status(self.top)
        if self.inodeOfRoot() != self.rootInode:
            self.start()

    def run(self, part):
        paths = shapes.shapes()
        where = f'{self.grant.name} {self.openat2}'.encode()
        for variant in VARIANTS:
            for path in paths:
                if zlib.crc32(where + variant.name.encode() + path) % part == 0:
                    self.check(variant, path)
        self.nothingHasChanged()
        if tree.differences(self.outside[0], tree.outside()):
            self.problems.append('CHANGED WHAT IS OUTSIDE')
        self.guest.close()

    def report(self):
        total = collections.Counter()
        for count in self.counts.values():
            total += count
        return f'{self.grant.name}: {self.cases} cases: ' + ', '.join(f'{total[kind]} {kind}' for kind in (OK, LEAVES, FAILS))

    def neverSucceeded(self):
        """What the tests would not notice if it were always refused."""
        def neverCould(variant):
            writesDirectory = variant.kind == 'open' and 'directory' in variant.name and variant.changes
            return variant.isInvalid or writesDirectory or variant.name == 'link from, following'
        return [variant.name for variant in VARIANTS if not self.counts[variant.name][OK]
                and not neverCould(variant) and not (self.grant.readOnly and variant.changes)]


def parse():
    parser = verdict.parser(__doc__)
    parser.add_argument('--openat2', type=int, help='the error that openat2(2) ends in')
    parser.add_argument('--part', type=int, default=24, help='one of so many cases, chosen by name')
    parser.add_argument('--all', action='store_true', help='every case; of grants that resolve paths as others do, one in four')
    parser.add_argument('--grants', nargs='*', default=[grant.name for grant in GRANTS])
    return parser.parse_args()


def main():
    options = parse()
    work = os.path.realpath(options.work)
    if os.path.lexists(work):
        tree.remove(os.fsencode(work))
    os.makedirs(work)
    tree.make(os.fsencode(work) + b'/out', tree.outside())
    tree.make(os.fsencode(work) + b'/beside', tree.directory(file=tree.file(b'beside\n')))
    os.symlink('in', work + '/linked')
    configuration = guest.configurations.Configuration('guard', options.cpu)
    tools = work + '.tools'
    os.makedirs(tools, exist_ok=True)
    executable = guest.build(tools, configuration)
    problems, succeeded = [], 0
    for grant in GRANTS:
        if grant.name not in options.grants:
            continue
        matrix = Matrix(work, executable, configuration, grant, options.openat2)
        part = (1 if grant.name in WHOLE else 4) if options.all else options.part
        matrix.run(part)
        print(matrix.report())
        problems += matrix.problems
        if part == 1 and grant.below is None:
            problems += [f'{grant.name}: {name} never succeeds' for name in matrix.neverSucceeded()]
        succeeded += sum(count[OK] for count in matrix.counts.values())
    if not succeeded:
        problems.append('nothing succeeds')
    return verdict.status(problems)


def parseListing(data):
    """(name, inode) of each whole entry of fd_readdir."""
    position = 0
    while position + 24 <= len(data):
        _, inode, size = struct.unpack_from('<QQI', data, position)
        yield data[position + 24:position + 24 + size], inode
        position += 24 + size


if __name__ == '__main__':
    sys.exit(main())
