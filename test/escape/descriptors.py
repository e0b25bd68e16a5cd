"""Random sequences of calls on descriptors, compared with a model of the table: numbers, what each is, what may be done through it.

A sequence that goes wrong is cut down to the operations that matter and printed; its seed repeats it."""

import os
import random
import struct
import sys

import guest
import matrix
import tree
from guest import Batch, NAMES
import verdict

RESULT, STATUS, IOVEC, PATH, TEXT, LISTING = 64, 128, 256, 512, 1024, 4096
REQUESTS, REPLIES = 5, 6  # the agent's own, which are left alone
FAR = [7, 62, 63, 64, 65, 127, 128, 65535, 65536, 65537, 2**31 - 1, 2**31, 2**32 - 64, 2**32 - 1]
APPEND, READ, WRITE = 1, 2, 64
HOW = {'r': (READ, 0, 0), 'w': (WRITE, 0, 0), 'rw': (READ | WRITE, 0, 0), 'append': (READ | WRITE, 0, APPEND),
       'truncate': (READ | WRITE, 8, 0), 'create': (READ | WRITE, 1, 0), 'directory': (READ, 2, 0)}
NAMES_TO_OPEN = [b'one', b'two', b'sub', b'sub/below', b'.', b'missing', b'sub/..', b'one/']
GUEST_NAMES = {b'rw': b'/rw', b'ro': b'/read-only'}
TEXT_SIZE = 64
OTHERS = ['read', 'write', 'seek', 'setSize', 'setTimes', 'setFlags', 'fdstat', 'filestat', 'prestat', 'readdir']


def contents():
    return {top + b'/' + name: bytearray(b'<%s of %s>' % (name, top) * 3) for top in (b'rw', b'ro')
            for name in (b'one', b'two', b'sub/below')}


def startingTree(top):
    def one(name):
        return tree.file(bytes(contents()[top + b'/' + name]))
    return tree.directory(one=one(b'one'), two=one(b'two'), sub=tree.directory(below=one(b'sub/below')))


class Entry:
    def __init__(self, kind, path=b'', readOnly=False, access=0, append=False, name=None):
        self.kind, self.path, self.readOnly, self.access, self.append, self.name = kind, path, readOnly, access, append, name
        self.position = 0


class Model:
    """Each method is an operation; it returns (the errors that it may end in or None, what else must be found)."""

    def __init__(self, inodes):
        self.files = contents()
        self.inodes = inodes
        self.table = {2: Entry('stream'), REQUESTS: Entry('stream'), REPLIES: Entry('stream')}
        for number, top in ((3, b'rw'), (4, b'ro')):
            self.table[number] = Entry('directory', top, top == b'ro', name=GUEST_NAMES[top])

    def file(self, fd):
        entry = self.table.get(fd)
        return entry if entry and entry.kind != 'directory' else None

    def open(self, fd, name, how):
        base = self.table.get(fd)
        if base is None or base.kind == 'stream':
            return 'badf', None
        if base.kind != 'directory':
            return 'notdir', None
        rights, oflags, fdflags = HOW[how]
        if base.readOnly and (rights & WRITE or oflags & 9):
            return 'perm', None
        path = os.path.normpath(base.path + b'/' + name)
        isDirectory = path in (b'rw', b'ro', b'rw/sub', b'ro/sub')
        if (name.startswith(b'sub/') or name == b'sub/..') and base.path.endswith(b'/sub'):
            return 'noent or notdir', None  # `sub` is not there, or a file by now
        if not isDirectory and path not in self.files:
            if how == 'create' and name.endswith(b'/'):
                return 'isdir', None
            return self.made(base, path) if how == 'create' and b'/' not in name else ('noent', None)
        if name.endswith(b'/'):
            return ('isdir' if how == 'create' else 'notdir'), None
        if isDirectory and (rights & WRITE or oflags & 9):
            return 'isdir', None
        if not isDirectory and how == 'directory':
            return 'notdir', None
        if how == 'truncate':
            self.files[path][:] = b''
        return self.admit(Entry('directory' if isDirectory else 'file', path, base.readOnly, rights, bool(fdflags & APPEND)))

    def made(self, base, path):
        self.files[path] = bytearray()
        self.inodes.pop(path, None)
        return self.admit(Entry('file', path, base.readOnly, READ | WRITE))

    def admit(self, entry):
        number = next(one for one in range(2**16) if one not in self.table)
        self.table[number] = entry
        return None, number

    def close(self, fd):
        return (None, None) if self.table.pop(fd, None) else ('badf', None)

    def renumber(self, fd, to):
        if fd not in self.table or to not in self.table:
            return 'badf', None
        self.table[to] = self.table.pop(fd)
        return None, None

    def read(self, fd, size):
        entry = self.table.get(fd)
        if entry is None:
            return 'badf', None
        if entry.kind == 'directory':
            return 'isdir or inval', None  # the kernel says either, depending on the directory's position
        if not entry.access & READ:
            return 'badf', None
        data = bytes(self.files[entry.path][entry.position:entry.position + size])
        entry.position += len(data)
        return None, data

    def write(self, fd, data):
        entry = self.table.get(fd)
        if entry is None or entry.kind == 'directory' or not entry.access & WRITE:
            return 'badf', None
        content = self.files[entry.path]
        if entry.append:
            entry.position = len(content)
        content.extend(bytes(max(0, entry.position - len(content))))
        content[entry.position:entry.position + len(data)] = data
        entry.position += len(data)
        return None, len(data)

    def seek(self, fd, offset, whence):
        entry = self.file(fd)
        if entry is None:
            return 'badf', None
        position = offset + (0, entry.position, len(self.files[entry.path]))[whence]
        if position < 0:
            return 'inval', None
        entry.position = position
        return None, position

    def setSize(self, fd, size):
        entry = self.file(fd)
        if entry is None or entry.readOnly:
            return ('perm' if entry else 'badf'), None
        if not entry.access & WRITE:
            return 'inval', None
        content = self.files[entry.path]
        del content[size:]
        content.extend(bytes(size - len(content)))
        return None, None

    def setTimes(self, fd):
        entry = self.table.get(fd)
        return ('badf' if entry is None else 'perm' if entry.readOnly else None), None

    def setFlags(self, fd, flags):
        entry = self.file(fd)
        if entry is None:
            return 'badf', None
        entry.append = flags == APPEND
        return None, None

    def fdstat(self, fd):
        entry = self.table.get(fd)
        if entry is None:
            return 'badf', None
        return None, (3, None) if entry.kind == 'directory' else (4, entry.access) if entry.kind == 'file' else (None, None)

    def filestat(self, fd):
        entry = self.table.get(fd)
        return ('badf', None) if entry is None else (None, self.inodes.get(entry.path))

    def prestat(self, fd):
        entry = self.table.get(fd)
        return (None, entry.name) if entry and entry.name else ('badf', None)

    def readdir(self, fd):
        entry = self.table.get(fd)
        if entry is None or entry.kind != 'directory':
            return ('notdir' if entry and entry.kind == 'file' else 'badf'), None
        inside = {path[len(entry.path) + 1:].split(b'/')[0] for path in self.files if path.startswith(entry.path + b'/')}
        return None, inside | {b'.', b'..'}


