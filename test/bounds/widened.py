"""The scripts `widened-MEMORY`: loops whose 32-bit indices an optimiser would like to take for wider ones. They wrap, step too far,
step back, leave their accesses out in some rounds, or end, trap or grow the memory just before the wrap.

Each case is a loop in text and a model of one round in Python, so that what is expected owes nothing to the compiler.
"""

import itertools

from accesses import OUT_OF_BOUNDS

WORD = 2**32
DATA = 32768  # so many bytes at the beginning are not 0, and never stored to
MEMORIES = {'': (1, 65536), '-last': (65535, 65535), '-full': (65536, 65536)}  # initial and maximal pages
STEPS = (1, 4, 8, 4096, 65535, 65536, 65537, 2**17, 2**31, -1, -4, -8, -65536)
MOST_ROUNDS = 40


class Trap(Exception):
    pass


class State:
    """Of one invocation: $p, $q and $n as they change, the sum $x, and the memory, of which stores are kept."""

    WIDTH = 4  # of accesses, in bytes

    def __init__(self, memory, p, q, n):
        self.memory, self.p, self.q, self.n, self.x = memory, p, q, n, 0

    def load(self, index, offset=0):
        return int.from_bytes(bytes(self.memory.byte(address) for address in self.range(index, offset)), 'little')

    def store(self, index, value, offset=0):
        for i, address in enumerate(self.range(index, offset)):
            self.memory.stored[address] = value >> 8 * i & 255

    def range(self, index, offset):
        address = index % WORD + offset
        if address + self.WIDTH > self.memory.pages * 65536:
            raise Trap(OUT_OF_BOUNDS)
        return range(address, address + self.WIDTH)

    def add(self, value):
        self.x = (self.x + value) % WORD


class Memory:
    def __init__(self, pages, most):
        self.pages, self.most, self.stored = pages, min(most, max(pages, 65535)), {}

    def byte(self, address):
        return self.stored.get(address, (address * 29 + 7) % 251 if address < DATA else 0)

    def grow(self):
        if self.pages == self.most:
            return WORD - 1
        self.pages += 1
        return self.pages - 1


def at(change, offset=0, base='$p'):
    """A load at $p + change."""
    index = f'(i32.add (local.get {base}) (i32.const {change}))' if change else f'(local.get {base})'
    return f'(i32.load offset={offset} {index})'


def sumOf(*values):
    return ''.join(f'(local.set $x (i32.add (local.get $x) {value})) ' for value in values)


def addAll(*places):
    """The model of sumOf: places are (change, offset)."""
    def model(s):
        for change, offset in places:
            s.add(s.load(s.p + change, offset))
    return model


