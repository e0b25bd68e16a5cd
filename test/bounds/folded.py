"""The scripts `folded-MEMORY`: two accesses at indices with a constant distance, where an optimiser would like to take what the
guest adds to an index, with a wrap, for a part of the offset, without one (codegen/passes/FoldOffsets.h). The first may be
skipped, come second, or belong to another round of a loop or another value of the variable; the distance may be too large, or
negative.
"""

import itertools

from widened import DATA, MEMORIES, WORD, Memory, State, Trap

ROUNDS = 5
STEP = 12  # of loops
# What is added to the index of the first access, its offset, the distance of the second one's index, and its offset.
PLACES = tuple((first, offset, distance, other)
               for first, offset in ((0, 0), (8, 0), (-8, 0), (0, 16), (0, 65536))
               for distance, other in ((1, 0), (4, 0), (4, 8), (65536 + offset, 0), (65537 + offset, 0), (65537 + offset, 8),
                                       (-4, 0), (-4, 4), (2**31, 0)))


class Bytes(State):
    """Accesses are of one byte: the last one before a trap is as near to the end as can be."""
    WIDTH = 1


def index(summand):
    return f'(i32.add (local.get $p) (i32.const {summand}))' if summand else '(local.get $p)'


def load(place):
    return f'(i32.load8_u offset={place[1]} {index(place[0])})'


def add(place):
    return f'(local.set $x (i32.add (i32.mul (local.get $x) (i32.const 3)) {load(place)}))'


def addTo(s, place):
    s.x = (s.x * 3 + s.load(s.p + place[0], place[1])) % WORD


def store(place):
    return f'(i32.store8 offset={place[1]} {index(place[0])} (local.get $n))'


def storeTo(s, place):
    s.store(s.p + place[0], s.n, place[1])


def steps(*each):
    """The text and the model of steps, each of them ((text, model), place)."""
    return lambda *places: ('\n      '.join(step[0](places[which]) for step, which in each),
                            lambda s: [step[1](s, places[which]) for step, which in each])


def sometimes(step):
    text, model = step
    return (lambda place: f'(if (i32.and (local.get $n) (i32.const 1)) (then {text(place)}))'), (
        lambda s, place: s.n & 1 and model(s, place))


def advance(s, _):
    s.p = (s.p + STEP) % WORD


# The index is a sum of variables, at no constant distance from the others.
def addBeside(place):
    return f'(local.set $x (i32.add (local.get $x) (i32.load8_u offset={place[1]} (i32.add (local.get $p) (local.get $n)))))'


def addBesideTo(s, place):
    s.x = (s.x + s.load(s.p + s.n, place[1])) % WORD


ADD, STORE, BESIDE = (add, addTo), (store, storeTo), (addBeside, addBesideTo)
DROP = (lambda place: f'(drop {load(place)})'), (lambda s, place: s.load(s.p + place[0], place[1]))
ADVANCE = (lambda _: f'(local.set $p (i32.add (local.get $p) (i32.const {STEP})))'), advance
# A call, which keeps the accesses around it in their order.
GROW = (lambda _: '(drop (memory.grow (i32.const 0)))'), (lambda s, _: None)
FIRST, SECOND = 0, 1
SHAPES = {
    'loaded': steps((ADD, FIRST), (ADD, SECOND)),
    'stored': steps((STORE, FIRST), (ADD, SECOND)),
    'beside': steps((ADD, FIRST), (BESIDE, SECOND)),
    'beside both': steps((BESIDE, FIRST), (ADD, SECOND), (BESIDE, SECOND)),
    'dropped': steps((DROP, FIRST), (DROP, SECOND)),
    'dropped, then stored': steps((DROP, FIRST), (STORE, SECOND)),
    'both stored': steps((STORE, FIRST), (GROW, FIRST), (STORE, SECOND), (ADD, FIRST)),
    'stored again': steps((STORE, FIRST), (DROP, SECOND), (STORE, FIRST)),
    'sometimes': steps((sometimes(ADD), FIRST), (ADD, SECOND)),
    'stored sometimes': steps((sometimes(STORE), FIRST), (GROW, FIRST), (ADD, SECOND)),
    'second sometimes': steps((ADD, FIRST), (sometimes(ADD), SECOND)),
    'both sometimes': steps((sometimes(ADD), FIRST), (GROW, FIRST), (sometimes(ADD), SECOND)),
    'second before': steps((ADD, SECOND), (GROW, FIRST), (ADD, FIRST)),
    'after a step': steps((ADD, FIRST), (ADVANCE, FIRST), (ADD, SECOND)),
    'before and after': steps((ADD, FIRST), (ADD, SECOND), (ADVANCE, FIRST), (ADD, SECOND)),
}
LOOPS = ('loaded', 'stored again', 'sometimes', 'second sometimes', 'after a step')


def function(name, body, loops):
    text = f'''(loop $again
      {body}
      (local.set $p (i32.add (local.get $p) (i32.const {STEP})))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))''' if loops else body
    return f'''  (func (export "{name}") (param $p i32) (param $n i32) (result i32) (local $x i32)
    {text}
    (local.get $x))'''


def indices(memory, first, offset, distance):
    """Values of $p with which the first access or the second one is at the end of the memory, of 32 bits, or at the beginning."""
    for limit in (memory.pages * 65536, WORD, 64):
        for place in (first, first + distance, first + offset, first + distance + offset):
            for off in (-4, -1, 0):
                yield (limit - place + off) % WORD


def call(memory, name, model, loops, p, n):
    """The assertion that holds for this call, or None if the call stores something that would be in the way of others."""
    state = Bytes(memory, p, 0, n)
    text = f'(invoke "{name}" (i32.const {p}) (i32.const {n}))'
    memory.stored = {}
    try:
        while True:
            model(state)
            if not loops:
                break
            state.p, state.n = (state.p + STEP) % WORD, state.n - 1
            if state.n == 0:
                break
        result = f'(assert_return {text} (i32.const {state.x}))'
    except Trap as trap:
        result = f'(assert_trap {text} "{trap}")'
    return result if all(address >= DATA for address in memory.stored) else None


def restored(memory):
    for address in sorted(memory.stored):
        yield f'(assert_return (invoke "clear" (i32.const {address})))'


def cases():
    for shape, loops in (*((shape, False) for shape in SHAPES), *((shape, True) for shape in LOOPS)):
        for number, places in enumerate(PLACES):
            yield f'{shape} {number}{" in rounds" if loops else ""}', shape, loops, places


def script(suffix):
    memory = Memory(*MEMORIES[suffix])
    data = ''.join(f'\\{memory.byte(address):02x}' for address in range(DATA))
    text = ['(module', f'  (memory {memory.pages} {MEMORIES[suffix][1]})', f'  (data (i32.const 0) "{data}")',
            '  (func (export "clear") (param i32) (i32.store8 (local.get 0) (i32.const 0)))']
    assertions = []
    for name, shape, loops, (first, offset, distance, other) in cases():
        body, model = SHAPES[shape]((first, offset), (first + distance, other))
        text.append(function(name, body, loops))
        counts = (ROUNDS,) if loops else (1, 2)
        for p, n in itertools.product(dict.fromkeys(indices(memory, first, offset, distance)), counts):
            assertion = call(memory, name, model, loops, p, n)
            if assertion:
                assertions += [assertion, *restored(memory)]
    return '\n'.join([*text, ')', *assertions, ''])
