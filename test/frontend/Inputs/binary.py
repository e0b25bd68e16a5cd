"""Assembles binary modules for tests that need sizes no text file should have."""


def leb(value):
    encoded = b''
    while value >= 0x80:
        encoded += bytes([value & 0x7F | 0x80])
        value >>= 7
    return encoded + bytes([value])


def section(number, *entries):
    contents = leb(len(entries)) + b''.join(entries)
    return bytes([number]) + leb(len(contents)) + contents


def functionModule(results, body):
    """One function without parameters. `results`: the codes of its result types; `body`: locals and code."""
    functionType = b'\x60\0' + leb(len(results)) + results
    return b'\0asm\1\0\0\0' + section(1, functionType) + section(3, b'\0') + section(10, leb(len(body)) + body)
