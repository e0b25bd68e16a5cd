"""The script `rerolled`: loops as a producer's unrolling leaves them, which an optimiser would like to roll up again, and such that
only look like that: one copy of the body differs, arrays overlap, the step is another one, the end is never met.

Each case is a body in text and a model of it in Python. A function's rounds do `count` copies of the body each.
"""

import itertools

import contents
from accesses import OUT_OF_BOUNDS

WORD = 2**32
SIZE = 65536
DATA = 2048  # so many bytes at the beginning are not 0: the arrays, compared after each call
COUNTS = (2, 3, 4)
FORMS = ('offset', 'added')  # how a copy's distance is added to an index
ODDITIES = ('none', 'constant', 'distance', 'operation', 'missing', 'order', 'step')


class Trap(Exception):
    pass


class State:
    def __init__(self, memory, p, q):
        self.memory, self.p, self.q, self.i, self.x, self.y = memory, p, q, 0, 0, 1

    def place(self, index, distance, form):
        address = index % WORD + distance if form == 'offset' else (index + distance) % WORD
        if address + 4 > SIZE:
            raise Trap
        return address

    def load(self, address):
        return int.from_bytes(self.memory[address:address + 4], 'little')

    def store(self, address, value):
        self.memory[address:address + 4] = (value % WORD).to_bytes(4, 'little')


class Copy:
    """One copy of a body: a list of (text, model) that happen in order. `odd`: what is different in it."""

    def __init__(self, number, form, odd):
        self.form, self.odd = form, odd
        self.number, self.distance = number, 4 * number

    def address(self, name, more=0):
        distance = self.distance + more
        if self.form == 'offset':
            return f'offset={distance} (local.get ${name})'
        return f'(i32.add (local.get ${name}) (i32.const {distance}))'

    def at(self, s, name, more=0):
        return s.place(getattr(s, name), self.distance + more, self.form)

    def load(self, name, more=0):
        more += 4 if self.odd == 'distance' else 0
        return f'(i32.load {self.address(name, more)})', lambda s: s.load(self.at(s, name, more))

    def store(self, name, value, more=0):
        text, model = value

        def run(s):
            address = self.at(s, name, more)  # a store traps before it stores
            s.store(address, model(s))
        return f'(i32.store {self.address(name, more)} {text})', run

    def set(self, name, value):
        text, model = value
        return f'(local.set ${name} {text})', lambda s: setattr(s, name, model(s) % WORD)

    def get(self, name):
        return f'(local.get ${name})', lambda s: getattr(s, name)

    def constant(self, value):
        value += self.odd == 'constant'
        return f'(i32.const {value})', lambda s: value

    def index(self):
        return f'(i32.add (local.get $i) (i32.const {self.number}))', lambda s: s.i + self.number

    def apply(self, operator, one, other):
        if self.odd == 'operation':
            operator = {'add': 'sub', 'sub': 'add'}.get(operator, 'add')
        model = {'add': lambda a, b: a + b, 'sub': lambda a, b: a - b, 'xor': lambda a, b: a ^ b, 'shl': lambda a, b: a << (b & 31),
                 'mul': lambda a, b: a * b}[operator]
        return f'(i32.{operator} {one[0]} {other[0]})', lambda s: model(one[1](s), other[1](s)) % WORD

    def larger(self, one, other):
        text = f'(select {one[0]} {other[0]} (i32.gt_u {one[0]} {other[0]}))'
        return text, lambda s: max(one[1](s), other[1](s))


# Name -> copy -> what it does.
BODIES = {
    'copied': lambda c: [c.store('q', c.apply('add', c.load('p'), c.constant(5)))],
    'added-to': lambda c: [c.store('q', c.apply('add', c.load('q'), c.apply('mul', c.load('p'), c.constant(3))))],
    'stencil': lambda c: [c.store('q', c.apply('add', c.apply('sub', c.load('p', 0), c.load('p', 4)), c.load('p', 8)))],
    'counted': lambda c: [c.store('q', c.apply('mul', c.index(), c.constant(7)))],
    'stored-twice': lambda c: [c.store('q', c.load('p')), c.store('p', c.apply('xor', c.load('q', 4), c.constant(9)))],
    'put-off': lambda c: [c.store('q', c.get('x')), c.set('x', c.load('p'))],
    'summed': lambda c: [c.set('x', c.apply('add', c.get('x'), c.apply('mul', c.load('p'), c.load('q'))))],
    'neighbours-summed': lambda c: [c.set('x', c.apply('add', c.get('x'), c.apply('xor', c.load('p'), c.load('p', 4))))],
    'taken-from': lambda c: [c.set('x', c.apply('sub', c.load('p'), c.get('x')))],
    'largest': lambda c: [c.set('x', c.larger(c.load('p'), c.get('x')))],
    'hashed': lambda c: [c.set('x', c.apply('xor', c.apply('shl', c.get('x'), c.constant(3)), c.load('p')))],
    'running-sum': lambda c: [c.set('x', c.apply('add', c.get('x'), c.load('p'))), c.store('q', c.get('x'))],
    'crossed': lambda c: [c.set('x', c.apply('add', c.get('x'), c.get('y'))), c.set('y', c.apply('xor', c.get('x'), c.load('p')))],
}
ENDS = {
    'counted': ('(i32.ne (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))', lambda s: s.n != 0),
    'until': ('(i32.ne (local.get $p) (local.get $n))', lambda s: s.p != s.end),
    'below': ('(i32.lt_u (local.get $p) (local.get $n))', lambda s: s.p < s.end),
}