def ask(one, operation, arguments):
    """Carries an operation out: (error number, what was found)."""
    fd = arguments[0]
    batch = Batch()
    low = 0
    if operation == 'open':
        rights, oflags, fdflags = HOW[arguments[2]]
        batch.put(PATH, arguments[1]).call('path_open', fd, 1, PATH, len(arguments[1]), oflags, rights, 0, fdflags, RESULT)
    elif operation == 'close':
        batch.call('fd_close', fd)
    elif operation == 'renumber':
        batch.call('fd_renumber', *arguments)
    elif operation in ('read', 'write'):
        data = arguments[1] if operation == 'write' else b''
        batch.put(TEXT, data).put(IOVEC, struct.pack('<II', TEXT, len(data) or arguments[1]))
        batch.call('fd_' + operation, fd, IOVEC, 1, RESULT)
    elif operation == 'seek':
        batch.call('fd_seek', *arguments, RESULT)
    elif operation == 'setSize':
        batch.call('fd_filestat_set_size', *arguments)
    elif operation == 'setTimes':
        batch.call('fd_filestat_set_times', fd, 1, 1, 5)
    elif operation == 'setFlags':
        batch.call('fd_fdstat_set_flags', *arguments)
    elif operation == 'fdstat':
        batch.call('fd_fdstat_get', fd, STATUS)
    elif operation == 'filestat':
        batch.call('fd_filestat_get', fd, STATUS)
    elif operation == 'prestat':
        batch.call('fd_prestat_get', fd, RESULT).call('fd_prestat_dir_name', fd, TEXT, TEXT_SIZE)
        low = 1
    else:
        batch.call('fd_readdir', fd, LISTING, 2048, 0, RESULT)
    error, *_, memory, listing = one.run(batch.get(0, TEXT + TEXT_SIZE).get(LISTING, 2048))
    return error, found(operation, memory, listing)


def found(operation, memory, listing):
    number, = struct.unpack_from('<I', memory, RESULT)
    if operation in ('open', 'write'):
        return number
    if operation == 'read':
        return memory[TEXT:TEXT + min(number, TEXT_SIZE)]
    if operation == 'seek':
        return struct.unpack_from('<Q', memory, RESULT)[0]
    if operation == 'fdstat':
        return memory[STATUS], struct.unpack_from('<Q', memory, STATUS + 8)[0] & (READ | WRITE)
    if operation == 'filestat':
        return struct.unpack_from('<Q', memory, STATUS + 8)[0]
    if operation == 'prestat':
        return memory[TEXT:TEXT + struct.unpack_from('<I', memory, RESULT + 4)[0]]
    if operation == 'readdir':
        return {name for name, _ in matrix.parseListing(listing[:number])}
    return None


def agrees(operation, expected, actual):
    if operation == 'fdstat' and expected is not None:
        return all(want is None or want == have for want, have in zip(expected, actual))
    return expected is None or expected == actual


