"""The scripts `hoisted-MEMORY`: loops and loops in loops whose accesses stay within bounds that are known before they begin. The first or
last access ends exactly at the memory's end or 0, a byte before or behind, or the index wraps on the way; steps go up and down or are
known at run time only; the memory grows meanwhile; rounds may be none.

As in `widened`, a model of each body in Python says what is expected. Where indices have 64 bits, bounds are compared in both modes.
"""

import itertools

from accesses import OUT_OF_BOUNDS
from widened import Trap

WIDTHS = {'': 32, '-64': 64}
PAGE = 65536
MOST_PAGES = 3
# (step of the inner loop, of the outer one, rounds added to the inner one each time)
STEPS = ((4, 0, 0), (4, 64, 0), (8, -512, 0), (1, 40, 1), (-4, 0, 0), (-4, -160, 0), (-8, 1024, 0), (4096, 4, 0), (12, 1, -1),
         (20000, 0, 0), (2**31, 0, 0), (0, 4, 0))
# The same for loops that count down by more than one until they meet 0, which they step over if they begin elsewhere: they go on until
# they trap.
MEETING = ('divided', 'neighbours', 'sum', 'updated')
MEETING_STEPS = ((4096, 4, 0), (-4096, -160, 0), (8192, -512, 0), (20000, 0, 0))
STRIDES = (2, 4, 2**31)
MEETING_ROUNDS = ((1, 1), (1, 2), (1, 4), (1, 6), (3, 12), (2, 13), (1, 2**31), (1, 2**31 + 2))
ROUNDS = ((0, 5), (1, 0), (1, 1), (1, 2), (1, 33), (3, 17), (5, 9))


class Memory:
    """What differs from a page of known bytes."""

    def __init__(self):
        self.pages, self.stored = 1, {}

    @staticmethod
    def initial(address):
        return (address * 29 + 7) % 251 if address < PAGE else 0

    def byte(self, address):
        return self.stored.get(address, self.initial(address))

    def grow(self):
        self.pages = min(self.pages + 1, MOST_PAGES)


class State:
    """Of one invocation: the index $q, what is left of the inner rounds $k, the sum $x."""

    def __init__(self, memory, width):
        self.memory, self.width, self.q, self.k, self.x = memory, width, 0, 0, 0
        self.hasStored = False

    def range(self, index, offset, count):
        address = index % 2**self.width + offset
        if address + count > self.memory.pages * PAGE:
            raise Trap(OUT_OF_BOUNDS)
        return range(address, address + count)

    def load(self, change=0, offset=0, count=4):
        return int.from_bytes(bytes(map(self.memory.byte, self.range(self.q + change, offset, count))), 'little')

    def store(self, value, change=0):
        for i, address in enumerate(self.range(self.q + change, 0, 4)):
            self.memory.stored[address] = value >> 8 * i & 255
        self.hasStored = True

    def add(self, value):
        self.x = (self.x + value) % 2**32


def sometimes(s):
    if s.k & 1:
        s.add(s.load())


def lookedUp(base):
    def model(s):
        byte = s.load(count=1)
        s.add(s.memory.byte(*s.range(byte + base, 0, 1)))
    return model


def grown(s):
    s.memory.grow()
    s.add(s.load())