def statements(name, count, form, odd):
    """Of one round. The copy before the last is the odd one; `order` exchanges the last two copies' first statements."""
    odds = [odd if i == max(count - 2, 1) else None for i in range(count)]
    copies = [[] if mark == 'missing' else BODIES[name](Copy(i, form, mark)) for i, mark in enumerate(odds)]
    if odd == 'order':
        copies[-1][0], copies[-2][0] = copies[-2][0], copies[-1][0]
    return list(itertools.chain(*copies))


def stepOf(count, odd):
    return 4 * (count + (odd == 'step'))


def function(name, count, form, odd, end):
    text = '\n      '.join(text for text, _ in statements(name, count, form, odd))
    step = stepOf(count, odd)
    return f'''  (func (export "{name} {count} {form} {odd} {end}") (param $p i32) (param $q i32) (param $n i32) (result i32)
    (local $x i32) (local $y i32) (local $i i32)
    (local.set $y (i32.const 1))
    (loop $again
      {text}
      (local.set $p (i32.add (local.get $p) (i32.const {step})))
      (local.set $q (i32.add (local.get $q) (i32.const {step})))
      (local.set $i (i32.add (local.get $i) (i32.const {count})))
      (br_if $again {ENDS[end][0]}))
    (i32.xor (local.get $x) (i32.add (local.get $p) (local.get $i))))'''


def run(memory, case, p, q, rounds, miss):
    """What the function returns, or None if it traps. `miss`: by how much the end is off."""
    name, count, form, odd, end = case
    s, step = State(memory, p, q), stepOf(count, odd)
    s.n, s.end = rounds, (p + rounds * step + miss) % WORD
    models = [model for _, model in statements(name, count, form, odd)]
    try:
        while True:
            for model in models:
                model(s)
            s.p, s.q, s.i, s.n = (s.p + step) % WORD, (s.q + step) % WORD, s.i + count, s.n - 1
            if not ENDS[end][1](s):
                return (s.x ^ (s.p + s.i)) % WORD, s.end
    except Trap:
        return None, s.end


def cases():
    for name, count, form, odd in itertools.product(BODIES, COUNTS, FORMS, ODDITIES):
        for end in ENDS if odd == 'none' else ('counted',):
            yield name, count, form, odd, end


def calls(end):
    """($p, $q, rounds, miss): arrays that overlap in every way, ends that are met, missed and behind the memory."""
    for distance, rounds in itertools.product((-8, -4, 0, 4, 8, 12, 600), (1, 7, 16)):
        yield 256, 256 + distance, rounds, 0
    yield SIZE - 200, SIZE - 500, 40, 0
    yield WORD - 24, 256, 20, 0
    if end != 'counted':
        yield 256, 1024, 8, 2
        yield 256, 1024, 8, 4


def script():
    memory = contents.start(SIZE, DATA)
    text = ['(module', '  (memory 1 1)', f'  (data (i32.const 0) {contents.text(memory[:DATA])})',
            contents.digestFunction(DATA)]
    assertions = []
    for case in cases():
        text.append(function(*case))
        for p, q, rounds, miss in calls(case[-1]):
            changed = bytearray(memory)
            result, end = run(changed, case, p, q, rounds, miss)
            if result is None and changed != memory:
                continue  # what is stored before a trap is not determined (codegen/passes)
            last = rounds if case[-1] == 'counted' else end
            call = f'(invoke "{" ".join(map(str, case))}" (i32.const {p}) (i32.const {q}) (i32.const {last}))'
            assertions.append(f'(assert_trap {call} "{OUT_OF_BOUNDS}")' if result is None else
                              f'(assert_return {call} (i32.const {result}))')
            if changed != memory:
                memory[:] = changed
                assertions.append(f'(assert_return (invoke "digest") (i32.const {contents.digest(memory, DATA)}))')
    return '\n'.join([*text, ')', *assertions, ''])
