"""Takes the memory functions of C libraries out of modules and judges them (codegen/analysis/KnownBodies.def).

known_bodies.py rows MODULE...    prints the rows that their bodies make, and which module has each
known_bodies.py script MODULE...  prints a script that runs each body whose row is there, beside the same body with a `nop` more,
                                  which is not known, and compares both with a model; and bodies that differ from known ones only
                                  in what they call, which must not pass for those
"""

import hashlib
import pathlib
import re
import sys

NAMES = {'memcpy': 'Copy', 'memmove': 'Move', 'memset': 'Fill'}
PAGE, LOOKED_AT = 65536, 4096
CALL, NOP, END = 0x10, 0x01, 0x0b
CALL_IN_ROW = bytes([CALL]) + b'\xff' * 5  # a Copy's number in the body that a row is of: none that a function could have
LENGTHS = (0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 128, 129, 200, 255, 1000)


def number(data, at):
    """An unsigned LEB128 and the place behind it."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7f) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def leb(value):
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7f | 0x80)
        value >>= 7
    return bytes([*result, value])


def padded(value):
    return bytes(value >> 7 * i & 0x7f | (0x80 if i < 4 else 0) for i in range(5))


class Section:
    def __init__(self, data, at, end):
        self.data, self.at, self.end = data, at, end

    def number(self):
        value, self.at = number(self.data, self.at)
        return value

    def bytes(self):
        length = self.number()
        self.at += length
        return self.data[self.at - length:self.at]

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]


def countImports(section):
    """Of functions."""
    count = 0
    for _ in range(section.number()):
        section.bytes(), section.bytes()
        kind = section.byte()
        count += kind == 0
        if kind in (0, 3):
            section.number()
            if kind == 3:
                section.byte()
            continue
        if kind == 1:
            section.byte()
        if section.byte() & 1:
            section.number()
        section.number()
    return count


def namesOf(section):
    """{function: name} of a custom section, if it is the name section."""
    names = {}
    if section.bytes() != b'name':
        return names
    while section.at < section.end:
        kind, part = section.byte(), section.bytes()
        inner = Section(part, 0, len(part))
        for _ in range(inner.number() if kind == 1 else 0):
            function = inner.number()
            names[function] = inner.bytes().decode(errors='replace')
    return names


def functionsOf(path):
    """[(kind, canonical body)] of the memory functions of a module."""
    data, at, imports, bodies, names = pathlib.Path(path).read_bytes(), 8, 0, [], {}
    while at < len(data):
        kind = data[at]
        length, at = number(data, at + 1)
        section = Section(data, at, at + length)
        if kind == 0:
            names |= namesOf(section)
        elif kind == 2:
            imports = countImports(section)
        elif kind == 10:
            bodies = [section.bytes() for _ in range(section.number())]
        at += length
    found = {name: index for index, name in names.items() if name in NAMES and imports <= index < imports + len(bodies)}
    result = []
    for name, index in found.items():
        body = bodies[index - imports]
        if name == 'memmove' and 'memcpy' in found:
            body = body.replace(bytes([CALL]) + padded(found['memcpy']), CALL_IN_ROW)
        result.append((NAMES[name], body))
    return result


def sectionOf(kind, content):
    return bytes([kind]) + leb(len(content)) + content


def moduleOf(body, callee, callIn=bytes([CALL]) + padded(0)):
    """A module with a memory and the body twice, known and with one `nop` more; `callee` is function 0, and called by `callIn`."""
    body = body.replace(CALL_IN_ROW, callIn)
    assert body[-1] == END
    bodies = [callee, body, body[:-1] + bytes([NOP, END])]
    types = bytes([1, 0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7f])
    exports = b'\x03\x06memory\x02\0\x05known\0\x01\x05plain\0\x02'
    return b'\0asm\1\0\0\0' + b''.join([
        sectionOf(1, types), sectionOf(3, bytes([3, 0, 0, 0])), sectionOf(5, bytes([1, 1, 1, 1])), sectionOf(7, exports),
        sectionOf(10, leb(3) + b''.join(leb(len(each)) + each for each in bodies))])


# The memory's maximum shows that it never covers the last page, which what stands in for the bodies needs (analysis/LastPage).
JUDGE = f'''(module
  (import "judged" "memory" (memory 1 1))
  (type $function (func (param i32 i32 i32) (result i32)))
  (import "judged" "known" (func $known (type $function)))
  (import "judged" "plain" (func $plain (type $function)))
  (func $reset (local $i i32)
    (loop $again
      (i32.store8 (local.get $i) (i32.add (i32.mul (local.get $i) (i32.const 7)) (i32.const 1)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const {LOOKED_AT})))))
  (func $hash (result i32) (local $i i32) (local $hash i32)
    (loop $again
      (local.set $hash (i32.add (i32.mul (local.get $hash) (i32.const 31)) (i32.load8_u (local.get $i))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const {LOOKED_AT}))))
    (local.get $hash))
  (func (export "hash") (param i32 i32 i32) (result i32 i32)
    (call $reset) (call $known (local.get 0) (local.get 1) (local.get 2)) (call $hash))
  (func (export "agree") (param i32 i32 i32) (result i32) (local $hash i32)
    (call $reset)
    (drop (call $known (local.get 0) (local.get 1) (local.get 2)))
    (local.set $hash (call $hash))
    (call $reset)
    (drop (call $plain (local.get 0) (local.get 1) (local.get 2)))
    (i32.eq (local.get $hash) (call $hash))))'''


def model(kind, to, source, count):
    """The hash of what is in memory afterwards; None where a copy's ranges overlap."""
    memory = bytearray(7 * i + 1 & 0xff for i in range(LOOKED_AT))
    if kind == 'Copy' and abs(to - source) < count:
        return None
    memory[to:to + count] = bytes([source & 0xff] * count) if kind == 'Fill' else memory[source:source + count]
    result = 0
    for byte in memory:
        result = (result * 31 + byte) % 2**32
    return result


