"""Writes modules in which little Wasm stands for much: `growth.py KIND FILE`. Each is valid, and small."""

import sys


def leb(number):
    out = b''
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def vector(items):
    return leb(len(items)) + b''.join(items)


def section(number, contents):
    return bytes([number]) + leb(len(contents)) + contents


def signature(parameters, results):
    return b'\x60' + vector([b'\x7f'] * parameters) + vector([b'\x7f'] * results)


def module(types, functions, start, bodies, tags=b''):
    """Function `start` is _start; bodies begin with their local declarations."""
    return (b'\0asm\1\0\0\0' + section(1, vector(types)) + section(3, vector([leb(f) for f in functions])) + tags
            + section(7, b'\1\6_start\0' + leb(start))
            + section(10, vector([leb(len(body)) + body for body in bodies])))


def manyLocals():
    """Functions with as many locals as may be, none of them used."""
    return module([signature(0, 0)], [0] * 2000, 0, [b'\1' + leb(50000) + b'\x7e\x0b'] * 2000)


def wideTable():
    """A br_table with many entries for a label with many operands."""
    entries, width = 400000, 100
    types = [signature(0, 0), signature(1, width), signature(0, width)]
    table = b'\x20\0\x0e' + leb(entries) + b'\0' * entries + b'\1'
    body = b'\0\x02' + leb(2) + b'\x41\1' * width + table + b'\x0b\x0b'
    return module(types, [1, 0], 1, [body, b'\0\x41\0\x10\0' + b'\x1a' * width + b'\x0b'])


def manyClauses():
    """A try_table whose clauses, a few for each of many tags, all name one label with many operands; around a call, and not."""
    tags, repeats, width = 1000, 3, 1000
    types = [signature(0, 0), signature(width, 0), signature(0, width)]
    clauses = vector([b'\0' + leb(tag) + b'\0' for tag in range(tags)] * repeats)
    tries = [b'\x02' + leb(2) + b'\x1f\x40' + clauses + inside + b'\x0b\0\x0b' + b'\x1a' * width for inside in (b'\x10\1', b'')]
    throwing = b'\0' + b'\x41\7' * width + b'\x08' + leb(tags - 1) + b'\x0b'
    trying = b'\0' + tries[0] + b'\x0b'
    untried = b'\0' + tries[1] + b'\x0b'
    return module(types, [0, 0, 0], 0, [trying, throwing, untried], section(13, vector([b'\0\1'] * tags)))


def manyTables():
    """Tables that nothing but a segment of one function each fills."""
    tables, size = 10000, 4096
    segments = b''.join(b'\2' + leb(i) + b'\x41\0\x0b\0\1\0' for i in range(tables))
    return (b'\0asm\1\0\0\0' + section(1, vector([signature(0, 0)])) + section(3, b'\1\0')
            + section(4, vector([b'\x70\0' + leb(size)] * tables)) + section(7, b'\1\3run\0\0')
            + section(9, leb(tables) + segments) + section(10, b'\1\2\0\x0b'))


def manyIndirectCalls(callers=1, calls=4000):
    """Functions that call through a table with a few small functions again and again."""
    callees = 8
    types = [signature(0, 0), signature(1, 1)]
    begin = b'\0' + b''.join(b'\x41\0\x10' + leb(1 + i) + b'\x1a' for i in range(callers)) + b'\x0b'
    calling = b'\0' + b'\x20\0\x20\0\x41' + leb(callees - 1) + b'\x71\x11\1\0\x21\0'
    calling = calling[:1] + calling[1:] * calls + b'\x20\0\x0b'
    small = [b'\0\x20\0\x41' + leb(3 + 7 * i) + b'\x6c\x20\0\x41\x3c\x71\x28\2\0\x73\x0b' for i in range(callees)]
    bodies = [begin, *[calling] * callers, *small]
    return (b'\0asm\1\0\0\0' + section(1, vector(types)) + section(3, vector([b'\0'] + [b'\1'] * (callers + callees)))
            + section(4, b'\1\x70\0' + leb(callees)) + section(5, b'\1\0\1') + section(7, b'\1\6_start\0\0')
            + section(9, b'\1\0\x41\0\x0b' + vector([leb(1 + callers + i) for i in range(callees)]))
            + section(10, vector([leb(len(body)) + body for body in bodies])))


def manyIndirectCallers():
    return manyIndirectCalls(100, 32)


if __name__ == '__main__':
    kind, path = sys.argv[1:]
    with open(path, 'wb') as file:
        file.write(globals()[kind]())