def divided(s):
    s.add(s.load(s.p))
    if s.n == 3:
        raise Trap('integer divide by zero')
    s.add(100 // ((s.n - 3) % WORD))


def whenLow(s):
    if s.p < DATA - 64:
        s.add(s.load(s.p, 16))


def copied(s):
    s.store(s.q, (s.load(s.p) + 5) % WORD)


def blurred(s):
    s.store(s.q, sum(s.load(s.p + change) for change in (-4, 0, 4)) % WORD)


def storedAbove(s):
    s.store(s.p + 40000, s.n)
    s.add(s.load(s.p))


def grown(s):
    s.memory.grow()
    s.add(s.load(s.p))


# Name -> body of the loop, model of a round.
BODIES = {
    'sum': (sumOf(at(0)), addAll((0, 0))),
    'offset': (sumOf(at(0, 8)), addAll((0, 8))),
    'neighbours': (sumOf(at(-4), at(0), at(8)), addAll((-4, 0), (0, 0), (8, 0))),
    'neighbours-falling': (sumOf(at(8), at(0), at(-4)), addAll((8, 0), (0, 0), (-4, 0))),
    'neighbours-far': (sumOf(at(0), at(65536), at(65537)), addAll((0, 0), (65536, 0), (65537, 0))),
    'neighbours-offset': (sumOf(at(-16, 16), at(4, 65536)), addAll((-16, 16), (4, 65536))),
    'sometimes': (f'(if (i32.and (local.get $n) (i32.const 1)) (then {sumOf(at(0))}))',
                  lambda s: s.n & 1 and addAll((0, 0))(s)),
    'when-low': (f'(if (i32.lt_u (local.get $p) (i32.const {DATA - 64})) (then {sumOf(at(0, 16))}))', whenLow),
    'called': ('(local.set $x (i32.add (local.get $x) (call $touch (local.get $p))))', addAll((0, 4))),
    'smallest': (sumOf(f'(select {at(0)} (i32.const 100) (i32.lt_u {at(0)} (i32.const 100)))'),
                 lambda s: s.add(min(s.load(s.p), 100))),
    'chosen': (sumOf(f'(select {at(0)} (i32.const 100) (i32.and (local.get $n) (i32.const 1)))'),
               lambda s: s.add((s.load(s.p), 100)[not s.n & 1])),
    'divided': (sumOf(at(0)) + sumOf('(i32.div_u (i32.const 100) (i32.sub (local.get $n) (i32.const 3)))'), divided),
    'grown': ('(drop (memory.grow (i32.const 1))) ' + sumOf(at(0)), grown),
    'copied': ('(i32.store (local.get $q) (i32.add (i32.load (local.get $p)) (i32.const 5)))', copied),
    'blurred': (f'(i32.store (local.get $q) (i32.add (i32.add {at(-4)} {at(0)}) {at(4)}))', blurred),
    # The call of the runtime keeps the store before the load, which by themselves could change places.
    'stored-above': ('(i32.store (i32.add (local.get $p) (i32.const 40000)) (local.get $n)) (drop (memory.grow (i32.const 0))) '
                     + sumOf(at(0)), storedAbove),
}
# What ends the loop beside the rounds in $n: an unsigned or signed comparison of $p with $q. The model says whether to go on.
signed = lambda value: value - WORD if value >= WORD // 2 else value
ENDS = {
    'counted': ('(i32.const 1)', lambda s: True),
    'below': ('(i32.lt_u (local.get $p) (local.get $q))', lambda s: s.p < s.q),
    'less': ('(i32.lt_s (local.get $p) (local.get $q))', lambda s: signed(s.p) < signed(s.q)),
    'other': ('(i32.ne (local.get $p) (local.get $q))', lambda s: s.p != s.q),
}


def loops():
    """(name, body, model, step of $p, step of $q, end): sums with every step and end, the others with few."""
    for name, step in itertools.product(BODIES, STEPS):
        if 'local.get $q' in BODIES[name][0]:
            if step in (4, 8, 65536, -4):
                yield name, step, 4, 'counted'
        elif name == 'stored-above':
            if step in (4, 65536):
                yield name, step, 0, 'counted'
        else:
            for end in ENDS if name in ('sum', 'neighbours', 'when-low') else ('counted',):
                yield name, step, 0, end


def function(name, step, stepQ, end):
    body, _ = BODIES[name]
    return f'''  (func (export "{name}{step:+} {end}") (param $p i32) (param $q i32) (param $n i32) (result i32) (local $x i32)
    (loop $again
      {body}
      (local.set $p (i32.add (local.get $p) (i32.const {step})))
      (local.set $q (i32.add (local.get $q) (i32.const {stepQ})))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (i32.and {ENDS[end][0]} (i32.ne (local.get $n) (i32.const 0)))))
    (local.get $x))'''


def run(memory, name, step, stepQ, end, p, q, n):
    """The assertion that holds for this call; what it stores stays in the memory."""
    state = State(memory, p, q, n)
    call = f'(invoke "{name}{step:+} {end}" (i32.const {p}) (i32.const {q}) (i32.const {n}))'
    try:
        while True:
            BODIES[name][1](state)
            state.p, state.q, state.n = (state.p + step) % WORD, (state.q + stepQ) % WORD, state.n - 1
            if not (ENDS[end][1](state) and state.n):
                return f'(assert_return {call} (i32.const {state.x}))'
    except Trap as trap:
        return f'(assert_trap {call} "{trap}")'


def starts(step, memory):
    """Values of $p that reach the memory's end, the end of 32 bits, or neither, in less than MOST_ROUNDS rounds, or never."""
    end = memory.pages * 65536
    for limit in (end, WORD, 0 if step < 0 else 4096):
        for rounds in (0, 1, 9, 33):
            for off in (-4, 0, 3):
                yield (limit - rounds * step + off) % WORD


def calls(memory, step, stepQ, end):
    for p in dict.fromkeys(starts(step, memory)):
        if stepQ:
            yield p, DATA + 1024, 33
        elif end == 'counted':
            yield from ((p, 0, n) for n in (1, 10, MOST_ROUNDS))
        else:
            yield from ((p, q, MOST_ROUNDS) for q in dict.fromkeys((0, 4096, WORD - 4, (p + 12 * step) % WORD)))


def storesOrderly(name, n):
    """What a loop has stored before it traps is not determined if several rounds may be done at once (codegen/passes)."""
    return name not in ('copied', 'blurred') or n == 1


def script(suffix):
    memory = Memory(*MEMORIES[suffix])
    data = ''.join(f'\\{memory.byte(address):02x}' for address in range(DATA))
    text = ['(module', f'  (memory {memory.pages} {MEMORIES[suffix][1]})', f'  (data (i32.const 0) "{data}")',
            '  (func $touch (param i32) (result i32) (i32.load offset=4 (local.get 0)))',
            '  (func (export "peek") (param i32) (result i32) (i32.load (local.get 0)))']
    assertions = []
    for name, step, stepQ, end in loops():
        if name == 'grown' and memory.pages > 1000:
            continue
        text.append(function(name, step, stepQ, end))
        for p, q, n in calls(memory, step, stepQ, end):
            assertions += checked(memory, name, step, stepQ, end, p, q, n)
    return '\n'.join([*text, ')', *assertions, ''])


def checked(memory, name, step, stepQ, end, p, q, n):
    """A call, and what it has stored; none that would store to the data, or whose stores before a trap are not determined."""
    before = dict(memory.stored)
    assertion = run(memory, name, step, stepQ, end, p, q, n)
    written = [address for address in memory.stored if before.get(address) != memory.stored[address]]
    isTrap = assertion.startswith('(assert_trap')
    if any(address < DATA for address in written) or (written and isTrap and not storesOrderly(name, n)):
        memory.stored = before
        return
    yield assertion
    for address in sorted({address & ~3 for address in written}):
        yield f'(assert_return (invoke "peek" (i32.const {address})) (i32.const {State(memory, 0, 0, 0).load(address)}))'
