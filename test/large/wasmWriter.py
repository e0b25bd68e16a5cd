"""The binary format, as far as the generators of large modules need it. A piece of code is bytes; a function begins with its locals."""

I32, I64, F32, F64 = b'\x7f', b'\x7e', b'\x7d', b'\x7c'
END, ELSE, RETURN, DROP, UNREACHABLE = b'\x0b', b'\x05', b'\x0f', b'\x1a', b'\x00'
BLOCK, LOOP, IF = b'\x02\x40', b'\x03\x40', b'\x04\x40'
ADD, SUB, MUL, AND, XOR, ROTL, NE, LT_U = (bytes([code]) for code in (0x6A, 0x6B, 0x6C, 0x71, 0x73, 0x77, 0x47, 0x49))


def leb(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def const(number):
    """i32.const of a number below 2^32."""
    number = number - (1 << 32) if number >> 31 else number
    out = bytearray(b'\x41')
    while not -64 <= number < 64:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number & 0x7F)
    return bytes(out)


def get(local):
    return b'\x20' + leb(local)


def put(local):
    return b'\x21' + leb(local)


def tee(local):
    return b'\x22' + leb(local)


def call(function):
    return b'\x10' + leb(function)


def callIndirect(type):
    return b'\x11' + leb(type) + b'\0'


def br(depth):
    return b'\x0c' + leb(depth)


def brIf(depth):
    return b'\x0d' + leb(depth)


def brTable(labels, default):
    return b'\x0e' + vector([leb(label) for label in labels]) + leb(default)


def load(offset=0):
    return b'\x28\2' + leb(offset)


def load8(offset=0):
    return b'\x2d\0' + leb(offset)


def load16(offset=0):
    return b'\x2f\1' + leb(offset)


def store(offset=0):
    return b'\x36\2' + leb(offset)


def vector(items):
    return leb(len(items)) + b''.join(items)


def sized(contents):
    return leb(len(contents)) + contents


def signature(parameters, results):
    return b'\x60' + vector(parameters) + vector(results)


def body(code, locals=0):
    """A function's body with so many locals of type i32."""
    return (vector([leb(locals) + I32]) if locals else b'\0') + code + END


def section(number, contents):
    return bytes([number]) + sized(contents)


def module(types, functions, start, pages=1, table=(), data=()):
    """`functions` are pairs of a type and a body, `table` has functions, `data` pairs of an address and bytes."""
    parts = [section(1, vector(types)), section(3, vector([leb(type) for type, _ in functions]))]
    if table:
        parts.append(section(4, b'\1\x70\0' + leb(len(table))))
    parts.append(section(5, b'\1\0' + leb(pages)))
    parts.append(section(7, b'\1\6_start\0' + leb(start)))
    if table:
        parts.append(section(9, b'\1\0' + const(0) + END + vector([leb(function) for function in table])))
    parts.append(section(10, vector([sized(code) for _, code in functions])))
    if data:
        parts.append(section(11, vector([b'\0' + const(address) + END + sized(contents) for address, contents in data])))
    return b'\0asm\1\0\0\0' + b''.join(parts)
