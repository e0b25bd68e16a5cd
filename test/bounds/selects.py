"""The script `selects`: a float or a constant, chosen by comparing the two, once and twice in a row. Almost a minimum or a maximum, but
for zeros of either sign and for NaNs, where each form answers differently: so two of them are not one.
"""

import itertools
import math
import struct

INPUTS = (0.0, -0.0, 1.0, -1.0, 2.5, math.inf, -math.inf, math.nan)
CONSTANTS = (0.0, -0.0, 1.0)
COMPARISONS = {'lt': lambda a, b: a < b, 'gt': lambda a, b: a > b, 'le': lambda a, b: a <= b, 'ge': lambda a, b: a >= b}
# (comparison, whether the value rather than the constant is chosen if it holds, constant)
FORMS = tuple(itertools.product(COMPARISONS, (True, False), CONSTANTS))


def text(constant):
    return repr(constant)


def expression(form, value, type):
    comparison, takesValue, constant = form
    arms = (value, f'({type}.const {text(constant)})')
    return f'(select {" ".join(arms if takesValue else arms[::-1])} ({type}.{comparison} {arms[0]} {arms[1]}))'


def model(form, value):
    comparison, takesValue, constant = form
    return value if COMPARISONS[comparison](value, constant) == takesValue else constant


def bits(value, width):
    packed = struct.pack('<f' if width == 32 else '<d', value)
    return int.from_bytes(packed, 'little')


def script():
    fields, assertions = [], []
    for width in (32, 64):
        type = f'f{width}'
        # Not inlined where emitted: what two functions do only meets behind the inliner.
        for number, form in enumerate(FORMS):
            fields.append(f'  (func ${type}-{number} (param {type}) (result {type}) {expression(form, "(local.get 0)", type)})')
        for first, second in itertools.product(range(len(FORMS)), repeat=2):
            name = f'{type}-{first}-{second}'
            body = f'(i{width}.reinterpret_{type} (call ${type}-{second} (call ${type}-{first} (local.get 0))))'
            fields.append(f'  (func (export "{name}") (param {type}) (result i{width}) {body})')
            for value in INPUTS:
                result = bits(model(FORMS[second], model(FORMS[first], value)), width)
                argument = 'nan' if math.isnan(value) else text(value)
                assertions.append(f'(assert_return (invoke "{name}" ({type}.const {argument})) (i{width}.const {result:#x}))')
    return '\n'.join(['(module', *fields, ')', *assertions, ''])
