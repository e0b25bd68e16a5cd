"""A module of so many functions of some 250 bytes, each of which calls two of those before it. Its status tells what they computed."""

import sys


def body(i):
    lines = [f'(func $f{i} (param i32) (result i32) (local i32 i32)', '(local.set 1 (local.get 0))']
    for k in range(16):
        lines.append(f'(local.set 1 (i32.add (i32.mul (local.get 1) (i32.const {1000003 + 2 * (i * 16 + k)}))'
                     f' (i32.load offset={(i * 64 + k * 4) % 32768} (i32.and (local.get 1) (i32.const 0x7ffc)))))')
    if i > 1:
        lines.append(f'(if (i32.eqz (i32.and (local.get 0) (i32.const 1)))'
                     f' (then (local.set 2 (call $f{i // 2} (i32.shr_u (local.get 0) (i32.const 1))))))')
        lines.append(f'(local.set 2 (i32.xor (local.get 2) (call $f{i - 1 - i % 7 if i > 7 else 0}'
                     f' (i32.shr_u (local.get 0) (i32.const 2)))))')
    lines.append('(i32.store (i32.and (local.get 1) (i32.const 0x7ffc)) (local.get 2))')
    lines.append('(i32.add (local.get 1) (local.get 2)))')
    return '\n  '.join(lines)


count = int(sys.argv[1])
print('(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32))) (memory (export "memory") 1)')
for i in range(count):
    print(body(i))
print(f'''(func (export "_start") (local i32 i32)
  (loop
    (local.set 1 (i32.add (i32.rotl (local.get 1) (i32.const 3)) (call $f{count - 1} (local.get 0))))
    (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 12))))
  (call $exit (i32.and (i32.xor (local.get 1) (i32.shr_u (local.get 1) (i32.const 16))) (i32.const 127)))))''')
