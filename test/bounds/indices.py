"""Scripts whose 32-bit indices are results of arithmetic that would reach beyond 4 GiB, or come from where a register's upper half
may hold anything: an address that keeps more than 32 bits of them is a different one. Every access width, several offsets.
"""

from accesses import OUT_OF_BOUNDS

SIZE = 65536
OFFSETS = (0, 1, 4096, 2**31, 2**32 - 1)
# One load and one store per width.
WIDTHS = {1: ('i32.load8_u', 'i32.store8'), 2: ('i64.load16_u', 'i64.store16'), 4: ('f32.load', 'f32.store'),
          8: ('i64.load', 'i64.store'), 16: ('v128.load', 'v128.store')}
DIRTY = 0xDEADBEEF00000000

# What each function computes from $x and $y (i32), as text and as Python. $w is a 64-bit word whose upper half is set.
ARITHMETIC = {
    'add': ('(i32.add (local.get $x) (local.get $y))', lambda x, y: x + y),
    'sub': ('(i32.sub (local.get $x) (local.get $y))', lambda x, y: x - y),
    'mul': ('(i32.mul (local.get $x) (local.get $y))', lambda x, y: x * y),
    'shl1': ('(i32.shl (local.get $x) (i32.const 1))', lambda x, y: x << 1),
    'shl2': ('(i32.shl (local.get $x) (i32.const 2))', lambda x, y: x << 2),
    'shl3': ('(i32.shl (local.get $x) (i32.const 3))', lambda x, y: x << 3),
    'shl': ('(i32.shl (local.get $x) (local.get $y))', lambda x, y: x << y % 32),
    'rotl': ('(i32.rotl (local.get $x) (local.get $y))', lambda x, y: x << y % 32 | x >> 32 - y % 32),
    'scaled': ('(i32.add (i32.shl (local.get $x) (i32.const 3)) (local.get $y))', lambda x, y: (x << 3) + y),
    'scaled-constant': ('(i32.add (i32.add (i32.shl (local.get $x) (i32.const 2)) (local.get $y)) (i32.const -64))',
                        lambda x, y: (x << 2) + y - 64),
    'plus-one': ('(i32.add (local.get $x) (i32.const 1))', lambda x, y: x + 1),
    'times5': ('(i32.mul (local.get $x) (i32.const 5))', lambda x, y: x * 5),
    'plus-constant': ('(i32.add (local.get $x) (i32.const -4096))', lambda x, y: x - 4096),
    'or-shifted': ('(i32.or (i32.shl (local.get $x) (i32.const 4)) (i32.const 8))', lambda x, y: x << 4 | 8),
    'negated': ('(i32.sub (i32.const 0) (local.get $x))', lambda x, y: -x),
    'not': ('(i32.xor (local.get $x) (i32.const -1))', lambda x, y: ~x),
    'extend16': ('(i32.extend16_s (local.get $x))', lambda x, y: x % 2**16 - (2**16 if x & 2**15 else 0)),
}
SOURCES = {
    'wrapped': ('(i32.wrap_i64 (local.get $w))', lambda x, y: x),
    'wrapped-sum': ('(i32.wrap_i64 (i64.add (local.get $w) (i64.extend_i32_s (local.get $y))))', lambda x, y: x + y),
    'wrapped-product': ('(i32.wrap_i64 (i64.mul (local.get $w) (i64.extend_i32_u (local.get $y))))', lambda x, y: x * y),
    'called': ('(call $truncated (local.get $w))', lambda x, y: x),
    'called-indirectly': ('(call_indirect (param i64) (result i32) (local.get $w) (i32.const 0))', lambda x, y: x),
    'loaded': ('(block (result i32) (i64.store (i32.const 64) (local.get $w)) (i32.load (i32.const 64)))', lambda x, y: x),
    'selected': ('(select (i32.wrap_i64 (local.get $w)) (local.get $y) (i32.const 1))', lambda x, y: x),
    'joined': ('(if (result i32) (local.get $y) (then (i32.wrap_i64 (local.get $w))) (else (call $truncated (local.get $w))))',
               lambda x, y: x),
    'counted': ('(call $counted (local.get $w))', lambda x, y: x),
    'global': ('(block (result i32) (global.set $g (i32.wrap_i64 (local.get $w))) (global.get $g))', lambda x, y: x),
    'from-float': ('(i32.trunc_f64_u (f64.convert_i32_u (local.get $x)))', lambda x, y: x),
    # Results of growing are -1 where that fails: the last address, not 2^64 - 1.
    'memory-not-grown': ('(i32.add (memory.grow (i32.const 65536)) (i32.add (local.get $x) (i32.const 1)))', lambda x, y: x),
    'table-not-grown': ('(i32.add (table.grow $t (ref.null func) (i32.const -1)) (i32.add (local.get $x) (i32.const 1)))',
                        lambda x, y: x),
}
PAIRS = [(8, 0), (4096, 4), (65535, 1), (0x20000001, 0), (0x20000001, 3), (0x40000001, 2), (0x80000001, 1), (0x10000000, 4),
         (0xFFFFFFFF, 1), (0xFFFFFFFF, 0xFFFFFFFF), (0x10001, 0xFFFF0001), (0x33333334, 5), (0xFFFFF000, 0x1010), (1, 31), (0, 1)]
