"""Scripts that fill, copy and initialise ranges of memories and tables that end before, at and behind the end, are empty there, or
have lengths whose sum with the start wraps. What traps changes nothing.
"""

import itertools

from accesses import OUT_OF_BOUNDS, MEMORIES, Memory

TABLE_OUT_OF_BOUNDS = 'out of bounds table access'
SEGMENT = bytes(range(1, 21))
FILLING = 0xA5


def ranges(size, addresses):
    """(start, length) around the end."""
    lengths = [0, 1, 7, 64, size, size + 1, 2**31, 2**31 + 1, 2**32 - 1]
    if addresses > 2**32:
        lengths += [2**32, 2**63, 2**64 - 1]
    starts = [0, 1, size - 7, size - 1, size, size + 1, addresses - 1, addresses // 2, addresses - size]
    return [(start % addresses, length % addresses) for start, length in itertools.product(dict.fromkeys(starts), dict.fromkeys(lengths))
            if start >= 0]


def good(start, length, size):
    return start + length <= size


class Storage:
    """What the two memories or tables of a script have in common."""

    def copyOnce(self, to, source, target, start, length, sizes):
        count = 'i64' if self.addresses(to) == self.addresses(source) == 2**64 else 'i32'
        ok = good(target, length, sizes[0]) and good(start, length, sizes[1])
        self.invoke(f'copy{to}{source}', ok, self.constant(to, target), self.constant(source, start), f'({count}.const {length})')
        if ok:
            self.contents[to][target:target + length] = self.contents[source][start:start + length]


class Memories(Storage):
    """Two memories of any kinds, and what they hold. Without the second, copies are within the first."""

    def __init__(self, first, second=None):
        self.kinds = [first] + ([second] if second else [])
        self.contents = [bytearray(kind.size) for kind in self.kinds]
        self.assertions = []
        self.version = 0

    def text(self):
        fields = []
        for number, kind in enumerate(self.kinds):
            address = kind.addressType
            fields += [
                '  ' + kind.field,
                f'  (func (export "peek{number}") (param {address}) (result i32) (i32.load8_u {number} (local.get 0)))',
                f'  (func (export "poke{number}") (param {address} i32) (i32.store8 {number} (local.get 0) (local.get 1)))',
                f'  (func (export "fill{number}") (param {address} i32 {address})'
                f' (memory.fill {number} (local.get 0) (local.get 1) (local.get 2)))',
                f'  (func (export "init{number}") (param {address} i32 i32)'
                f' (memory.init {number} $segment (local.get 0) (local.get 1) (local.get 2)))',
            ]
        for to, source in self.pairs():
            a, b = self.kinds[to].addressType, self.kinds[source].addressType
            count = 'i64' if a == b == 'i64' else 'i32'
            fields.append(f'  (func (export "copy{to}{source}") (param {a} {b} {count})'
                          f' (memory.copy {to} {source} (local.get 0) (local.get 1) (local.get 2)))')
        data = ''.join(f'\\{byte:02x}' for byte in SEGMENT)
        fields.append(f'  (data $segment "{data}")\n  (func (export "drop") (data.drop $segment))')
        return '\n'.join(['(module', *fields, ')', *self.assertions, ''])

    def pairs(self):
        return list(itertools.product(range(len(self.kinds)), repeat=2))

    def addresses(self, memory):
        return self.kinds[memory].addresses

    def invoke(self, name, good, *arguments):
        call = f'(invoke "{name}" {" ".join(arguments)})'
        self.assertions.append(f'(assert_return {call})' if good else f'(assert_trap {call} "{OUT_OF_BOUNDS}")')

    def constant(self, memory, value):
        return f'({self.kinds[memory].addressType}.const {value})'

    def look(self, memory):
        contents = self.contents[memory]
        for at in sorted({0, 1, 7, 8, len(contents) // 2, len(contents) - 8, len(contents) - 7, len(contents) - 2, len(contents) - 1}):
            if 0 <= at < len(contents):
                self.assertions.append(f'(assert_return (invoke "peek{memory}" {self.constant(memory, at)}) (i32.const {contents[at]}))')

    def fill(self, memory):
        kind, contents = self.kinds[memory], self.contents[memory]
        for start, length in ranges(kind.size, kind.addresses):
            self.version += 1
            value = FILLING ^ self.version % 251
            ok = good(start, length, kind.size)
            self.invoke(f'fill{memory}', ok, self.constant(memory, start), f'(i32.const {value})', self.constant(memory, length))
            if ok:
                contents[start:start + length] = bytes([value]) * length
        self.look(memory)

    def initialise(self, memory):
        kind, contents = self.kinds[memory], self.contents[memory]
        sources = [(0, 20), (13, 7), (13, 8), (20, 0), (21, 0), (2**32 - 1, 1), (2**32 - 1, 2**32 - 1), (0, 2**31), (0, 1)]
        for to, (source, length) in itertools.product((0, kind.size - 20, kind.size - 7, kind.size, kind.size + 1, kind.addresses - 1),
                                                      sources):
            if to < 0:
                continue
            ok = good(to, length, kind.size) and good(source, length, len(SEGMENT))
            self.invoke(f'init{memory}', ok, self.constant(memory, to), f'(i32.const {source})', f'(i32.const {length})')
            if ok:
                contents[to:to + length] = SEGMENT[source:source + length]
        self.look(memory)

    def copy(self, to, source):
        a, b = self.kinds[to], self.kinds[source]
        for length in dict.fromkeys([0, 1, 7, 300, min(a.size, b.size), max(a.size, b.size), 2**31, min(a.addresses, b.addresses) - 1]):
            for target, start in itertools.product(sorted({0, 1, max(a.size - length, 0), a.size, a.size + 1, a.addresses - 1}),
                                                   sorted({0, 2, max(b.size - length, 0), b.size, b.size + 1, b.addresses - 1})):
                self.copyOnce(to, source, target, start, length, (a.size, b.size))
        self.look(to)

    def script(self):
        for memory in range(len(self.kinds)):
            self.fill(memory)
            self.initialise(memory)
        for to, source in self.pairs():
            for memory in {to, source}:
                for at in range(min(8, self.kinds[memory].size)):
                    self.contents[memory][at] = at + 16 * memory + 1
                    self.assertions.append(f'(assert_return (invoke "poke{memory}" {self.constant(memory, at)}'
                                           f' (i32.const {at + 16 * memory + 1})))')
            self.copy(to, source)
        self.assertions.append('(assert_return (invoke "drop"))')
        self.invoke('init0', True, self.constant(0, 0), '(i32.const 0)', '(i32.const 0)')
        self.invoke('init0', False, self.constant(0, 0), '(i32.const 0)', '(i32.const 1)')
        return self.text()


class Tables(Storage):
    """Two tables of the given address types. An element is null or not: $f stands at places that tell them apart."""

    def __init__(self, types, size=10):
        self.types, self.size = types, size
        self.contents = [[False] * size for _ in types]
        self.assertions = []

    def addresses(self, table):
        return 2**64 if self.types[table] == 'i64' else 2**32

    def constant(self, table, value):
        return f'({self.types[table]}.const {value})'

    def text(self):
        fields = ['  (elem $segment funcref (ref.func $f) (ref.null func) (ref.func $f) (ref.null func))', '  (func $f)']
        for number, kind in enumerate(self.types):
            fields += [
                f'  (table {kind if kind == "i64" else ""} {self.size} funcref)',
                f'  (func (export "isNull{number}") (param {kind}) (result i32) (ref.is_null (table.get {number} (local.get 0))))',
                f'  (func (export "set{number}") (param {kind}) (table.set {number} (local.get 0) (ref.func $f)))',
                f'  (func (export "call{number}") (param {kind}) (call_indirect {number} (local.get 0)))',
                f'  (func (export "fill{number}") (param {kind} i32 {kind}) (table.fill {number} (local.get 0)'
                f' (select (result funcref) (ref.func $f) (ref.null func) (local.get 1)) (local.get 2)))',
                f'  (func (export "init{number}") (param {kind} i32 i32)'
                f' (table.init {number} $segment (local.get 0) (local.get 1) (local.get 2)))',
                f'  (func (export "size{number}") (result {kind}) (table.size {number}))',
                f'  (func (export "grow{number}") (param {kind}) (result {kind}) (table.grow {number} (ref.null func) (local.get 0)))',
            ]
        for to, source in itertools.product(range(len(self.types)), repeat=2):
            count = 'i64' if self.types[to] == self.types[source] == 'i64' else 'i32'
            fields.append(f'  (func (export "copy{to}{source}") (param {self.types[to]} {self.types[source]} {count})'
                          f' (table.copy {to} {source} (local.get 0) (local.get 1) (local.get 2)))')
        return '\n'.join(['(module', *fields, ')', *self.assertions, ''])

    def invoke(self, name, good, *arguments, trap=TABLE_OUT_OF_BOUNDS):
        call = f'(invoke "{name}" {" ".join(arguments)})'
        self.assertions.append(f'(assert_return {call})' if good else f'(assert_trap {call} "{trap}")')

    def look(self, table):
        for at, present in enumerate(self.contents[table]):
            self.assertions.append(f'(assert_return (invoke "isNull{table}" {self.constant(table, at)}) (i32.const {int(not present)}))')
            self.invoke(f'call{table}', present, self.constant(table, at), trap='uninitialized element')

    def elements(self, table):
        beyond = [self.size, self.size + 1, 2**31, 2**32 - 1]
        if self.types[table] == 'i64':
            beyond += [2**32, 2**32 + 1, 2**61, 2**63, 2**64 - 1]
        for at in beyond:
            self.invoke(f'set{table}', False, self.constant(table, at))
            self.invoke(f'isNull{table}', False, self.constant(table, at))
            self.invoke(f'call{table}', False, self.constant(table, at), trap='undefined element')
        self.invoke(f'set{table}', True, self.constant(table, self.size - 1))
        self.contents[table][self.size - 1] = True

    def fill(self, table):
        for number, (start, length) in enumerate(ranges(self.size, self.addresses(table))):
            ok = good(start, length, self.size)
            self.invoke(f'fill{table}', ok, self.constant(table, start), f'(i32.const {number % 2})', self.constant(table, length))
            if ok:
                self.contents[table][start:start + length] = [bool(number % 2)] * length
        self.look(table)

    def initialise(self, table):
        pattern = [True, False, True, False]
        for to, (source, length) in itertools.product((0, 3, self.size - 4, self.size, self.size + 1, self.addresses(table) - 1),
                                                      [(0, 4), (1, 3), (1, 4), (4, 0), (5, 0), (2**32 - 1, 2), (0, 2**31)]):
            ok = good(to, length, self.size) and good(source, length, 4)
            self.invoke(f'init{table}', ok, self.constant(table, to), f'(i32.const {source})', f'(i32.const {length})')
            if ok:
                self.contents[table][to:to + length] = pattern[source:source + length]
        self.look(table)

    def copy(self, to, source):
        size = self.size
        for length in (0, 1, 6, size, 2**31, min(self.addresses(to), self.addresses(source)) - 1):
            for target, start in itertools.product((0, 1, size - 6, size, self.addresses(to) - 1),
                                                   (0, 2, size - 6, size, self.addresses(source) - 1)):
                self.copyOnce(to, source, target, start, length, (size, size))
        self.look(to)

    def grow(self, table):
        """The answers have the table's address type: -1 is all ones in it."""
        kind = self.types[table]
        answers = [(0, self.size), (2**32 - 1, -1), (3, self.size), (self.addresses(table) - 1, -1), (0, self.size + 3)]
        for delta, answer in answers:
            self.assertions.append(f'(assert_return (invoke "grow{table}" ({kind}.const {delta})) ({kind}.const {answer}))')
        self.assertions.append(f'(assert_return (invoke "size{table}") ({kind}.const {self.size + 3}))')
        self.invoke(f'set{table}', True, self.constant(table, self.size + 2))
        self.invoke(f'set{table}', False, self.constant(table, self.size + 3))

    def script(self):
        tables = range(len(self.types))
        for table in tables:
            self.elements(table)
            self.fill(table)
            self.initialise(table)
        for to, source in itertools.product(tables, repeat=2):
            self.copy(to, source)
        for table in tables:
            self.grow(table)
        return self.text()


def scripts():
    """Name -> text. Operands of different address types, and memories that end anywhere."""
    kinds = {kind.name: kind for kind in MEMORIES}
    result = {
        'memory': Memories(kinds['one-page']),
        'memories': Memories(kinds['one-page'], Memory('two-pages', 2)),
        'memories-64-32': Memories(kinds['memory64'], kinds['one-page']),
        'memories-64-64': Memories(kinds['memory64'], kinds['memory64']),
        'memories-bytes': Memories(kinds['bytes'], kinds['bytes64']),
        'tables': Tables(['i32', 'i32']),
        'tables-64-32': Tables(['i64', 'i32']),
    }
    return {name: one.script() for name, one in result.items()}
