"""The script `kept-loads`: loads that must trap, in ways that tempt an optimiser. A use of the value vanishes, lies behind a choice
or behind the loop, needs some of the bytes only, or repeats what is known.
"""

from accesses import OUT_OF_BOUNDS

SIZE = 65536
# Walks downwards from $p, which is outside at first, in $n steps.
LOOP = '''(loop $again {body}
      (local.set $p (i32.sub (local.get $p) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))'''
LOAD = '(i32.load (local.get $p))'
RARELY = '(i32.gt_s (local.get $n) (i32.const 1000))'


def loop(body, result='(local.get $x)'):
    return LOOP.format(body=body) + ' ' + result


# Each starts with $p behind the end, $x, $y = 0 and $n = 8; the result is an i32.
OUTSIDE = {
    'dropped': f'(drop {LOAD}) (i32.const 0)',
    'stored-back': f'(i32.store (local.get $p) {LOAD}) (i32.const 0)',
    'cancelled': f'(i32.sub {LOAD} {LOAD})',
    'multiplied-by-zero': f'(i32.mul {LOAD} (i32.const 0))',
    'always-below': '(i32.lt_u (i32.load8_u (local.get $p)) (i32.const 256))',
    'ignored-argument': f'(call $ignore {LOAD}) (i32.const 0)',
    'one-arm': f'(local.set $x {LOAD}) (if {RARELY} (then (i32.store (i32.const 0) (local.get $x)))) (i32.const 0)',
    'one-arm-counted': f'(local.set $x (i32.popcnt {LOAD})) (if {RARELY} (then (i32.store (i32.const 0) (local.get $x)))) (i32.const 0)',
    'one-result': f'(local.set $x {LOAD}) (if (result i32) {RARELY} (then (local.get $x)) (else (i32.const 3)))',
    'selected': f'(select {LOAD} (i32.const 4) {RARELY})',
    'equal-arms': f'(if {LOAD} (then (i32.store (i32.const 8) (i32.const 1))) (else (i32.store (i32.const 8) (i32.const 1)))) (i32.const 0)',
    'overwritten': f'(i32.store (i32.const 16) {LOAD}) (i32.store (i32.const 16) (local.get $n)) (i32.const 0)',
    'last-round': loop(f'(local.set $x {LOAD})'),
    'last-round-counts': loop(f'(local.set $x (i32.add {LOAD} (local.get $n)))'),
    'last-round-called': loop(f'(local.set $x (call $same {LOAD}))'),
    'last-two-rounds': loop(f'(local.set $y (local.get $x)) (local.set $x {LOAD})', '(i32.add (local.get $x) (local.get $y))'),
    'last-global': loop(f'(global.set $g {LOAD})', '(global.get $g)'),
    'last-store': loop(f'(i32.store (i32.const 16) {LOAD})', '(i32.load (i32.const 16))'),
    'sum-in-place': loop(f'(i32.store (i32.const 16) (i32.add (i32.load (i32.const 16)) {LOAD}))'),
    'sum-in-place-restarted': loop(f'(i32.store (i32.const 16) (i32.add (i32.load (i32.const 16)) {LOAD}))'
                                   ' (i32.store (i32.const 16) (local.get $n))'),
    'sum-in-place-of-last': loop(f'(i32.store (i32.const 16) (i32.add (i32.load (i32.const 20)) {LOAD}))'),
    'sum-in-place-sometimes': loop(f'(local.set $x {LOAD}) (if (i32.and (local.get $n) (i32.const 1)) (then (i32.store (i32.const 16)'
                                   ' (i32.add (i32.load (i32.const 16)) (local.get $x)))))', '(i32.const 0)'),
    'difference-in-place': loop(f'(i32.store (i32.const 16) (i32.sub {LOAD} (i32.load (i32.const 16))))'),
    'float-sum-in-place': loop('(f64.store (i32.const 16) (f64.add (f64.load (i32.const 16)) (f64.load (local.get $p))))'),
    'used-in-next-round': loop('(i32.store offset=32 (i32.const 0) (local.get $x)) (local.set $x (i32.const 0))'
                               f' (if (i32.eqz (i32.and (local.get $n) (i32.const 1))) (then (local.set $x {LOAD})))'),
    'used-in-inner-rounds': loop('(if (i32.eqz (i32.and (local.get $n) (i32.const 1))) (then (local.set $x ' + LOAD + ') (local.set $y (i32.const 3))'
                                 ' (loop $inner (i32.store offset=32 (i32.shl (local.get $y) (i32.const 2)) (local.get $x))'
                                 ' (br_if $inner (local.tee $y (i32.sub (local.get $y) (i32.const 1)))))))', '(i32.const 0)'),
    'some-rounds': loop(f'(local.set $x {LOAD}) (if (i32.eqz (i32.and (local.get $n) (i32.const 3)))'
                        ' (then (i32.store (i32.shl (local.get $n) (i32.const 2)) (local.get $x))))'),
    'constant-rounds': '(local.set $n (i32.const 6))' + loop(f'(local.set $x {LOAD})'),
    'first-factor-zero': loop(f'(local.set $x (i32.add (local.get $x) (i32.mul {LOAD} (local.get $y)))) (local.set $y (i32.const 3))'),
    'first-mask-zero': loop(f'(local.set $x (i32.xor (local.get $x) (i32.and {LOAD} (local.get $y)))) (local.set $y (i32.const -1))'),
    'masked-collection': loop(f'(local.set $x (i32.and (local.get $x) {LOAD}))'),
    'filled-collection': '(local.set $x (i32.const -1))' + loop(f'(local.set $x (i32.or (local.get $x) {LOAD}))'),
    'shifted-out': loop(f'(local.set $x (i32.add (i32.shl (local.get $x) (i32.const 31)) {LOAD}))',
                        '(i32.shl (local.get $x) (i32.const 16))'),
    'sum': loop(f'(local.set $x (i32.add (local.get $x) {LOAD}))'),
    'sum-joined': '(if (local.get $n) (then ' + loop(f'(local.set $x (i32.add (local.get $x) {LOAD}))', ')) (local.get $x)'),
    'sum-joined-rarely': '(if (local.get $n) (then ' + loop(f'(local.set $x (i32.add (local.get $x) {LOAD}))', f'))'
                         f' (if {RARELY} (then (i32.store (i32.const 0) (local.get $x)))) (i32.const 0)'),
    'sum-joined-lost': '(if (local.get $n) (then ' + loop(f'(local.set $x (i32.add (local.get $x) {LOAD}))',
                                                         ')) (i32.and (local.get $x) (i32.shl (local.get $y) (i32.const 31)))'),
    'sum-of-some-joined': '(block $out (loop $again (br_if $out (i32.eq (local.get $n) (i32.const 3)))'
                          f' (local.set $y (i32.add (local.get $y) {LOAD})) (local.set $p (i32.sub (local.get $p) (i32.const 4)))'
                          ' (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (local.set $x (local.get $y)))'
                          ' (local.get $x)',
    'alternating-sum': loop(f'(local.set $x (i32.add (local.get $x) (select {LOAD} (i32.const 0) (i32.and (local.get $n) (i32.const 1)))))'),
    'minimum': loop(f'(local.set $x (select (local.get $x) {LOAD} (i32.lt_u (local.get $x) {LOAD})))'),
    'other-lane': '(i32x4.extract_lane 2 (i32x4.abs (v128.load64_zero (local.get $p))))',
    'other-lane-of-a-word': f'(i32x4.extract_lane 1 (i32x4.abs (i32x4.replace_lane 1 (i32x4.splat {LOAD}) (i32.const 0))))',
    'other-lane-of-a-float': '(i32x4.extract_lane 2 (i64x2.abs (f32x4.replace_lane 1 (v128.const i32x4 0 0 0 0) (f32.load (local.get $p)))))',
    'other-lane-shuffled': '(i32x4.extract_lane 0 (f64x2.abs (i16x8.abs (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7'
                           ' (v128.load32_zero (local.get $p)) (v128.const i32x4 0 0 0 0)))))',
    'half-of-zeros': '(i32x4.extract_lane 3 (v128.or (i32x4.splat (local.get $y)) (i64x2.splat (i64.and (i64.load16_s (local.get $p))'
                     ' (i64.extend_i32_u (local.get $n))))))',
    'always-unequal': '(i32x4.extract_lane 3 (i16x8.eq (v128.load8x8_u (local.get $p)) (v128.const i64x2 0 -1)))',
    'float-always-unequal': f'(i32x4.extract_lane 3 (i16x8.eq (v128.const i64x2 0 -1) (f32x4.splat (f32.reinterpret_i32 (i32.eqz {LOAD})))))',
    'sign-only': '(i32.wrap_i64 (i64.reinterpret_f64 (f64.copysign (f64.const 2) (f64.promote_f32 (f32.load (local.get $p))))))',
    'sign-dropped': '(i32.shr_u (i32.reinterpret_f32 (f32.abs (f32.reinterpret_i32 (i32.load16_u (local.get $p))))) (i32.const 16))',
    'sign-test': '(i32.lt_s (i32.shr_u (i32.load (local.get $p)) (i32.const 1)) (i32.const 0))',
    'float-dropped': '(drop (f64.abs (f64.load (local.get $p)))) (i32.const 0)',
    'float-last-round': '(local.set $n (i32.const 9))' + loop('(local.set $f (f64.load (local.get $p)))',
                                                             '(i32.trunc_sat_f64_s (local.get $f))'),
}
# $p is such that only the last bytes of the access are outside: none of these may touch less than it.
ACROSS = {
    'low-byte': '(i32.and (i32.load (local.get $p)) (i32.const 255))',
    'low-byte-stored': '(i32.store8 (i32.const 8) (i32.load (local.get $p))) (i32.const 0)',
    'low-half-stored': '(i64.store16 (i32.const 8) (i64.load (local.get $p))) (i32.const 0)',
    'low-word': '(i32.wrap_i64 (i64.load (local.get $p)))',
    'low-byte-shifted': '(i32.shl (i32.load (local.get $p)) (i32.const 24))',
    'low-byte-extended': '(i32.extend8_s (i32.load (local.get $p)))',
    'middle-byte': '(i32.and (i32.shr_u (i32.load (local.get $p)) (i32.const 8)) (i32.const 255))',
    'one-bit': '(if (i32.and (i32.load (local.get $p)) (i32.const 1)) (then (i32.store (i32.const 8) (i32.const 1)))) (i32.const 0)',
    'bit-set': '(i32.store (local.get $p) (i32.or (i32.load (local.get $p)) (i32.const 1))) (i32.const 0)',
    'bits-cleared': '(i64.store (local.get $p) (i64.and (i64.load (local.get $p)) (i64.const -256))) (i32.const 0)',
    'low-byte-multiplied': '(i32.mul (i32.load (local.get $p)) (i32.const 0x3000000))',
    'low-byte-turned': '(i32.and (i32.rotl (i32.load (local.get $p)) (i32.const 12)) (i32.const 0xff000))',
    'low-byte-reversed': '(i32.shr_u (i32.mul (i32.and (i32.load (local.get $p)) (i32.const 255)) (i32.const 0x1010101)) (i32.const 24))',
    'low-byte-as-count': '(i32.rotl (i32.const 0) (i32.load (local.get $p)))',
    'low-byte-as-count-of-variable': '(i32.and (i32.rotl (local.get $n) (i32.load (local.get $p))) (i32.const 7))',
    'low-sign': '(i32.lt_s (i32.shl (i32.load (local.get $p)) (i32.const 8)) (i32.const 0))',
    'low-word-of-float': '(i32.wrap_i64 (i64x2.extract_lane 1 (f64x2.splat (f64.load (local.get $p)))))',
    'low-lane-of-float': '(i32x4.extract_lane 2 (f64x2.replace_lane 1 (v128.const i64x2 0 0) (f64.load (local.get $p))))',
    'low-bytes-added': loop('(local.set $x (i32.add (local.get $x) (i32.and (i32.load (local.get $p)) (i32.const 255))))'),
}

def script():
    fields, assertions = [], []
    for name, body in {**OUTSIDE, **ACROSS}.items():
        fields.append(f'  (func (export "{name}") (param $p i32) (param $n i32) (result i32) (local $x i32) (local $y i32) (local $f f64)\n'
                      f'    {body})')
        width = 8 if '64.load' in body else 4
        addresses = [SIZE + 8, SIZE] if name in OUTSIDE else range(SIZE - width + 1, SIZE)
        assertions += [f'(assert_trap (invoke "{name}" (i32.const {address}) (i32.const 8)) "{OUT_OF_BOUNDS}")' for address in addresses]
        assertions.append(f'(assert_return (invoke "{name}" (i32.const 4096) (i32.const 8)) (i32.const {results(name)}))')
    return '\n'.join([
        '(module', '  (memory 1)', '  (global $g (mut i32) (i32.const 0))', '  (func $ignore (param i32))',
        '  (func $same (param i32) (result i32) (local.get 0))', *fields, ')', *assertions, ''])


def results(name):
    """Where memory holds nothing but zeros."""
    return {'always-below': 1, 'one-result': 3, 'selected': 4, 'last-round-counts': 1, 'filled-collection': -1}.get(name, 0)
