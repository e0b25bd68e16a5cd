"""The scripts `calls` and `calls-tail`: indirect calls through a table that nothing changes, of every type and element, by constant
and by computed indices: the right function, or the trap that the specification names. `-tail` has a tail call in the module, which
changes how all its functions call each other, and makes the calls both ways.
"""

import itertools

TYPES = {
    'none': ('', ''),
    'i32': ('(param i32)', '(result i32)'),
    'i64': ('(param i64)', '(result i64)'),
    'same': ('(param i32)', '(result i32)'),  # another name of i32
    'float': ('(param f64)', '(result f64)'),
    'many': ('(param i32 i64 f32 f64 i32 i32 i32 i32 i32 i32)', '(result i64 i64 i64 i64)'),
}
# What each element's function answers; None: there is none.
ELEMENTS = ('i32', 'none', None, 'i64', 'many', 'i32', 'same', None, 'float', 'none')
BEYOND = (len(ELEMENTS), 2**31, 2**32 - 1)
ARGUMENTS = {'none': '', 'i32': '(i32.const 5)', 'i64': '(i64.const 5)', 'same': '(i32.const 5)', 'float': '(f64.const 5)',
             'many': '(i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4)' + ' (i32.const 5)' * 6}


def answer(type, element):
    return {'none': '', 'i32': f'(i32.const {element})', 'same': f'(i32.const {element})', 'i64': f'(i64.const {element})',
            'float': f'(f64.const {element})', 'many': ' '.join(f'(i64.const {element + k})' for k in range(4))}[type]


def expected(type, index):
    """The assertion's head and tail."""
    if index >= len(ELEMENTS):
        return 'assert_trap', '"undefined element"'
    if ELEMENTS[index] is None:
        return 'assert_trap', '"uninitialized element"'
    if TYPES[ELEMENTS[index]] != TYPES[type]:
        return 'assert_trap', '"indirect call type mismatch"'
    return 'assert_return', answer(type, index)


def script(isTail):
    functions = [f'  (type ${name} (func {parameters} {results}))' for name, (parameters, results) in TYPES.items()]
    functions.append(f'  (table {len(ELEMENTS)} funcref)')
    assertions = []
    for i, type in enumerate(ELEMENTS):
        if type is not None:
            functions.append(f'  (elem (i32.const {i}) func $element{i}) (func $element{i} (type ${type}) {answer(type, i)})')
    for type, call in itertools.product(TYPES, ('call_indirect', 'return_call_indirect') if isTail else ('call_indirect',)):
        results = TYPES[type][1]

        def function(name, parameter, index):
            functions.append(f'  (func (export "{name}") {parameter} {results} ({call} (type ${type}) {ARGUMENTS[type]} {index}))')

        function(f'{call} {type}', '(param i32)', '(local.get 0)')
        for index in (*range(len(ELEMENTS)), *BEYOND):
            head, tail = expected(type, index)
            function(f'{call} {type} {index}', '', f'(i32.const {index})')
            assertions.append(f'({head} (invoke "{call} {type}" (i32.const {index})) {tail})')
            assertions.append(f'({head} (invoke "{call} {type} {index}") {tail})')
    return '\n'.join(['(module', *functions, ')', *assertions, ''])
