"""The script `apart`: loops that store elements side by side and load others between the stores, which an optimiser would like to have
before them. What is stored and what is loaded is at every distance from each other, from apart over touching to the same.

Each case is a list of steps and a model of it in Python: values go through a memory of bytes in the order of the text.
"""

import dataclasses
import itertools

import contents
from accesses import OUT_OF_BOUNDS

WORD = 2**32
SIZE = 65536
DATA = 640  # so many bytes at the beginning are not 0 and compared after each call
ROUNDS = 3


@dataclasses.dataclass(frozen=True)
class Element:
    size: int
    type: str
    load: str
    store: str


ELEMENTS = (Element(1, 'i32', 'i32.load8_u', 'i32.store8'), Element(4, 'i32', 'i32.load', 'i32.store'),
            Element(8, 'i64', 'i64.load', 'i64.store'))


class Trap(Exception):
    pass


@dataclasses.dataclass(frozen=True)
class Store:
    """Stores into `target`, at a distance counted in elements, what `terms` add up to: (pointer, distance, factor) each."""
    target: str
    distance: int
    terms: tuple


@dataclasses.dataclass(frozen=True)
class Drop:
    """A load that nobody needs."""
    pointer: str
    distance: int


@dataclasses.dataclass(frozen=True)
class Leave:
    """A load that ends the loop where it gives something even."""
    pointer: str
    distance: int


def each(order, terms):
    return tuple(Store('p', i, tuple(terms(i))) for i in order)


SHAPES = {
    'pixel': each(range(4), lambda i: (('q', i, 3), ('q', i + 4, 5))),
    'copied': each(range(4), lambda i: (('q', i, 1),)),
    'eight': each(range(8), lambda i: (('q', i, 7),)),
    'backwards': each((3, 2, 1, 0), lambda i: (('q', i, 3),)),
    'shuffled': each((2, 0, 3, 1), lambda i: (('q', 3 - i, 3), ('q', i, 1))),
    'two-sources': each(range(4), lambda i: (('q', i, 3), ('r', i, 5))),
    'three-sources': each(range(4), lambda i: (('q', i, 3), ('r', i, 5), ('s', i, 9))),
    'own-later': each(range(4), lambda i: (('q', i, 3), ('p', i + 1, 5))),
    'own-earlier': each(range(4), lambda i: (('q', i, 3), ('p', max(i - 1, 0), 5))),
    'in-place': each(range(4), lambda i: (('p', i, 3), ('q', i, 5))),
    'with-gap': each((0, 1, 2, 4, 5, 6), lambda i: (('q', i, 3),)),
    'stored-twice': each((0, 1, 2, 3, 0, 1, 2, 3), lambda i: (('q', i, 3), ('p', 3 - i, 1))),
    'butterfly': (Store('p', 1, (('q', 1, 1), ('p', 1, 7), ('p', 0, 5))), Store('p', 0, (('q', 0, 1), ('p', 0, 3), ('r', 0, 5))),
                  Store('q', 1, (('q', 1, 3), ('r', 1, 1))), Store('q', 0, (('q', 0, 9), ('r', 0, 1)))),
    'two-targets': (Store('p', 0, (('r', 0, 3),)), Store('q', 0, (('r', 1, 3),)), Store('p', 1, (('r', 2, 3),)),
                    Store('q', 1, (('r', 3, 3),)), Store('p', 2, (('r', 0, 7),)), Store('p', 3, (('r', 1, 7),))),
    'read-behind': (*each(range(4), lambda i: (('q', i, 3),)), Leave('q', 2), Leave('p', 1), Leave('r', 0)),
    'dropped': (*each(range(2), lambda i: (('q', i, 3),)), Drop('q', 9), *each((2, 3), lambda i: (('q', i, 3),))),
}
# How pointers go on from round to round: in steps of this many elements, or to and fro.
WAYS = {'stepped': lambda element: f'(i32.add (local.get $POINTER) (i32.const {4 * element.size}))',
        'scattered': lambda element: f'(i32.xor (local.get $POINTER) (i32.const {8 * element.size}))'}
STEPS = {'stepped': lambda element, value: (value + 4 * element.size) % WORD,
         'scattered': lambda element, value: value ^ (8 * element.size)}
POINTERS = 'pqrs'


