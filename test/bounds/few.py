"""The scripts `calls-few` and `calls-few-apart`: indirect calls of types that few functions of a table have, one to nine: the right
one for each index, or the trap that the specification names, with nothing done behind it. Indices: all of the table, beyond it, and
such that are good ones only if some of their bits get lost; computed in ways that tell an optimiser something of them.
"""

import random

MOST = 9  # one more than are called directly
# How the index comes about, in text and in Python.
FORMS = {'itself': ('(local.get $i)', lambda i: i),
         'sum': ('(i32.add (local.get $i) (i32.const -3))', lambda i: (i - 3) % 2**32),
         'byte': ('(i32.and (local.get $i) (i32.const 255))', lambda i: i & 255),
         'half': ('(i32.shr_u (local.get $i) (i32.const 1))', lambda i: i >> 1),
         'small': ('(i32.rem_u (local.get $i) (i32.const 7))', lambda i: i % 7)}


def tableOf(isApart):
    """Of each element how many functions have its type, or None where there is none. Such of a type are neighbours, or apart."""
    elements = [count for count in range(1, MOST + 1) for _ in range(count)] + [None] * 5
    if isApart:
        random.Random(1).shuffle(elements)
    return elements


def answer(index, argument):
    return index + 1000 * argument


def expected(elements, count, index):
    """None: the call returns."""
    if index >= len(elements):
        return 'undefined element'
    if elements[index] is None:
        return 'uninitialized element'
    return None if elements[index] == count else 'indirect call type mismatch'


def module(elements):
    """Functions of `count` parameters store what they answer; so one sees which have been called when a later one traps."""
    lines = ['(module (memory 1)', f'  (table {len(elements)} funcref)']
    for count in range(1, MOST + 1):
        lines.append(f'  (type $of{count} (func (param{" i32" * count}) (result i32)))')
    for i, count in enumerate(elements):
        if count:
            lines.append(f'  (elem (i32.const {i}) func $element{i}) (func $element{i} (type $of{count})'
                         f' (i32.store (i32.const 8) (i32.add (i32.const {i}) (i32.mul (i32.const 1000) (local.get {count - 1}))))'
                         ' (i32.load (i32.const 8)))')
    for count in range(1, MOST + 1):
        for form, (text, _) in FORMS.items():
            def call(argument, index, count=count):
                return f'(call_indirect (type $of{count}){" (i32.const 0)" * (count - 1)} (i32.const {argument}) {index})'
            lines.append(f'  (func (export "{form} {count}") (param $i i32) (param $j i32) (result i32)'
                         f' (i32.store (i32.const 8) (i32.const -1)) (drop {call(1, text)}) {call(2, text.replace("$i", "$j"))})')
    lines.append('  (func (export "last") (result i32) (i32.load (i32.const 8))))')
    return '\n'.join(lines)


def indicesFor(elements, count, form):
    """All for the index itself, some for the other forms."""
    good = elements.index(count)
    every = [*range(len(elements) + 5), good + 256, good + 2**16, good + 2**31, 2 * good, 2 * good + 1, 2**31, 2**32 - 1]
    return every if form == 'itself' else every[count % 5::5]


def assertions(elements):
    for count in range(1, MOST + 1):
        good = elements.index(count)
        for form, (_, compute) in FORMS.items():
            for i in indicesFor(elements, count, form):
                before = next((each for each in range(512) if compute(each) == good), i)  # leads to a good call if any index does
                call = f'(invoke "{form} {count}" (i32.const {before}) (i32.const {i}))'
                trap = expected(elements, count, compute(before))
                if trap:
                    yield f'(assert_trap {call} "{trap}")\n(assert_return (invoke "last") (i32.const -1))'
                    continue
                trap = expected(elements, count, compute(i))
                if trap:
                    yield f'(assert_trap {call} "{trap}")\n(assert_return (invoke "last") (i32.const {answer(good, 1)}))'
                else:
                    yield f'(assert_return {call} (i32.const {answer(compute(i), 2)}))'


def script(isApart):
    elements = tableOf(isApart)
    return '\n'.join([module(elements), *assertions(elements), ''])
