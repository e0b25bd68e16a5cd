"""The script `products`: products of 64 by 64 bits put together of halves, as libraries do where there is no wider multiplication,
and what looks like one but is not. An optimiser that takes the latter for the former is wrong for some of the operands.

Terms are tuples; `text` prints one, `value` is the model of it.
"""

import itertools

WORD = 2**64
LOW = ('const', 2**32 - 1)
OPERATORS = {
    'add': lambda x, y: x + y,
    'sub': lambda x, y: x - y,
    'mul': lambda x, y: x * y,
    'and': lambda x, y: x & y,
    'or': lambda x, y: x | y,
    'xor': lambda x, y: x ^ y,
    'shl': lambda x, y: x << y % 64,
    'shr_u': lambda x, y: x >> y % 64,
}
OPERANDS = (0, 1, 2, 19, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**51 - 1, 2**63, 2**63 + 2**31 - 1, WORD - 2**32, WORD - 1,
            0xfedcba9876543210, 0x8000000080000001, 0xffffffff00000001)


def text(term):
    if term[0] == 'const':
        return f'(i64.const {term[1]})'
    if term[0] == 'local':
        return f'(local.get ${term[1]})'
    return f'(i64.{term[0]} {text(term[1])} {text(term[2])})'


def value(term, environment):
    if term[0] == 'const':
        return term[1]
    if term[0] == 'local':
        return environment[term[1]]
    return OPERATORS[term[0]](value(term[1], environment), value(term[2], environment)) % WORD


A, B, C = ('local', 'a'), ('local', 'b'), ('local', 'c')


def low(x):
    return ('and', x, LOW)


def high(x, by=32):
    return ('shr_u', x, ('const', by))


def add(*terms):
    result = terms[0]
    for term in terms[1:]:
        result = ('add', result, term)
    return result


def mul(x, y):
    return ('mul', x, y)


class Product:
    """The steps of a product (codegen/passes/WideMultiply.h), each of which a case may replace."""

    def __init__(self, a=A, b=B, **changes):
        self.al, self.ah, self.bl, self.bh = low(a), high(a), low(b), high(b)
        steps = {
            'p': lambda s: mul(s.ah, s.bl),
            'q': lambda s: mul(s.al, s.bh),
            'll': lambda s: mul(s.al, s.bl),
            't': lambda s: add(high(s.ll), s.p),
            'u': lambda s: add(low(s.t), s.q),
            'hh': lambda s: mul(s.ah, s.bh),
            'high': lambda s: add(s.hh, high(s.t), high(s.u)),
            'low': lambda s: ('or', ('shl', s.u, ('const', 32)), low(s.ll)),
        }
        for name in ('al', 'ah', 'bl', 'bh'):
            if name in changes:
                setattr(self, name, changes[name](self))
        for name, step in steps.items():
            setattr(self, name, changes.get(name, step)(self))


def masked(bits):
    return lambda s: add(('and', s.t, ('const', bits)), s.q)


PRODUCTS = {
    # Products indeed.
    'plain': Product(),
    'other-order': Product(p=lambda s: mul(s.al, s.bh), q=lambda s: mul(s.bl, s.ah)),
    'commuted': Product(t=lambda s: add(s.p, high(s.ll)), u=lambda s: add(s.q, low(s.t)), ll=lambda s: mul(s.bl, s.al),
                        high=lambda s: add(high(s.u), s.hh, high(s.t)), low=lambda s: ('or', low(s.ll), ('shl', s.u, ('const', 32)))),
    'square': Product(B, B),
    'shared': Product(A, ('xor', A, B)),
    'low-added': Product(low=lambda s: add(('shl', s.u, ('const', 32)), low(s.ll))),
    'low-apart': Product(low=lambda s: mul(A, B)),
    'larger-sum': Product(high=lambda s: add(mul(A, C), high(s.u), mul(C, B), high(s.t), C, s.hh)),
    'difference': Product(high=lambda s: ('sub', add(s.hh, high(s.t), high(s.u)), C)),
    'constant': Product(A, ('const', 19 * 2**40 + 19)),
    'twice': Product(high=lambda s: add(s.hh, high(s.t), high(s.u), s.hh, high(s.t), high(s.u))),
    'narrow': Product(('and', A, ('const', 2**51 - 1)), ('and', B, ('const', 2**51 - 1))),
    'unrelated-halves': Product(ah=lambda s: low(C)),
    # Not products.
    'unmasked-low': Product(al=lambda s: A),
    'unmasked-high': Product(ah=lambda s: A),
    'half-of-33-bits': Product(bh=lambda s: high(B, 31)),
    'wide-mask': Product(al=lambda s: ('and', A, ('const', 2**33 - 1))),
    'narrow-carry': Product(u=masked(2**31 - 1)),
    'wide-carry': Product(u=masked(2**33 - 1)),
    'odd-carry': Product(u=masked(2**32 - 2)),
    'unmasked-carry': Product(u=lambda s: add(s.t, s.q)),
    'one-cross-product': Product(q=lambda s: s.p),
    'wrong-cross-product': Product(q=lambda s: mul(s.ah, s.bh)),
    'wrong-top': Product(hh=lambda s: mul(s.ah, s.bl)),
    'no-top': Product(high=lambda s: add(high(s.t), high(s.u))),
    'top-added-twice': Product(high=lambda s: add(s.hh, s.hh, high(s.t), high(s.u))),
    'same-carry': Product(high=lambda s: add(s.hh, high(s.t), high(s.t))),
    'carry-subtracted': Product(high=lambda s: ('sub', add(s.hh, high(s.u)), high(s.t))),
    'shifted-less': Product(high=lambda s: add(s.hh, high(s.t, 31), high(s.u))),
    'shifted-more': Product(high=lambda s: add(s.hh, high(s.t), high(s.u, 33))),
    'carry-of-33': Product(t=lambda s: add(high(s.ll, 33), s.p)),
    'carry-of-other': Product(t=lambda s: add(high(s.q), s.p)),
    'difference-in-t': Product(t=lambda s: ('sub', s.p, high(s.ll))),
    'low-of-t': Product(low=lambda s: ('or', ('shl', s.t, ('const', 32)), low(s.ll))),
    'low-shifted-less': Product(low=lambda s: ('or', ('shl', s.u, ('const', 31)), low(s.ll))),
    'low-of-other': Product(low=lambda s: ('or', ('shl', s.u, ('const', 32)), low(s.p))),
    'low-of-all': Product(low=lambda s: ('or', ('shl', s.u, ('const', 32)), s.ll)),
    'low-combined': Product(low=lambda s: ('xor', ('shl', s.u, ('const', 32)), add(low(s.ll), C))),
}


def script():
    functions, assertions = [], []
    for name, product in PRODUCTS.items():
        functions.append(f'''  (func (export "{name}") (param $a i64) (param $b i64) (param $c i64) (result i64 i64)
    {text(product.low)} {text(product.high)})''')
        for a, b in itertools.product(OPERANDS, OPERANDS):
            operands = {'a': a, 'b': b, 'c': a * 7 % WORD ^ b}
            arguments = ' '.join(f'(i64.const {operands[each]})' for each in 'abc')
            results = ' '.join(f'(i64.const {value(half, operands)})' for half in (product.low, product.high))
            assertions.append(f'(assert_return (invoke "{name}" {arguments}) {results})')
    return '\n'.join(['(module', *functions, ')', *assertions, ''])
