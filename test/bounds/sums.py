"""The script `sums`: sums of 128 bits with compared carries (codegen/passes/WideSum.h), alone, in chains, and with near misses.

Terms are those of products.py, and ('carry', x, y): 1 if x is below y, else 0.
"""

import itertools

from products import A, B, C, OPERANDS, WORD, add
import products

D = ('local', 'd')


def below(x, y, operator='lt_u'):
    return ('carry', operator, x, y)


def signed(number):
    return number - WORD if number >> 63 else number


COMPARISONS = {
    'lt_u': lambda x, y: x < y,
    'gt_u': lambda x, y: x > y,
    'le_u': lambda x, y: x <= y,
    'ge_u': lambda x, y: x >= y,
    'lt_s': lambda x, y: signed(x) < signed(y),
    'eq': lambda x, y: x == y,
}


def text(term):
    if term[0] == 'carry':
        return f'(i64.extend_i32_u (i64.{term[1]} {text(term[2])} {text(term[3])}))'
    if term[0] in ('const', 'local'):
        return products.text(term)
    return f'(i64.{term[0]} {text(term[1])} {text(term[2])})'


def value(term, environment):
    if term[0] == 'carry':
        return int(COMPARISONS[term[1]](value(term[2], environment), value(term[3], environment)))
    if term[0] in ('const', 'local'):
        return products.value(term, environment)
    return products.OPERATORS[term[0]](value(term[1], environment), value(term[2], environment)) % WORD


def chain(*pairs):
    """The halves of a sum of several numbers of 128 bits, each (low, high)."""
    low, high = pairs[0]
    for nextLow, nextHigh in pairs[1:]:
        total = add(low, nextLow)
        high = add(high, nextHigh, below(total, low))
        low = total
    return low, high


LOW = add(A, B)
SUMS = {
    # Carries of their low sums.
    'plain': chain((A, C), (B, D)),
    'other-summand': (LOW, add(C, D, below(LOW, B))),
    'turned': (LOW, add(C, D, below(A, LOW, 'gt_u'))),
    'carry-first': (LOW, add(below(LOW, A), C, D)),
    'doubled': chain((A, C), (A, C)),
    'constants': chain((A, C), (('const', WORD - 1), ('const', 19))),
    'three': chain((A, C), (B, D), (D, A)),
    'four': chain((A, C), (B, D), (D, A), (C, C)),
    'five-of-one': chain((A, B), (A, B), (A, B), (A, B), (A, B)),
    'larger-sum': (LOW, add(products.mul(A, C), C, below(LOW, A), D, products.mul(B, D))),
    'same-carry-twice': (LOW, add(C, D, below(LOW, A), below(LOW, A))),
    'both-summands': (LOW, add(C, D, below(LOW, A), below(LOW, B))),
    'low-used-before': (products.high(LOW, 13), add(LOW, D, below(LOW, A))),
    'low-is-a-term': (LOW, add(LOW, C, below(LOW, A))),
    'carry-counted': (LOW, add(below(LOW, A), below(add(C, D), C), below(add(A, C), A))),
    # Not carries, or not of this sum.
    'of-another-sum': (LOW, add(C, D, below(add(A, C), A))),
    'of-neither': (LOW, add(C, D, below(LOW, C))),
    'signed': (LOW, add(C, D, below(LOW, A, 'lt_s'))),
    'or-equal': (LOW, add(C, D, below(LOW, A, 'le_u'))),
    'no-carry': (LOW, add(C, D, below(LOW, A, 'ge_u'))),
    'above': (LOW, add(C, D, below(LOW, A, 'gt_u'))),
    'equal': (LOW, add(C, D, below(LOW, A, 'eq'))),
    'borrow': (('sub', A, B), add(C, D, below(('sub', A, B), A))),
    'subtracted': (LOW, ('sub', add(C, D), below(LOW, A))),
}


# Of numbers of 128 bits that lie in memory, as what a library's multiplication returns: each (low, high). In the last ones another low
# half takes the sum's place before the number is added.
IN_MEMORY = {
    'memory-three': ([(A, C), (B, D), (D, A)], {}),
    'memory-five': ([(A, C), (B, D), (D, A), (C, B), (A, A)], {}),
    'memory-same': ([(A, B), (A, B), (A, B), (A, B)], {}),
    'memory-small': ([(A, ('const', 0)), (B, ('const', 0)), (C, ('const', 1)), (D, ('const', 0))], {}),
    'memory-other-low': ([(A, C), (B, D), (D, A), (C, B)], {2: D}),
    'memory-low-again': ([(A, C), (B, D), (D, A), (C, B)], {3: LOW}),
    'memory-low-of-two': ([(A, C), (B, D), (D, A), (C, B)], {3: add(A, D)}),
}
WHOLE = 1024  # where the sum is


def memoryText(pairs, others):
    stores, sums = [], []
    for i, halves in enumerate(pairs):
        for part, half in enumerate(halves):
            stores.append(f'(i64.store offset={16 * i + 8 * part} (i32.const 0) {text(half)})')
    for part, half in enumerate(pairs[0]):
        stores.append(f'(i64.store offset={WHOLE + 8 * part} (i32.const 0) {text(half)})')
    for i in range(1, len(pairs)):
        if i in others:
            sums.append(f'(i64.store offset={WHOLE} (i32.const 0) {text(others[i])})')
        sums.append(f'''(local.set $before (i64.load offset={WHOLE} (i32.const 0)))
    (local.set $low (i64.add (local.get $before) (i64.load offset={16 * i} (i32.const 0))))
    (i64.store offset={WHOLE + 8} (i32.const 0) (i64.add
      (i64.add (i64.load offset={WHOLE + 8} (i32.const 0)) (i64.load offset={16 * i + 8} (i32.const 0)))
      (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get $before)))))
    (i64.store offset={WHOLE} (i32.const 0) (local.get $low))''')
    loads = [f'(i64.load offset={WHOLE + 8 * part} (i32.const 0))' for part in range(2)]
    return '(local $before i64) (local $low i64)\n    ' + '\n    '.join(stores + sums + loads)


def memoryModel(pairs, others):
    whole = pairs[0]
    for i in range(1, len(pairs)):
        whole = chain((others.get(i, whole[0]), whole[1]), pairs[i])
    return whole


def cases():
    """Of each the name, the code, and terms for the halves."""
    for name, (low, high) in SUMS.items():
        yield name, f'{text(low)} {text(high)}', low, high
    for name, (pairs, others) in IN_MEMORY.items():
        yield name, memoryText(pairs, others), *memoryModel(pairs, others)


def script():
    functions, assertions = ['  (memory 1)'], []
    for name, code, low, high in cases():
        functions.append(f'''  (func (export "{name}") (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64 i64)
    {code})''')
        for a, b in itertools.product(OPERANDS, OPERANDS):
            operands = {'a': a, 'b': b, 'c': a * 7 % WORD ^ b, 'd': WORD - 1 - a}
            arguments = ' '.join(f'(i64.const {operands[each]})' for each in 'abcd')
            results = ' '.join(f'(i64.const {value(half, operands)})' for half in (low, high))
            assertions.append(f'(assert_return (invoke "{name}" {arguments}) {results})')
    return '\n'.join(['(module', *functions, ')', *assertions, ''])
