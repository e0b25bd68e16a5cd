import pathlib
import sys

from binary import functionModule, leb

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
i32, end, unreachable, callItself = b'\x7f', b'\x0b', b'\x00', b'\x10\0'
noLocals = b'\0'

for arity in (1000, 1001):
    module = functionModule(i32 * arity, noLocals + unreachable + end)
    (folder / f'arity-{arity}.wasm').write_bytes(module)
for count in (50000, 50001):
    module = functionModule(b'', b'\1' + leb(count) + i32 + end)
    (folder / f'locals-{count}.wasm').write_bytes(module)
(folder / 'operands.wasm').write_bytes(functionModule(i32 * 1000, noLocals + callItself * 1001 + end))