class Text:
    def __init__(self, element):
        self.element = element

    def load(self, pointer, distance):
        return f'({self.element.load} offset={distance * self.element.size} (local.get ${pointer}))'

    def step(self, step):
        if isinstance(step, Drop):
            return f'(drop {self.load(step.pointer, step.distance)})'
        e = self.element
        if isinstance(step, Leave):
            return f'(br_if $out ({e.type}.eqz ({e.type}.and {self.load(step.pointer, step.distance)} ({e.type}.const 1))))'
        value = f'({e.type}.const 1)'
        for pointer, distance, factor in step.terms:
            value = f'({e.type}.add {value} ({e.type}.mul {self.load(pointer, distance)} ({e.type}.const {factor})))'
        return f'({e.store} offset={step.distance * e.size} (local.get ${step.target}) {value})'


def function(name, element, way):
    text = Text(element)
    steps = '\n      '.join(text.step(step) for step in SHAPES[name])
    moves = '\n      '.join(f'(local.set ${p} {WAYS[way](element).replace("POINTER", p)})' for p in POINTERS)
    return f'''  (func (export "{name} {element.size} {way}") (param $p i32) (param $q i32) (param $r i32) (param $s i32) (param $n i32)
    (block $out (loop $again
      {steps}
      {moves}
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))'''


class Model:
    def __init__(self, memory, element):
        self.memory, self.element = memory, element

    def place(self, pointers, pointer, distance):
        address = pointers[pointer] + distance * self.element.size
        if address + self.element.size > SIZE:
            raise Trap
        return slice(address, address + self.element.size)

    def load(self, pointers, pointer, distance):
        return int.from_bytes(self.memory[self.place(pointers, pointer, distance)], 'little')

    def round(self, steps, pointers):
        """Whether another one may follow."""
        for step in steps:
            if isinstance(step, Drop):
                self.load(pointers, step.pointer, step.distance)
                continue
            if isinstance(step, Leave):
                if self.load(pointers, step.pointer, step.distance) % 2 == 0:
                    return False
                continue
            value = 1 + sum(self.load(pointers, pointer, distance) * factor for pointer, distance, factor in step.terms)
            size = self.element.size
            self.memory[self.place(pointers, step.target, step.distance)] = (value % 256**size).to_bytes(size, 'little')
        return True

    def run(self, case, addresses):
        """Whether the function returns; it traps otherwise."""
        name, element, way = case
        pointers = dict(zip(POINTERS, addresses))
        try:
            for _ in range(ROUNDS):
                if not self.round(SHAPES[name], pointers):
                    break
                pointers = {pointer: STEPS[way](element, value) for pointer, value in pointers.items()}
        except Trap:
            return False
        return True


def distances(element):
    """In bytes, from one pointer to another: every one, or around where something begins or ends."""
    reach = 13 * element.size
    if element.size == 1:
        return range(-reach, reach + 1)
    return sorted({i * element.size + more for i in range(-13, 14) for more in (-1, 0, 1)})


def calls(element):
    """Values for $p, $q, $r, $s."""
    middle, apart = 256, (400, 500)
    for distance in distances(element):
        yield middle, middle + distance, *apart
    for distance in distances(element)[::4]:
        yield middle, 400, middle + distance, 500
        yield middle, 400, 400 + distance, 500
        yield middle, middle + distance, middle + distance, middle + distance
    for edge in (SIZE - 4 * element.size, SIZE - 8 * element.size, SIZE - 2 * element.size - 1, WORD - 2 * element.size):
        yield middle, edge, *apart
        yield edge, middle, *apart
        yield middle, 320, edge, 500


def script():
    start = contents.start(SIZE, DATA)
    cases = list(itertools.product(SHAPES, ELEMENTS, WAYS))
    text = ['(module', '  (memory 1 1)', f'  (data $start {contents.text(start[:DATA])})',
            '  (func (export "reset")',
            f'    (memory.fill (i32.const 0) (i32.const 0) (i32.const {SIZE}))',
            f'    (memory.init $start (i32.const 0) (i32.const 0) (i32.const {DATA})))',
            contents.digestFunction(DATA), *(function(*case) for case in cases), ')']
    for case in cases:
        name, element, way = case
        text.append('(invoke "reset")')
        memory = bytearray(start)
        for addresses in calls(element):
            arguments = ' '.join(f'(i32.const {value})' for value in (*addresses, ROUNDS))
            call = f'(invoke "{name} {element.size} {way}" {arguments})'
            if Model(memory, element).run(case, addresses):
                text.append(f'(assert_return {call})')
                text.append(f'(assert_return (invoke "digest") (i32.const {contents.digest(memory, DATA)}))')
            else:  # what is stored before a trap is not determined (codegen/passes)
                text.append(f'(assert_trap {call} "{OUT_OF_BOUNDS}")')
                text.append('(invoke "reset")')
                memory = bytearray(start)
    return '\n'.join([*text, ''])
