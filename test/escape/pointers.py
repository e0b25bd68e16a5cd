"""Every call with hostile pointers, lengths and other numbers: it answers with an error number, and writes what it reports and
nothing else.

What a call takes and writes is described in ARGUMENTS, without which a call of Wasi.def is an error of this test."""

import collections
import itertools
import os
import signal
import socket
import struct
import sys

import guest
import tree
from guest import ARENA, Batch, LOW, NAMES, PAGE
import verdict

RESULT, MORE, PATH, NEW, LINK, IOVEC, CLOCK, OLD_CLOCK, BUFFER = 256, 512, 1024, 1100, 1200, 1300, 1400, 1500, 2048
ROOT, FILE, REQUESTS, REPLIES, SOCKET = 3, 4, 5, 6, 2  # descriptors
INPUTS = [
    (PATH, b'file'), (NEW, b'made'), (LINK, b'link'), (IOVEC, struct.pack('<II', BUFFER, 16)),
    (CLOCK, struct.pack('<QB7xI4xQQH6x', 7, 0, 1, 0, 0, 0)), (OLD_CLOCK, struct.pack('<QB7xQI4xQQH6x', 7, 0, 0, 1, 0, 0, 0)),
]
ARGV, VARIABLES = ['one', 'two three'], ['A=1', 'EMPTY=', 'LONG=' + 'x' * 50]
GUEST_NAME, LINK_TEXT = b'/granted', b'some/where'
PEEK = 1

# Name -> (arguments, {argument that is a pointer to a result: (size, padding within)}, {pointer to a buffer: bytes used of it})
# An argument that ends in success with these values. None: the call can't succeed here, or ends what it is called on.
Row = collections.namedtuple('Row', 'arguments results buffers succeeds', defaults=({}, {}, True))
FILESTAT, OLD_FILESTAT = (64, range(17, 24)), (56, range(17, 20))
FDSTAT, EVENT = (24, (1, 4, 5, 6, 7)), (32, (*range(11, 16), *range(26, 32)))


def texts(strings):
    return sum(len(text.encode()) + 1 for text in strings)


ARGUMENTS = {
    'args_get': Row((RESULT, BUFFER), {}, {0: 12, 1: None}),
    'args_sizes_get': Row((RESULT, MORE), {0: (4, ()), 1: (4, ())}),
    'environ_get': Row((RESULT, BUFFER), {}, {0: 4 * len(VARIABLES), 1: texts(VARIABLES)}),
    'environ_sizes_get': Row((RESULT, MORE), {0: (4, ()), 1: (4, ())}),
    'clock_res_get': Row((1, RESULT), {1: (8, ())}),
    'clock_time_get': Row((1, 0, RESULT), {2: (8, ())}),
    'fd_advise': Row((FILE, 0, 10, 0)),
    'fd_allocate': Row((FILE, 0, 10)),
    'fd_close': Row((FILE,)),
    'fd_datasync': Row((FILE,)),
    'fd_fdstat_get': Row((FILE, RESULT), {1: FDSTAT}),
    'fd_fdstat_set_flags': Row((FILE, 0)),
    'fd_fdstat_set_rights': Row((FILE, 0, 0), succeeds=False),
    'fd_filestat_get': Row((FILE, RESULT), {1: FILESTAT}),
    'unstable_fd_filestat_get': Row((FILE, RESULT), {1: OLD_FILESTAT}),
    'fd_filestat_set_size': Row((FILE, 20)),
    'fd_filestat_set_times': Row((FILE, 1, 1, 5)),
    'fd_pread': Row((FILE, IOVEC, 1, 0, RESULT), {4: (4, ())}, {BUFFER: 16}),
    'fd_prestat_get': Row((ROOT, RESULT), {1: (8, ())}),
    'fd_prestat_dir_name': Row((ROOT, BUFFER, len(GUEST_NAME)), {}, {1: len(GUEST_NAME)}),
    'fd_pwrite': Row((FILE, IOVEC, 1, 0, RESULT), {4: (4, ())}),
    'fd_read': Row((FILE, IOVEC, 1, RESULT), {3: (4, ())}, {BUFFER: 16}),
    'fd_readdir': Row((ROOT, BUFFER, 1000, 0, RESULT), {4: (4, ())}, {1: None}),
    'fd_renumber': Row((FILE, FILE)),
    'fd_seek': Row((FILE, 5, 0, RESULT), {3: (8, ())}),
    'unstable_fd_seek': Row((FILE, 5, 2, RESULT), {3: (8, ())}),
    'fd_sync': Row((FILE,)),
    'fd_tell': Row((FILE, RESULT), {1: (8, ())}),
    'fd_write': Row((FILE, IOVEC, 1, RESULT), {3: (4, ())}),
    'path_create_directory': Row((ROOT, NEW, 4)),
    'path_filestat_get': Row((ROOT, 0, PATH, 4, RESULT), {4: FILESTAT}),
    'unstable_path_filestat_get': Row((ROOT, 0, PATH, 4, RESULT), {4: OLD_FILESTAT}),
    'path_filestat_set_times': Row((ROOT, 0, PATH, 4, 1, 1, 5)),
    'path_link': Row((ROOT, 0, PATH, 4, ROOT, NEW, 4)),
    'path_open': Row((ROOT, 0, PATH, 4, 0, 2, 0, 0, RESULT), {8: (4, ())}),
    'path_readlink': Row((ROOT, LINK, 4, BUFFER, len(LINK_TEXT), RESULT), {5: (4, ())}, {3: len(LINK_TEXT)}),
    'path_remove_directory': Row((ROOT, NEW, 4), succeeds=False),
    'path_rename': Row((ROOT, PATH, 4, ROOT, PATH, 4)),
    'path_symlink': Row((PATH, 4, ROOT, NEW, 4)),
    'path_unlink_file': Row((ROOT, NEW, 4), succeeds=False),
    'poll_oneoff': Row((CLOCK, BUFFER, 1, RESULT), {1: EVENT, 3: (4, ())}),
    'unstable_poll_oneoff': Row((OLD_CLOCK, BUFFER, 1, RESULT), {1: EVENT, 3: (4, ())}),
    'proc_exit': None,  # its own test: it does not return
    'proc_raise': Row((0,), succeeds=False),
    'sched_yield': Row(()),
    'random_get': Row((BUFFER, 100), {}, {0: 100}),
    'sock_accept': Row((SOCKET, 0, RESULT), succeeds=False),
    'sock_recv': Row((SOCKET, IOVEC, 1, PEEK, RESULT, MORE), {4: (4, ()), 5: (2, ())}, {BUFFER: 16}),
    'sock_send': Row((SOCKET, IOVEC, 1, 0, RESULT), {4: (4, ())}),
    'sock_shutdown': Row((SOCKET, 1)),
}


