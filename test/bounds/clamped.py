"""The script `clamped`: conversions of floats to integers that saturate, of operands that comparisons with constants have clamped,
on the right side or not, at limits that the integer type has or just not.
"""

import itertools
import math
import struct

INFINITY, NAN = math.inf, math.nan


def single(x):
    """x in single precision."""
    try:
        return struct.unpack('<f', struct.pack('<f', x))[0]
    except OverflowError:
        return math.copysign(INFINITY, x)


LIMITS = (0.0, -1.0, 1.0, 255.0, -128.0, 2.0**31 - 128, 2.0**31 - 1, 2.0**31 - 0.5, 2.0**31, -2.0**31, -2.0**31 - 1,
          -2.0**31 - 256, 2.0**32, 1e15, 2.0**63 - 1024, 2.0**63, -2.0**63, INFINITY, -INFINITY, NAN)
OPERANDS = (0.5, -0.5, -1.5, 254.5, 2.0**32 - 1, 5e18, -5e18, INFINITY, -INFINITY, NAN)
COMPARISONS = {
    'lt': lambda x, y: x < y,
    'le': lambda x, y: x <= y,
    'gt': lambda x, y: x > y,
    'ge': lambda x, y: x >= y,
    'eq': lambda x, y: x == y,
    'ne': lambda x, y: x != y,
}
FLOATS = {'f32': single, 'f64': lambda x: x}
INTEGERS = {'i32': 32, 'i64': 64}


def saturated(x, bits, isSigned):
    least, most = (-2**(bits - 1), 2**(bits - 1) - 1) if isSigned else (0, 2**bits - 1)
    if math.isnan(x):
        return 0
    return least if x <= least else most if x >= most else int(x)


def number(x):
    return 'nan' if math.isnan(x) else ('-inf' if x < 0 else 'inf') if math.isinf(x) else x.hex()


class Clamp:
    """`x op limit ? chosen : other`, where `chosen` or `other` may be the operand: 'x' or a number."""

    def __init__(self, comparison, limit, chosen, other, isSwapped=False):
        self.comparison, self.limit, self.chosen, self.other, self.isSwapped = comparison, limit, chosen, other, isSwapped

    def text(self, x, float):
        limit = f'({float}.const {number(FLOATS[float](self.limit))})'
        operands = f'{limit} {x}' if self.isSwapped else f'{x} {limit}'
        chosen, other = (x if each == 'x' else f'({float}.const {number(FLOATS[float](each))})'
                         for each in (self.chosen, self.other))
        return f'(select {chosen} {other} ({float}.{self.comparison} {operands}))'

    def value(self, x, float):
        limit = FLOATS[float](self.limit)
        isChosen = COMPARISONS[self.comparison](*((limit, x) if self.isSwapped else (x, limit)))
        result = self.chosen if isChosen else self.other
        return x if result == 'x' else FLOATS[float](result)


def clamps():
    """Tuples of clamps, the inner one first."""
    for comparison, limit in itertools.product(COMPARISONS, LIMITS):
        if comparison in ('eq', 'ne') and limit not in (255.0, 2.0**31):
            continue
        yield (Clamp(comparison, limit, limit, 'x'),)
        yield (Clamp(comparison, limit, 'x', limit),)
    for comparison, limit in itertools.product(('lt', 'ge'), (255.0, 2.0**31, 2.0**31 - 1)):
        yield (Clamp(comparison, limit, limit, 'x', isSwapped=True),)
        yield (Clamp(comparison, limit, 'x', 3e9),)
        yield (Clamp(comparison, limit, 3e9, 'x'),)
        yield (Clamp(comparison, limit, 'x', NAN),)
    for least, most in itertools.product((-2.0**31, -2.0**31 - 1, -1.0, 0.0, 300.0), (255.0, 2.0**31 - 1, 2.0**31, -5.0)):
        yield Clamp('gt', most, most, 'x'), Clamp('lt', least, least, 'x')
        yield Clamp('gt', least, 'x', least), Clamp('lt', most, 'x', most)
        yield Clamp('le', least, 'x', least), Clamp('le', most, 'x', most)


def script():
    functions, assertions = [], []
    for i, (clamp, float) in enumerate(itertools.product(clamps(), FLOATS)):
        clamped = '(local.get 0)'
        for k, each in enumerate(clamp):
            functions.append(f'  (func ${i}.{k} (param {float}) (result {float}) {each.text("(local.get 0)", float)})')
            clamped = f'(call ${i}.{k} {clamped})'
        values = [*OPERANDS, *(near for each in clamp for near in around(each.limit))]
        for integer, sign in itertools.product(INTEGERS, 'su'):
            name = f'{i} {integer} {sign}'
            functions.append(f'  (func (export "{name}") (param {float}) (result {integer})'
                             f' ({integer}.trunc_sat_{float}_{sign} {clamped}))')
            for operand in dict.fromkeys(number(FLOATS[float](value)) for value in values):
                x = parsed(operand)
                for each in clamp:
                    x = each.value(x, float)
                result = saturated(x, INTEGERS[integer], sign == 's')
                assertions.append(f'(assert_return (invoke "{name}" ({float}.const {operand})) ({integer}.const {result}))')
    return '\n'.join(['(module', *functions, ')', *assertions, ''])


def around(limit):
    return limit, math.nextafter(limit, INFINITY), math.nextafter(limit, -INFINITY)


def parsed(text):
    return float.fromhex(text)
