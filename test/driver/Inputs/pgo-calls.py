"""pgo-calls.py WORK: calls through tables, compiled with the profile of a run with one index, run with every other one: absent
elements, other types, indices at the end of the table and far beyond. Each goes where the table says or traps, after exactly what comes
before the call has happened. What is expected owes nothing to the compiler."""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'support'))
import configurations  # noqa: E402 (found through the line above)

# Tables: of each element the number that its function adds, or None, or 'type' for one of another type.
TABLES = {'plain': [None, 1, 2, 'type', 3, None], 'double': [1, 1, 2, 'type'], 'full': [1, 2, 3, 4], 'other': ['type', 'type', 1, None]}
# How the index comes about, in text and in Python. $i is what the data say.
INDICES = {'itself': ('(local.get $i)', lambda i: i),
           'sum': ('(i32.add (local.get $i) (i32.const -1))', lambda i: (i - 1) % 2**32),
           'byte': ('(i32.and (local.get $i) (i32.const 3))', lambda i: i & 3),
           'half': ('(i32.shr_u (local.get $i) (i32.const 1))', lambda i: i >> 1),
           'choice': ('(select (local.get $i) (i32.const 2) (i32.and (local.get $i) (i32.const 1)))', lambda i: i if i & 1 else 2)}
TRAINED = (1, 2)
TRIED = (0, 1, 2, 3, 4, 5, 6, 7, 8, 2**31, 2**31 + 1, 2**32 - 1)


def module(table, index, data):
    """Twice in each of four rounds: $sum becomes 3 times itself plus what the function adds. The last result is the status, modulo 64;
    a trap happens after the rounds before it have been written to the standard output, one dot each."""
    elements = ''.join('(item ref.null func)' if each is None else f'(item ref.func ${"type" if each == "type" else f"add{each}"})'
                       for each in table)
    functions = ''.join(f'(func $add{n} (type $t) (i32.add (i32.mul (local.get 0) (i32.const 3)) (i32.const {n})))' for n in range(1, 5))
    call = f'(local.set $sum (call_indirect (type $t) (local.get $sum) {index}))'
    bytesOf = ''.join(f'\\{byte:02x}' for each in data for byte in each.to_bytes(4, 'little'))
    return f'''(module
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (type $t (func (param i32) (result i32)))
      (memory (export "memory") 1)
      (data (i32.const 0) "\\10\\00\\00\\00\\01\\00\\00\\00")
      (data (i32.const 16) ".")
      (data (i32.const 64) "{bytesOf}")
      (table {len(table)} funcref)
      (elem (i32.const 0) funcref {elements})
      {functions}
      (func $type (param i64))
      (func (export "_start") (local $p i32) (local $i i32) (local $sum i32)
        (loop $again
          (local.set $i (i32.load offset=64 (local.get $p)))
          {call} {call}
          (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
          (br_if $again (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (i32.const {4 * len(data)}))))
        (call $exit (i32.and (local.get $sum) (i32.const 63)))))'''


def expected(table, index, data):
    """(dots, status)"""
    total = 0
    for done, each in enumerate(data):
        place = index(each)
        if place >= len(table) or not isinstance(table[place], int):
            return done, 134
        for _ in range(2):
            total = (3 * total + table[place]) % 2**32
    return len(data), total & 63


def compiled(configuration, work, text, *options):
    path, executable = work / 'case.wat', work / 'case'
    path.write_text(text, encoding='utf-8')
    done = configuration.compile(str(path), str(executable), options)
    if done.returncode != 0 or done.stderr:
        sys.exit(f'{configuration.name} {options}: status {done.returncode}\n{done.stderr}\n{text}')
    return str(executable)


def tryAll(configuration, work, name, table, kind):
    text, index = INDICES[kind]
    raw, profile = work / 'raw', work / 'profile'
    count = 0
    for usual in TRAINED:
        instrumented = compiled(configuration, work, module(table, text, [usual] * 4), '--pgo-instrument')
        configuration.run(instrumented, env={'LLVM_PROFILE_FILE': str(raw)})
        subprocess.run([f'{os.environ["LLVM_BIN"]}/llvm-profdata', 'merge', raw, '-o', profile], check=True)
        for other in TRIED:
            data = [usual, usual, other, usual]
            done = configuration.run(compiled(configuration, work, module(table, text, data), '--pgo-use', str(profile)))
            if (len(done.stdout), done.returncode) != expected(table, index, data):
                sys.exit(f'{configuration.name} {name} {kind} trained {usual}: {data} gives {done}, not {expected(table, index, data)}')
            count += 1
    return count


def main():
    work = pathlib.Path(sys.argv[1])
    native = [each for each in configurations.ALL if each.canRun() and not each.emulated]
    count = sum(tryAll(native[number % len(native)], work, name, table, kind)
                for name, table in TABLES.items() for number, kind in enumerate(INDICES))
    print(f'{count} programs')


main()