def hostile(end):
    """Values of 32 bits for a memory that ends at `end`."""
    near = [end - distance for distance in (0, 1, 2, 3, 4, 7, 8, 16, 24, 32, 48, 64)] + [end + 1]
    values = [0, 1, 3, 4, 8, *near, 2**31 - 1, 2**31, 2**31 + 4, 2**32 - 65536, 2**32 - 8, 2**32 - 1]
    return list(dict.fromkeys(value % 2**32 for value in values))


LONG = [0, 1, 4096, 2**62, 2**63 - 1, 2**63, 2**64 - 1]


class Attack:
    def __init__(self, work, executable, configuration, pages):
        self.work, self.executable, self.configuration, self.pages = work, executable, configuration, pages
        self.end = pages * PAGE
        self.high = self.end - ARENA  # the agent lies between the arenas
        self.problems, self.cases = [], 0
        self.guest = self.socket = None

    def start(self):
        """A guest whose standard streams are free: its channels were renumbered."""
        if self.guest:
            self.guest.kill()
            self.socket.close()
        tree.restore(os.fsencode(self.work) + b'/in', tree.directory(file=tree.file(b'f' * 100), link=tree.link(LINK_TEXT)))
        self.socket, theirs = socket.socketpair()
        self.socket.send(b's' * 64)
        self.socket.shutdown(socket.SHUT_WR)  # so that no one waits for more
        options = ['--dir', f'{self.work}/in::{GUEST_NAME.decode()}', *(f'--env={one}' for one in VARIABLES)]
        self.guest = guest.Guest(self.executable, self.configuration, options, arguments=ARGV, stderr=theirs)
        theirs.close()
        batch = Batch().put(PATH, b'file').put(NEW, b'made')
        for _ in (FILE, REQUESTS, REPLIES):
            batch.call('path_open', ROOT, 0, PATH, 4, 0, 66, 0, 0, RESULT)
        batch.call('fd_renumber', 0, REQUESTS).call('fd_renumber', 1, REPLIES).channels(REQUESTS, REPLIES)
        assert not any(self.guest.run(batch))

    def problem(self, name, arguments, text):
        shown = ', '.join(hex(one) if one > 9 else str(one) for one in arguments)
        self.problems.append(f'{name}({shown}): {text}')

    def fresh(self, batch, poison):
        for arena in (LOW, self.high):
            batch.fill(arena, ARENA, poison)
        for address, data in INPUTS:
            batch.put(address, data)
        return batch

    # Any numbers: an answer, and on an error nothing written.

    def combinations(self, name, row, pairs):
        letters = guest.CALLS[name][1]
        choices = [hostile(self.end) + [one for one in row.arguments if one > 9] if letter == 'i' else LONG for letter in letters]
        for count in (1, 2) if pairs else (1,):
            for places in itertools.combinations(range(len(letters)), count):
                for values in itertools.product(*(choices[place] for place in places)):
                    arguments = list(row.arguments)
                    for place, value in zip(places, values):
                        arguments[place] = value
                    if not self.hitsAgent(name, arguments):
                        yield arguments

    def hitsAgent(self, name, arguments):
        """random_get alone fills all that it is told to, and the agent is part of that memory."""
        return name == 'random_get' and arguments[0] + arguments[1] <= self.end and arguments[0] < self.high and (
            arguments[0] + arguments[1] > ARENA)

    def anyNumbers(self, name, row, pairs):
        cases = self.combinations(name, row, pairs)
        while some := list(itertools.islice(cases, 100)):
            batch = Batch()
            for arguments in some:
                self.fresh(batch, 0xa5).hash(LOW, ARENA).hash(self.high, ARENA).call(name, *arguments)
                batch.hash(LOW, ARENA).hash(self.high, ARENA)
            try:
                replies = self.guest.run(batch)
            except guest.GuestEnded as ended:
                self.problem(name, some[0], f'{ended} (or one of the next {len(some)})')
                return
            for number, arguments in enumerate(some):
                lowBefore, highBefore, answer, low, high = replies[5 * number:5 * number + 5]
                self.cases += 1
                if answer not in NAMES:
                    self.problem(name, arguments, f'answers {answer}')
                if answer and (low, high) != (lowBefore, highBefore):
                    self.problem(name, arguments, f'answers {NAMES.get(answer)} and has written')

    # Where results go: everywhere that there is room, whole, and nowhere else.

    def results(self, name, row):
        for place, (size, padding) in row.results.items():
            for pointer in (RESULT, RESULT + 1, RESULT + 3, self.end - size, self.end - size - 1):
                self.wholeResult(name, row, place, pointer, size, padding)
            for pointer in (self.end - size + 1, self.end - 1, self.end, 2**31, 2**32 - 1, 2**32 - size + 1):
                if pointer + size > self.end and pointer < 2**32:
                    self.expectFault(name, row, place, pointer)
        for place, size in row.buffers.items():
            if place < len(row.arguments) and size:
                for pointer in (BUFFER, BUFFER + 1, self.end - size):
                    self.wholeResult(name, row, place, pointer, size, ())
                for pointer in (self.end - size + 1, self.end - 1):
                    self.expectFault(name, row, place, pointer)

    def make(self, name, row, place, pointer, poison):
        arguments = list(row.arguments)
        arguments[place] = pointer
        batch = self.fresh(Batch().call('fd_seek', FILE, 0, 0, RESULT), poison).get(LOW, ARENA).get(self.high, ARENA)
        batch.call(name, *arguments).get(LOW, ARENA).get(self.high, ARENA).call('fd_tell', FILE, RESULT).get(RESULT, 8)
        _, lowBefore, highBefore, answer, low, high, _, position = self.guest.run(batch)
        changed = {LOW + i for i in range(ARENA) if low[i] != lowBefore[i]}
        changed |= {self.high + i for i in range(ARENA) if high[i] != highBefore[i]}
        self.cases += 1
        if answer and any(position):
            self.problem(name, arguments, f'answers {NAMES.get(answer)} and has moved the file')
        return arguments, answer, changed, {LOW: low, self.high: high}

    def wholeResult(self, name, row, place, pointer, size, padding):
        changed = set()
        for poison in (0xa5, 0x5a):
            arguments, answer, now, arenas = self.make(name, row, place, pointer, poison)
            if answer != 0:
                return self.problem(name, arguments, f'answers {NAMES.get(answer, answer)}')
            changed |= now
        missing = [i for i in range(size) if pointer + i not in changed]
        if missing:
            self.problem(name, arguments, f'leaves bytes {missing} of its result as they were')
        arena = self.high if pointer >= self.high else LOW
        if any(arenas[arena][pointer - arena + i] for i in padding):
            self.problem(name, arguments, 'writes something into padding')
        allowed = set(range(pointer, pointer + size))
        for other, (otherSize, _) in row.results.items():
            if other != place:
                allowed |= set(range(row.arguments[other], row.arguments[other] + otherSize))
        for other, otherSize in row.buffers.items():
            start = row.arguments[other] if other < len(row.arguments) else other
            if other != place:
                allowed |= set(range(start, start + (1000 if otherSize is None else otherSize)))
        if beyond := changed - allowed:
            self.problem(name, arguments, f'writes beside its results: at {sorted(beyond)[:5]}')
        return None

    def expectFault(self, name, row, place, pointer):
        arguments, answer, changed, _ = self.make(name, row, place, pointer, 0xa5)
        if answer != guest.errno['fault']:
            self.problem(name, arguments, f'answers {NAMES.get(answer, answer)} instead of fault')
        elif changed:
            self.problem(name, arguments, f'answers fault and has written at {sorted(changed)[:5]}')

    def run(self, pairs):
        for name in guest.CALLS:
            row = ARGUMENTS[name]
            if row is None:
                continue
            self.start()
            if row.succeeds and (answer := self.guest.run(self.fresh(Batch(), 0xa5).call(name, *row.arguments))[0]) != 0:
                self.problem(name, row.arguments, f'answers {NAMES.get(answer, answer)}')
            if name not in ('fd_close', 'sock_shutdown'):
                self.start()
                self.results(name, row)
            self.start()
            self.anyNumbers(name, row, pairs)
        self.guest.kill()
        self.socket.close()