def cases(kind):
    for count in LENGTHS:
        for to in (1024, 1025, 1027, 1036):
            if kind == 'Fill':
                yield from ((to, value, count) for value in (0, 0xa5, 0x1ff))
            else:
                yield from ((to, to + by, count) for by in (0, 1, -1, 2, 3, 8, -8, 15, 16, -17, 64, -64, 1001, -1001))


def assertions(kind):
    for to, source, count in cases(kind):
        arguments = f'(i32.const {to}) (i32.const {source}) (i32.const {count})'
        expected = model(kind, to, source, count)
        if expected is not None:
            yield f'(assert_return (invoke "hash" {arguments}) (i32.const {to}) (i32.const {expected}))'
        yield f'(assert_return (invoke "agree" {arguments}) (i32.const 1))'
    # Beyond the memory nothing may be reached, but a count of 0 reaches nothing.
    for to, source in ((PAGE, 0), (0, PAGE), (PAGE - 3, 16), (16, PAGE - 3), (2**32 - 2, 16), (2**32 - 1, 2**32 - 1)):
        near = f'(i32.const {to}) (i32.const {source})'
        yield f'(assert_return (invoke "agree" {near} (i32.const 0)) (i32.const 1))'
        if to == source and kind == 'Move':  # nothing to do, hence nothing to reach
            yield f'(assert_return (invoke "agree" {near} (i32.const 4)) (i32.const 1))'
        elif kind != 'Fill' or to >= PAGE - 3:
            yield f'(assert_trap (invoke "hash" {near} (i32.const 4)) "out of bounds memory access")'


# i32.store8 offset=7 of 77, then 0
SOMETHING_ELSE = bytes([0, 0x41, 0, 0x41, 0xcd, 0, 0x3a, 0, 7, 0x41, 0, END])


def impostors(body):
    """Modules with the body, but a callee that is no Copy, and whether that returns: once called as linkers write it, once by zeros,
    a call of function 0 before four times `unreachable`."""
    if CALL_IN_ROW in body:
        yield moduleOf(body, SOMETHING_ELSE), True
        yield moduleOf(body, SOMETHING_ELSE, bytes([CALL]) + bytes(5)), False


def judgeImpostor(returns):
    reached = '(i32.const 1024) (i32.const 3072) (i32.const 200)'
    yield f'(assert_return (invoke "agree" {reached}) (i32.const 1))' if returns else \
        f'(assert_trap (invoke "hash" {reached}) "unreachable")'


def knownRows():
    rows = pathlib.Path(__file__).parents[3] / 'codegen' / 'analysis' / 'KnownBodies.def'
    return set(re.findall(r'WASMC_KNOWN_BODY\((\w+), \d+, "(\w+)"\)', rows.read_text(encoding='ascii')))


def judge(module, asserted):
    text = ''.join(f'\\{byte:02x}' for byte in module)
    print(f'(module $judged binary "{text}")\n(register "judged" $judged)\n{JUDGE}')
    print('\n'.join(asserted))


def main(mode, arguments):
    bodies = {}
    for path in arguments:
        for kind, body in functionsOf(path):
            bodies.setdefault((kind, hashlib.sha256(body).hexdigest()), (body, path))
    if mode == 'rows':
        for (kind, digest), (body, path) in sorted(bodies.items()):
            print(f'WASMC_KNOWN_BODY({kind}, {len(body)}, "{digest}") {path}')
        return
    known, count, impostorCount = knownRows(), 0, 0
    copy = next((body for (kind, digest), (body, _) in bodies.items() if (kind, digest) in known and kind == 'Copy'), None)
    for (kind, digest), (body, _) in sorted(bodies.items()):
        if (kind, digest) not in known:
            continue
        count += 1
        judge(moduleOf(body, copy or SOMETHING_ELSE), assertions(kind))
        for module, returns in impostors(body):
            impostorCount += 1
            judge(module, judgeImpostor(returns))
    print(f';; {count} bodies, {impostorCount} impostors')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