class Sequence:
    """Operations with their arguments, at random but for the numbers that are open, which are more likely."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self, model):
        allowed = [one for one in model.table if one not in (2, REQUESTS, REPLIES)]
        return self.random.choice(allowed if allowed and self.random.random() < 0.85 else [0, 1, *FAR])

    def next(self, model):
        operation = self.random.choice(['open'] * 6 + ['close'] * 2 + ['renumber'] * 3 + OTHERS)
        fd = self.number(model)
        more = {
            'open': lambda: (self.random.choice(NAMES_TO_OPEN), self.random.choice(list(HOW))),
            'renumber': lambda: (self.number(model),),
            'read': lambda: (self.random.randrange(1, TEXT_SIZE),),
            'write': lambda: (self.random.randbytes(self.random.randrange(1, TEXT_SIZE)),),
            'seek': lambda: (self.random.randrange(-10, 100), self.random.randrange(3)),
            'setSize': lambda: (self.random.randrange(200),),
            'setFlags': lambda: (self.random.choice([0, APPEND]),),
        }.get(operation, lambda: ())()
        # The granted directories are what everything comes from: they are given up now and then only.
        if operation in ('close', 'renumber') and {fd, *more} & {3, 4} and self.random.random() < 0.95:
            return 'prestat', (fd,)
        return operation, (fd, *more)


class Run:
    def __init__(self, work, executable, configuration):
        self.work, self.executable, self.configuration = work, executable, configuration

    def start(self):
        inodes = {}
        for top in (b'rw', b'ro'):
            path = os.fsencode(self.work) + b'/' + top
            tree.restore(path, startingTree(top))
            for where, status in tree.status(path).items():
                inodes[where[len(self.work) + 1:]] = status[0]
        options = [f'--dir={self.work}/rw::/rw', f'--dir={self.work}/ro::/read-only:ro']
        one = guest.Guest(self.executable, self.configuration, options)
        batch = Batch().put(PATH, b'one')
        for _ in range(2):
            batch.call('path_open', 3, 0, PATH, 3, 0, READ, 0, 0, RESULT)
        batch.call('fd_renumber', 0, REQUESTS).call('fd_renumber', 1, REPLIES).channels(REQUESTS, REPLIES)
        assert not any(one.run(batch))
        return one, Model(inodes)

    def step(self, one, model, operation, arguments):
        """None, or what went wrong."""
        error, expected = getattr(model, operation)(*arguments)
        actualError, actual = ask(one, operation, arguments)
        allowed = {guest.errno[one] for one in error.split(' or ')} if error else {0}
        if actualError not in allowed:
            return f'answers {NAMES.get(actualError, actualError)} instead of {error or "success"}'
        if not error and not agrees(operation, expected, actual):
            return f'finds {actual} instead of {expected}'
        return None

    def replay(self, operations):
        one, model = self.start()
        try:
            for number, (operation, arguments) in enumerate(operations):
                if problem := self.step(one, model, operation, arguments):
                    return operations[:number + 1], problem
        except guest.GuestEnded as ended:
            return operations, str(ended)
        finally:
            one.kill()
        return None

    def random(self, seed, length):
        """None, or the shortest sequence found that goes wrong, and how."""
        sequence, operations = Sequence(seed), []
        one, model = self.start()
        try:
            for _ in range(length):
                operations.append(sequence.next(model))
                if problem := self.step(one, model, *operations[-1]):
                    one.kill()
                    return self.shrink(operations, problem)
        except guest.GuestEnded as ended:
            return self.shrink(operations, str(ended))
        one.close()
        return self.leftBehind(model)

    def leftBehind(self, model):
        for path, content in model.files.items():
            with open(os.fsencode(self.work) + b'/' + path, 'rb') as file:
                if file.read() != content:
                    return [], f'{path} is not what it should be'
        return None

    def shrink(self, operations, problem):
        number = len(operations)
        while number > 0:
            number -= 1
            shorter = self.replay(operations[:number] + operations[number + 1:])
            if shorter:
                operations, problem = shorter
                number = min(number, len(operations))
        return operations, problem


def main():
    parser = verdict.parser(__doc__)
    parser.add_argument('--sequences', type=int, default=200)
    parser.add_argument('--length', type=int, default=500)
    parser.add_argument('--seed', type=int, default=0, help='of the first sequence')
    parser.add_argument('--all', action='store_true', help='twenty times as many')
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work, exist_ok=True)
    configuration = guest.configurations.Configuration('guard', options.cpu)
    run = Run(work, guest.build(work, configuration), configuration)
    count = options.sequences * (20 if options.all else 1)
    for seed in range(options.seed, options.seed + count):
        if wrong := run.random(seed, options.length):
            operations, problem = wrong
            print(f'seed {seed}: {problem}, after')
            print('\n'.join(f'  {operation}{arguments}' for operation, arguments in operations))
            return 1
    print(f'{count} sequences of {options.length} operations')
    return 0


if __name__ == '__main__':
    sys.exit(main())