def noMemory(work, configuration):
    """A module whose memory is empty makes every call with hostile values, and must come to its end."""
    def core(letters):
        return ' '.join({'i': 'i32', 'l': 'i64'}[letter] for letter in letters)
    imports, body = [], []
    for name, (_, letters) in guest.CALLS.items():
        module = 'wasi_unstable' if name.startswith('unstable_') else 'wasi_snapshot_preview1'
        result = '' if name == 'proc_exit' else '(result i32)'
        imports.append(f'(import "{module}" "{name.removeprefix("unstable_")}" (func ${name} (param {core(letters)}) {result}))')
        if name == 'proc_exit':
            continue
        for value in (0, 1, 3, 4, 2**31, 2**32 - 1):
            for place in range(max(1, len(letters))):
                arguments = ' '.join(f'({ {"i": "i32", "l": "i64"}[letter]}.const {value if i == place else 0})'
                                     for i, letter in enumerate(letters))
                body.append(f'(if (i32.gt_u (call ${name} {arguments}) (i32.const 76)) (then (unreachable)))')
    text = '\n'.join(['(module', *imports, '(memory (export "memory") 0)', '(func (export "_start")', *body,
                      '(call $proc_exit (i32.const 256)) (unreachable)))'])
    path = f'{work}/empty-{configuration.name}'
    with open(path + '.wat', 'w', encoding='ascii') as file:
        file.write(text)
    compiled = configuration.compile(path + '.wat', path)
    if compiled.returncode != 0:
        return [compiled.stderr]
    ran = configuration.run(path, timeout=guest.HANGS)
    return [] if ran.returncode == 0 else [f'without memory: status {ran.returncode}, {ran.stderr}']


