"""What the scripts that change memory share: how it begins, and a number that tells whether a part of it is what it should be."""

WORD = 2**32


def start(size, data):
    """A memory of `size` bytes of which the first `data` are not all 0."""
    return bytearray((address * 29 + 7) % 251 if address < data else 0 for address in range(size))


def text(memory):
    """Bytes as a string of the text format."""
    return f'"{"".join(f"{chr(92)}{byte:02x}" for byte in memory)}"'


def digest(memory, data):
    """The number of the first `data` bytes, a multiple of 4."""
    result = 0
    for address in range(0, data, 4):
        result = (result * 31 + int.from_bytes(memory[address:address + 4], 'little')) % WORD
    return result


def digestFunction(data):
    """The same as an exported function, "digest"."""
    return f'''  (func (export "digest") (result i32) (local $p i32) (local $x i32)
    (loop $again
      (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 31)) (i32.load (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 4)))
      (br_if $again (i32.ne (local.get $p) (i32.const {data}))))
    (local.get $x))'''
