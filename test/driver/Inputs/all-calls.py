"""all-calls.py WASI_DEF: a text module that imports every call of WASI and can reach each of them through a table."""

import re
import sys

TYPES = {'i': 'i32', 'l': 'i64'}
rows = re.findall(r'^WASMC_WASI\((\w+), "(\w*)", "(\w*)", \w+\)$', open(sys.argv[1], encoding='utf-8').read(), re.M)
print('(module')
for name, parameters, results in rows:
    signature = ''.join(f' (param {TYPES[p]})' for p in parameters) + ''.join(f' (result {TYPES[r]})' for r in results)
    print(f'  (import "wasi_snapshot_preview1" "{name}" (func ${name}{signature}))')
print('  (memory 1 2)')
print('  (table funcref (elem', ' '.join(f'${name}' for name, _, _ in rows), '))')
print('  (func (export "_start")')
print('    (if (i32.load (i32.const 0)) (then (call_indirect (i32.load (i32.const 4)))))')
print('    (drop (memory.grow (i32.const 1))))')
print(')')