def divided(s):
    s.store(s.k)
    if s.k == 3:
        raise Trap('integer divide by zero')
    s.add(100 // ((s.k - 3) % 2**32))


def updated(s):
    s.store((s.load() + s.load(-4)) % 2**32)


def apart(s):
    s.store(s.x)
    s.add(s.load(-4))
    s.store(s.k, 8)


def until(s):
    s.add(s.load())
    if s.load(count=1) == 250:
        s.k = 1


INDEX = '(local.get $q)'
ADD = '(local.set $x (i32.add (local.get $x) {}))'


def at(change):
    return f'(T.add {INDEX} (T.const {change}))'


def lookUp(base):
    return ADD.format(f'(i32.load8_u (T.add (T.load8_u {INDEX}) (T.const {base})))')


# Name -> text, model of a round.
BODIES = {
    'sum': (ADD.format(f'(i32.load {INDEX})'), lambda s: s.add(s.load())),
    'bytes': (ADD.format(f'(i32.load8_u {INDEX})'), lambda s: s.add(s.load(count=1))),
    'offset': (ADD.format(f'(i32.load offset=12 {INDEX})'), lambda s: s.add(s.load(offset=12))),
    'far': (ADD.format(f'(i32.load offset=65000 {INDEX})'), lambda s: s.add(s.load(offset=65000))),
    'neighbours': (ADD.format(f'(i32.load {at(-4)})') + ADD.format(f'(i32.load {at(8)})') + ADD.format(f'(i32.load {INDEX})'),
                   lambda s: [s.add(s.load(change)) for change in (-4, 8, 0)]),
    'stored': (f'(i32.store {INDEX} (local.get $k))', lambda s: s.store(s.k)),
    'updated': (f'(i32.store {INDEX} (i32.add (i32.load {INDEX}) (i32.load {at(-4)})))', updated),
    'apart': (f'(i32.store {INDEX} (local.get $x)) {ADD.format(f"(i32.load {at(-4)})")} (i32.store {at(8)} (local.get $k))', apart),
    'sometimes': (f'(if (i32.and (local.get $k) (i32.const 1)) (then {ADD.format(f"(i32.load {INDEX})")}))', sometimes),
    'looked-up': (lookUp(0), lookedUp(0)),
    'looked-up-at-end': (lookUp(PAGE - 251), lookedUp(PAGE - 251)),
    'looked-up-beyond': (lookUp(PAGE - 250), lookedUp(PAGE - 250)),
    'grown': (f'(drop (memory.grow (T.const 1))) {ADD.format(f"(i32.load {INDEX})")}', grown),
    'called': (ADD.format(f'(call $touch {INDEX})') + ADD.format(f'(i32.load {INDEX})'),
               lambda s: [s.add(s.load(offset=4)), s.add(s.load())]),
    'divided': (f'(i32.store {INDEX} (local.get $k)) {ADD.format("(i32.div_u (i32.const 100) (i32.sub (local.get $k) (i32.const 3)))")}',
                divided),
    'until': (f'{ADD.format(f"(i32.load {INDEX})")} '
              f'(if (i32.eq (i32.load8_u {INDEX}) (i32.const 250)) (then (local.set $k (i32.const 1))))', until),
}


def function(body, steps, isKnown, stride):
    """`isKnown`: the inner step is a constant, else the parameter $s. `stride`: of the inner loop's counter."""
    step, row, more = steps
    inner = f'(T.const {step})' if isKnown else '(local.get $s)'
    return f'''  (func (export "{name(body, steps, isKnown, stride)}") (param $p T) (param $s T) (param $m i32) (param $n i32) (result i32)
    (local $x i32) (local $q T) (local $k i32)
    (block $done
      (br_if $done (i32.eqz (local.get $m)))
      (loop $rows
        (local.set $q (local.get $p))
        (local.set $k (local.get $n))
        (block $empty
          (br_if $empty (i32.eqz (local.get $k)))
          (loop $columns
            {BODIES[body][0]}
            (local.set $q (T.add (local.get $q) {inner}))
            (br_if $columns (local.tee $k (i32.sub (local.get $k) (i32.const {stride}))))))
        (local.set $p (T.add (local.get $p) (T.const {row})))
        (local.set $n (i32.add (local.get $n) (i32.const {more})))
        (br_if $rows (local.tee $m (i32.sub (local.get $m) (i32.const 1))))))
    (local.get $x))'''


def name(body, steps, isKnown, stride):
    return f'{body} {" ".join(map(str, steps))}{"" if isKnown else " unknown"}{"" if stride == 1 else f" by {stride}"}'


def run(memory, width, body, steps, stride, p, m, n):
    """(sum, trap or None, whether something was stored)"""
    state = State(memory, width)
    step, row, more = steps
    try:
        for _ in range(m):
            state.q, state.k = p, n
            while state.k:
                BODIES[body][1](state)
                state.q, state.k = (state.q + step) % 2**width, (state.k - stride) % 2**32
            p, n = (p + row) % 2**width, (n + more) % 2**32
    except Trap as trap:
        return state.x, str(trap), state.hasStored
    return state.x, None, state.hasStored


def starts(memory, width, steps, m, n):
    """Values of $p for which the first or the last index meets an edge: 0, the end, the end of the second page."""
    step, row, more = steps
    inner = lambda j: step * max(n + j * more - 1, 0)
    spans = [row * j + each for j in {0, max(m - 1, 0)} for each in (0, inner(j))]
    for edge in (0, memory.pages * PAGE, (memory.pages + 1) * PAGE):
        for span in (min(spans), max(spans)):
            for off in (-16, -5, -4, -3, 0, 4):
                yield (edge + off - span) % 2**width


def isFinite(steps, m, n):
    """A count of rounds that falls below 0 would begin anew from 2^32."""
    return n + steps[2] * max(m - 1, 0) >= 0


def variants():
    """The functions: body, steps, isKnown, stride, numbers of rounds; those that change the size come last."""
    for body, steps, stride in itertools.product(MEETING, MEETING_STEPS, STRIDES):
        yield body, steps, True, stride, MEETING_ROUNDS
    for body, steps, isKnown in itertools.product(sorted(BODIES, key='grown'.__eq__), STEPS, (True, False)):
        if isKnown or body in ('sum', 'neighbours', 'updated'):
            yield body, steps, isKnown, 1, ROUNDS


def script(suffix):
    width, memory = WIDTHS[suffix], Memory()
    data = ''.join(f'\\{memory.initial(address):02x}' for address in range(PAGE))
    text = ['(module', f'  (memory {"i64 " if width == 64 else ""}1 {MOST_PAGES})', f'  (data (T.const 0) "{data}")',
            '  (func $touch (param T) (result i32) (i32.load offset=4 (local.get 0)))',
            '  (func (export "peek") (param T) (result i32) (i32.load8_u (local.get 0)))']
    assertions = []
    for body, steps, isKnown, stride, rounds in variants():
        text.append(function(body, steps, isKnown, stride))
        for m, n in rounds:
            if isFinite(steps, m, n):
                for p in dict.fromkeys(starts(memory, width, steps, m, min(n // stride, 33))):
                    assertions += checked(memory, width, body, steps, isKnown, stride, p, m, n)
    return '\n'.join([*text, ')', *assertions, '']).replace('T.', f'i{width}.').replace(' T)', f' i{width})')


def checked(memory, width, body, steps, isKnown, stride, p, m, n):
    """A call, and some of what it has stored. Which stores have been done before a trap is not determined (codegen/passes)."""
    before = dict(memory.stored)
    x, trap, hasStored = run(memory, width, body, steps, stride, p, m, n)
    if trap and hasStored:
        memory.stored = before
        return
    call = f'(invoke "{name(body, steps, isKnown, stride)}" (T.const {p}) (T.const {steps[0]}) (i32.const {m}) (i32.const {n}))'
    yield f'(assert_trap {call} "{trap}")' if trap else f'(assert_return {call} (i32.const {x}))'
    written = sorted(address for address in memory.stored if before.get(address) != memory.stored[address])
    for address in [*written[:3], *written[-3:]]:
        yield f'(assert_return (invoke "peek" (T.const {address})) (i32.const {memory.byte(address)}))'
