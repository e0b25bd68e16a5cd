"""A module whose functions and blocks have as many parameters and results as its argument says: values pass through direct,
indirect and tail calls, blocks, loops and branches, and each is checked in the end."""

import sys

count = int(sys.argv[1])
kinds = [('i32', 'i64', 'f32', 'f64')[i % 4] for i in range(count)]
results = ' '.join(kinds)
turned = ' '.join(reversed(kinds))
constants = '\n'.join(f'({kind}.const {i})' for i, kind in enumerate(kinds))
backwards = '\n'.join(f'(local.get {i})' for i in reversed(range(count)))
checks = '\n'.join(f'(call $check_{kind} ({kind}.const {i}))' for i, kind in enumerate(kinds))
checkers = '\n'.join(f'(func $check_{kind} (param {kind} {kind})'
                     f' (if ({kind}.ne (local.get 0) (local.get 1)) (then (unreachable))))' for kind in sorted(set(kinds)))
print(f'''(module
  (type $make (func (result {results})))
  (type $turn (func (param {results}) (result {turned})))
  (type $again (func (param {turned}) (result {turned})))
  (table $table 4 funcref)
  (elem (i32.const 1) func $make $turn $tail)
  {checkers}
  (func $make (type $make) {constants})
  (func $turn (type $turn) {backwards})
  (func $tail (type $turn) {' '.join(f'(local.get {i})' for i in range(count))}
    (return_call_indirect (type $turn) (i32.const 2)))
  (func $all (type $make)
    (block $out (type $make)
      (call_indirect (type $make) (i32.const 1))
      (br_if $out (i32.const 1))))
  (func (export "_start") (local $rounds i32)
    (drop (table.grow (ref.null func) (i32.const 1)))
    (call $all)
    (call_indirect (type $turn) (i32.const 3))
    (loop $loop (type $again)
      (local.set $rounds (i32.add (local.get $rounds) (i32.const 1)))
      (br_if $loop (i32.lt_u (local.get $rounds) (i32.const 3))))
    {checks}))''')
