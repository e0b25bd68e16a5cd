"""The scripts `limited-MEMORY`: loops whose accesses lie behind a comparison of the guest's own, `if (index < length) load(p + 4 * index)`,
and such that only look like that: the comparison is signed, of an older value, of another one, or passed by on some ways. The last
element that the limit allows ends at the memory's end, a byte before or behind, or wraps; what does not pass skips, leaves or traps.

As in `hoisted`, a model of each body in Python says what is expected.
"""

import itertools

from hoisted import MOST_PAGES, PAGE, WIDTHS, Memory, State
from widened import Trap

FACTORS = (1, 4, 12, -4)
ROUNDS = 5
UNREACHABLE = 'unreachable'


class Skip(Exception):
    pass


class Leave(Exception):
    pass


class Attempt(Memory):
    """What one invocation makes of a memory."""

    def __init__(self, memory):
        self.pages, self.stored, self.memory = memory.pages, {}, memory

    def byte(self, address):
        return self.stored[address] if address in self.stored else self.memory.byte(address)


# What happens to values that are not below the limit: (name, text, what the model raises).
FAILURES = (('skip', '(br $next)', Skip()), ('leave', '(br $done)', Leave()), ('trap', '(unreachable)', Trap(UNREACHABLE)))


def signed(value, width):
    return value - 2**width if value >> width - 1 else value


def comparison(op, passes, left='i', right='l'):
    """(text, model); `i` is the value of the round, `old` that of the round before, `l` the limit, `k` the rounds left."""
    return f'(T.{op} (local.get ${left}) (local.get ${right}))', lambda s: passes(getattr(s, left), getattr(s, right), s.width)


def below(a, b, _):
    return a < b


def notAbove(a, b, _):
    return a <= b


CONDITIONS = {
    'lt_u': comparison('lt_u', below),
    'le_u': comparison('le_u', notAbove),
    'gt_u': comparison('gt_u', lambda a, b, _: a > b, 'l', 'i'),
    'ge_u': comparison('ge_u', lambda a, b, _: a >= b, 'l', 'i'),
    'not ge_u': ('(i32.eqz (T.ge_u (local.get $i) (local.get $l)))', lambda s: s.i < s.l),
    'constant': ('(T.lt_u (local.get $i) (T.const 16000))', lambda s: s.i < 16000),
    'both': ('(i32.and (T.lt_u (local.get $i) (local.get $l)) (T.lt_u (local.get $i) (T.const 16000)))', lambda s: s.i < min(s.l, 16000)),
    # What only looks like a limit.
    'lt_s': comparison('lt_s', lambda a, b, width: signed(a, width) < signed(b, width)),
    'ne': comparison('ne', lambda a, b, _: a != b),
    'above': comparison('gt_u', lambda a, b, _: a > b),
    'either': ('(i32.or (T.lt_u (local.get $i) (local.get $l)) (T.eq (local.get $i) (T.const 0xfffd)))', lambda s: s.i < s.l or s.i == 0xfffd),
    'old': comparison('lt_u', below, 'old'),
    'changed': ('(T.lt_u (local.get $i) (T.xor (local.get $l) (local.get $k)))', lambda s: s.i < (s.l ^ s.k)),
    'part': ('(i32.lt_u (i32.and {i} (i32.const 0xffff)) {l})', lambda s: s.i % 65536 < s.l % 2**32),
}

# What is accessed: (text, model).
INDICES = {
    'same': ('(local.get $i)', lambda s: s.i),
    'next': ('(T.add (local.get $i) (T.const 1))', lambda s: s.i + 1),
    'before': ('(T.sub (local.get $i) (T.const 3))', lambda s: s.i - 3),
    'older': ('(local.get $old)', lambda s: s.old),
    'stepped': ('(T.add (local.get $i) (local.get $k))', lambda s: s.i + s.k),
}

ADDRESS = '(T.add (local.get $p) (T.mul (T.const {factor}) {index}))'


def loaded(s, address):
    s.q = address
    s.add(s.load())


def stored(s, address):
    s.q = address
    s.store(s.k % 2**32)
    s.add(s.load(8))


def grown(s, address):
    s.memory.grow()
    loaded(s, address)


# A round's value: no induction describes the first, the second is one.
VALUES = {'xor': lambda k, c: k ^ c, 'add': lambda k, c: k + c}

ADD = '(local.set $x (i32.add (local.get $x) {}))'
ACCESSES = {
    'load': (ADD.format('(i32.load (local.get $a))'), loaded),
    'store': (f'(i32.store (local.get $a) {{k}}) {ADD.format("(i32.load (T.add (local.get $a) (T.const 8)))")}', stored),
    'grow': (f'(drop (memory.grow (T.const 1))) {ADD.format("(i32.load (local.get $a))")}', grown),
}