def exits(work, executable, configuration):
    """proc_exit with every number: its low 8 bits are the status."""
    problems = []
    for value in (0, 1, 125, 255, 256, 511, 2**31, 2**32 - 1):
        one = guest.Guest(executable, configuration)
        try:
            one.run(Batch().call('proc_exit', value))
            problems.append(f'proc_exit({value}) returned')
        except guest.GuestEnded:
            if one.process.returncode != value & 255:
                problems.append(f'proc_exit({value}) ended with {one.process.returncode}')
        one.kill()
    return problems


def main():
    parser = verdict.parser(__doc__)
    parser.add_argument('--bounds', default='guard')
    parser.add_argument('--single', action='store_true', help='one hostile number at a time, and one size of memory')
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work + '/in', exist_ok=True)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    missing = set(guest.CALLS) ^ set(ARGUMENTS)
    if missing:
        sys.exit(f'Wasi.def and ARGUMENTS differ in {missing}')
    configuration = guest.configurations.Configuration(options.bounds, options.cpu)
    problems = noMemory(work, configuration) + exits(work, guest.build(work, configuration), configuration)
    for pages in (1,) if options.single else (1, 65536):
        executable = guest.build(work, configuration, pages)
        ARGUMENTS['args_get'] = ARGUMENTS['args_get']._replace(buffers={0: 12, 1: texts([executable, *ARGV])})
        attack = Attack(work, executable, configuration, pages)
        attack.run(not options.single and pages == 1)
        print(f'{pages} pages: {attack.cases} cases')
        problems += attack.problems
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