# Sums and products from the last 64 KiB that an index reaches, which no memory covers, up to and beyond its end.
PAIRS += [(0xFFFEFFFF, 0), (0xFFFEFFFF, 1), (0xFFFF0000, 0x20), (0x7FFFFFFF, 0x80000000), (0x7FFFFFFF, 0x80000010), (0x3FFFFFFF, 0),
          (0x3FFFFFFF, 68), (0x1FFFE000, 0), (0x1FFFFFFF, 4), (0x20000000, 0xFFFFFFF8)]

PREAMBLE = f'''  (memory 1 1)
  (table $t 1 1 funcref)
  (elem (table $t) (i32.const 0) func $truncated)
  (global $g (mut i32) (i32.const 0))
  (func $truncated (param i64) (result i32) (i32.wrap_i64 (local.get 0)))
  (func $counted (param $w i64) (result i32) (local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 3))))
    (i32.add (i32.sub (local.get $i) (i32.const 3)) (i32.wrap_i64 (local.get $w))))
  (data (i32.const 0) "{''.join(f'{chr(92)}{at * 29 % 251:02x}' for at in range(SIZE // 2))}")'''


def byte(address):
    return address * 29 % 251 if address < SIZE // 2 else 0


def functions(name, expression, width, offset):
    """A load of `width` bytes at the index; a load there of what a store has put there."""
    load, store = WIDTHS[width]
    parameters = '(param $x i32) (param $y i32) (result i64) (local $w i64)'
    dirty = f'(local.set $w (i64.or (i64.extend_i32_u (local.get $x)) (i64.const {DIRTY})))'
    toWord = {'i32': '(i64.extend_i32_u {})', 'i64': '{}', 'f32': '(i64.extend_i32_u (i32.reinterpret_f32 {}))',
              'v12': '(i64x2.extract_lane 1 {})'}[load[:3]]
    value = {'i32': '(i32.const 0x5A)', 'i64': '(i64.const 0x5A5A5A5A5A5A5A5A)', 'f32': '(f32.reinterpret_i32 (i32.const 0x5A5A5A5A))',
             'v12': '(v128.const i64x2 0x5A5A5A5A5A5A5A5A 0x5A5A5A5A5A5A5A5A)'}[store[:3]]
    access = f'({load} offset={offset} {expression})'
    yield f'{name} load {width}+{offset}', f'{parameters} {dirty} {toWord.format(access)}'
    again = f'({load} (i32.add {expression} (i32.const {offset})))'  # the sum is good where the store was: it does not wrap
    yield (f'{name} store {width}+{offset}',
           f'{parameters} {dirty} ({store} offset={offset} {expression} {value}) {toWord.format(again)}')


def expectedLoad(address, width):
    word = bytes(byte(address + i) for i in range(width))
    return int.from_bytes(word[8:] if width == 16 else word, 'little')


def script():
    text, loads, stores = ['(module', PREAMBLE], [], []
    for name, (expression, value) in {**ARITHMETIC, **SOURCES}.items():
        for width in WIDTHS:
            for offset in OFFSETS:
                for function, body in functions(name, expression, width, offset):
                    text.append(f'  (func (export "{function}") {body})')
                for x, y in PAIRS:
                    address = value(x, y) % 2**32 + offset
                    call = lambda access: f'(invoke "{name} {access} {width}+{offset}" (i32.const {x}) (i32.const {y}))'
                    if address + width > SIZE:
                        loads.append(f'(assert_trap {call("load")} "{OUT_OF_BOUNDS}")')
                        loads.append(f'(assert_trap {call("store")} "{OUT_OF_BOUNDS}")')
                    elif name != 'loaded' or not overlapsScratch(address, width):
                        loads.append(f'(assert_return {call("load")} (i64.const {expectedLoad(address, width)}))')
                        stored = int.from_bytes(b'\x5A' * min(width, 8), 'little')
                        stores.append(f'(assert_return {call("store")} (i64.const {stored}))')
    return '\n'.join([*text, ')', *loads, *stores, ''])  # loads find the segment's bytes


def overlapsScratch(address, width):
    return address < 72 and address + width > 64