def variants():
    """(value, condition, index, factor, access, failure); those that change the size come last."""
    for condition, factor in itertools.product(CONDITIONS, FACTORS):
        for index, access, failure in (('same', 'load', 0), ('same', 'store', 1), ('next', 'load', 2), ('older', 'load', 0)):
            yield 'xor', condition, index, factor, access, failure
            yield 'add', condition, index, factor, access, failure
    for index, factor, access, failure in itertools.product(INDICES, FACTORS, ACCESSES, (0, 1, 2)):
        if access != 'grow':
            yield 'xor', 'lt_u', index, factor, access, failure
    for condition, factor in itertools.product(('lt_u', 'lt_s', 'both'), FACTORS):
        yield 'xor', condition, 'same', factor, 'grow', 0


def name(value, condition, index, factor, access, failure):
    return f'{value} {condition} {index} {factor} {access} {FAILURES[failure][0]}'


def function(width, variant):
    """Rounds count the parameter $k down, a constant would have the loop unrolled."""
    value, condition, index, factor, access, failure = variant
    narrow = '(i32.wrap_i64 (local.get ${}))' if width == 64 else '(local.get ${})'
    i, l, k = (narrow.format(each) for each in 'ilk')
    return f'''  (func (export "{name(*variant)}") (param $p T) (param $l T) (param $c T) (param $k T) (result i32)
    (local $x i32) (local $i T) (local $old T) (local $a T)
    (block $done
      (loop $rounds
        (local.set $i (T.{value} (local.get $k) (local.get $c)))
        (block $next
          (if (i32.eqz {CONDITIONS[condition][0].format(i=i, l=l)}) (then {FAILURES[failure][1]}))
          (local.set $a {ADDRESS.format(factor=factor, index=INDICES[index][0])})
          {ACCESSES[access][0].format(k=k)})
        (local.set $old (local.get $i))
        (br_if $rounds (i32.eqz (T.eqz (local.tee $k (T.sub (local.get $k) (T.const 1))))))))
    (local.get $x))'''


def run(memory, width, variant, p, l, c):
    """(sum, trap or None, whether something was stored)"""
    value, condition, index, factor, access, failure = variant
    s = State(memory, width)
    s.l, s.old = l, 0
    try:
        for s.k in range(ROUNDS, 0, -1):
            s.i = VALUES[value](s.k, c) % 2**width
            try:
                if not CONDITIONS[condition][1](s):
                    raise FAILURES[failure][2]
                ACCESSES[access][1](s, (p + factor * INDICES[index][1](s)) % 2**width)
            except Skip:
                pass
            s.old = s.i
    except Leave:
        pass
    except Trap as trap:
        return s.x, str(trap), s.hasStored
    return s.x, None, s.hasStored


def arguments(memory, width, factor):
    """($p, $l, $c): the last element below the limit is near an edge; the values are around 0, the limit, and beyond."""
    top = 2**width
    for limit in (0, 1, 6, 100, 16384, top // 2 + 3, top - 1):
        changes = dict.fromkeys(each % top for each in (0, limit - 8, limit - 1, limit, 2**15, top // 2, top - 8, 0xfff8))
        for edge, off in itertools.product((0, memory.pages * PAGE), (-16, -8, -5, -4, -3, 0, 16)):
            for p in {(edge + off - factor * (limit - 1)) % top, (edge + off) % top}:
                for change in changes:
                    yield p, limit, change


def script(suffix):
    width, memory = WIDTHS[suffix], Memory()
    data = ''.join(f'\\{memory.initial(address):02x}' for address in range(PAGE))
    text = ['(module', f'  (memory {"i64 " if width == 64 else ""}1 {MOST_PAGES})', f'  (data (T.const 0) "{data}")',
            '  (func (export "peek") (param T) (result i32) (i32.load8_u (local.get 0)))']
    assertions = []
    for number, variant in enumerate(dict.fromkeys(variants())):
        text.append(function(width, variant))
        # Each function has a part of the arguments.
        for values in itertools.islice(arguments(memory, width, variant[3]), number % 13, None, 13):
            assertions += checked(memory, width, variant, *values)
    return '\n'.join([*text, ')', *assertions, '']).replace('T.', f'i{width}.').replace(' T)', f' i{width})')


def checked(memory, width, variant, p, l, c):
    """A call, and some of what it has stored. Which stores have been done before a trap is not determined (codegen/passes)."""
    attempt = Attempt(memory)
    x, trap, hasStored = run(attempt, width, variant, p, l, c)
    memory.pages = attempt.pages
    if trap and hasStored:
        return
    call = f'(invoke "{name(*variant)}" (T.const {p}) (T.const {l}) (T.const {c}) (T.const {ROUNDS}))'
    yield f'(assert_trap {call} "{trap}")' if trap else f'(assert_return {call} (i32.const {x}))'
    written = sorted(address for address, byte in attempt.stored.items() if memory.byte(address) != byte)
    memory.stored.update(attempt.stored)
    for address in written[:3]:
        yield f'(assert_return (invoke "peek" (T.const {address})) (i32.const {memory.byte(address)}))'
