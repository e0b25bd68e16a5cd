"""The scripts `kept-chains...`: a load that must trap, and random chains of operators behind it, of which some lose the value, some of
its bits, or some of its lanes.
"""

import random
import re

import operators
from accesses import OUT_OF_BOUNDS
from operators import TYPES

SIZE = 65536
SEEDS = {'-1': 1, '-2': 2, '-3': 3}
ROW = re.compile(r'^WASMC_FIXED\(\w+, "([^"]+)", \w+, (None|LaneIndex<(\d+)>|Shuffle), "([ilfdv]+):([ilfdv])", (\w+)\)', re.MULTILINE)
TRAPPING = re.compile(r'\.(div_[su]|rem_[su]|trunc_f)')
# What is likely to decide bits by itself.
CONSTANTS = {
    'i': ('0', '-1', '1', '8', '16', '24', '31', '32', '255', '256', '0xff00', '0x7fffffff', '0x80000000', '0x3000000'),
    'l': ('0', '-1', '1', '8', '32', '48', '56', '63', '255', '0xffffffff', '0xffffffff00000000', '0x8000000000000000'),
    'f': ('0', '-0', '1', '2', 'inf', 'nan'),
    'd': ('0', '-0', '1', '2', 'inf', 'nan'),
    'v': ('i32x4 0 0 0 0', 'i32x4 -1 -1 -1 -1', 'i32x4 0 -1 0 -1', 'i64x2 0 -1', 'i64x2 -1 0', 'i32x4 255 77 0x7f7f7f7f 0x3020100'),
}
VARIABLES = {'i': '(local.get $x)', 'l': '(i64.extend_i32_u (local.get $x))', 'v': '(local.get $v)'}
SHUFFLES = (range(16), range(16, 32), [*range(8), *range(24, 32)], [*range(16, 24), *range(8, 16)], [*range(4)] * 4,
            [*range(8, 16), *range(8)])
ASSERT = '(assert_trap (invoke "{}" (i32.const {}) (i32.const 1) (v128.const i32x4 1 2 3 4)) "' + OUT_OF_BOUNDS + '")'
# How the chain's i32 ends; the function has an i32 left over.
ENDS = ('{}', '(drop {}) (i32.const 5)', '(if (result i32) {} (then (i32.const 2)) (else (i32.const 1)))',
        '(if (result i32) {} (then (i32.const 1)) (else (i32.const 1)))', '(i32.store (i32.const 64) {}) (i32.const 1)',
        '(i32.store8 (i32.const 64) {}) (i32.store (i32.const 64) (i32.const 7)) (i32.const 1)',
        '(global.set $g {}) (global.set $g (i32.const 3)) (i32.const 1)', '(select (i32.const 2) (local.get $x) {})')
TO_I32 = {'i': '{}', 'l': '(i32.wrap_i64 {})', 'f': '(i32.reinterpret_f32 {})', 'd': '(i32.wrap_i64 (i64.reinterpret_f64 {}))',
          'v': '(i32x4.extract_lane 3 {})'}


def rows():
    """(text, immediate, lanes, parameters, result) of all that computes and can't trap; types as letters."""
    with open(f'{operators.ROOT}/frontend/Opcodes.def') as table:
        for text, immediate, lanes, parameters, result, feature in ROW.findall(table.read()):
            if feature not in ('RelaxedSimd', 'WideArithmetic') and not TRAPPING.search(text):
                yield text, immediate, int(lanes or 0), parameters, result


class Chains:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.users = {letter: [row for row in rows() if letter in row[3]] for letter in TYPES}
        self.loads = [each for each in operators.accesses() if each.isLoad and not each.atomic]

    def other(self, letter):
        """An operand beside the chain's."""
        if letter in VARIABLES and self.random.random() < .3:
            return VARIABLES[letter]
        return f'({TYPES[letter]}.const {self.random.choice(CONSTANTS[letter])})'

    def load(self):
        """(its width, type, expression)"""
        operator = self.random.choice(self.loads)
        lane = f' {self.random.randrange(16 // operator.bytes)}' if operator.lane else ''
        vector = f' {self.other("v")}' if operator.lane else ''
        [letter] = [each for each, name in TYPES.items() if name == operator.results[0]]
        return operator.bytes, letter, f'({operator.text}{lane} (local.get $p){vector})'

    def step(self, letter, expression):
        text, immediate, lanes, parameters, result = self.random.choice(self.users[letter])
        place = self.random.choice([i for i, each in enumerate(parameters) if each == letter])
        operands = [expression if i == place else self.other(each) for i, each in enumerate(parameters)]
        if lanes:
            text += f' {self.random.randrange(lanes)}'
        if immediate == 'Shuffle':
            text += ' ' + ' '.join(map(str, self.random.choice(SHUFFLES)))
        return result, f'({text} {" ".join(operands)})'

    def make(self):
        """(width of the access, body of a function)"""
        width, letter, expression = self.load()
        for _ in range(self.random.randrange(1, 8)):
            letter, expression = self.step(letter, expression)
        return width, self.random.choice(ENDS).format(TO_I32[letter].format(expression))


def script(name):
    chains = Chains(SEEDS[name])
    fields, assertions = [], []
    for i in range(500):
        width, body = chains.make()
        fields.append(f'  (func (export "f{i}") (param $p i32) (param $x i32) (param $v v128) (result i32) {body})')
        assertions += [ASSERT.format(f'f{i}', SIZE - inside) for inside in sorted({0, width // 2, width - 1})]
        assertions.append(f'(invoke "f{i}" (i32.const {SIZE - width}) (i32.const 1) (v128.const i32x4 1 2 3 4))')
    return '\n'.join(['(module', '  (memory 1)', '  (global $g (mut i32) (i32.const 0))', *fields, ')', *assertions, ''])
