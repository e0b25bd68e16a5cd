"""The operators that access memory, as frontend/Opcodes.def lists them, and what each does to bytes.

A row whose operator this file does not understand is an error: a new operator needs its meaning here.
"""

import dataclasses
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROW = re.compile(r'^WASMC_(?:FIXED|CUSTOM)\((\w+), "([^"]+)", \w+, (\w+)(?:<(\d+)>)?, (?:"([^"]*)", )?\w+\)', re.MULTILINE)
ACCESSES = ('MemArg', 'MemArgLane', 'AtomicMemArg')
TYPES = {'i': 'i32', 'l': 'i64', 'f': 'f32', 'd': 'f64', 'v': 'v128'}
LANES = (0x0123456789ABCDEF, 0xFEDCBA9876543210)  # the vector operand of loads into a lane
LANE = 1


@dataclasses.dataclass(frozen=True)
class Operator:
    text: str
    bytes: int        # what is read or written
    operands: tuple   # types, without the address
    results: tuple
    lane: bool        # has a lane immediate
    atomic: bool      # traps where the address is not a multiple of its width

    @property
    def isLoad(self):
        return 'load' in self.text

    @property
    def isStore(self):
        return 'store' in self.text

    @property
    def needsShared(self):
        return '.wait' in self.text

    def apply(self, old, value, extra):
        """(bytes afterwards, results as 64-bit words) for the bytes at the address and operands given as 64-bit words: `value` is
        the first, `extra` the second. A vector operand of a store consists of value and its complement."""
        if self.isStore:
            return self.stored(value), ()
        if self.isLoad:
            return old, self.loaded(old)
        if self.atomic:
            return self.modified(old, value, extra)
        raise NotImplementedError(f'{self.text}: what does it do?')

    def stored(self, value):
        source = words(value, ~value & 2**64 - 1) if self.operands[-1] == 'v128' else words(value)
        if self.lane:
            source = source[LANE * self.bytes:]
        return source[:self.bytes]

    def loaded(self, old):
        if self.results != ('v128',):
            return (extended(old, self.text.endswith('_s') , bitsOf(self.results[0])),)
        vector = self.loadedVector(old)
        return int.from_bytes(vector[:8], 'little'), int.from_bytes(vector[8:], 'little')

    def loadedVector(self, old):
        if self.lane:
            vector = bytearray(words(*LANES))
            vector[LANE * self.bytes:(LANE + 1) * self.bytes] = old
            return bytes(vector)
        if self.text.endswith('_splat'):
            return old * (16 // self.bytes)
        if self.text.endswith('_zero'):
            return old.ljust(16, b'\0')
        pairs = re.fullmatch(r'v128\.load(\d+)x(\d+)_([su])', self.text)
        if pairs:
            size = int(pairs[1]) // 8
            parts = [old[at:at + size] for at in range(0, 8, size)]
            return b''.join(extended(part, pairs[3] == 's', 16 * size).to_bytes(2 * size, 'little') for part in parts)
        if self.text == 'v128.load':
            return old
        raise NotImplementedError(f'{self.text}: what does it load?')

    def modified(self, old, value, extra):
        before, mask = int.from_bytes(old, 'little'), 2**(8 * self.bytes) - 1
        if self.text == 'memory.atomic.notify':
            return old, (0,)  # nobody waits
        if self.needsShared:
            return old, (1,)  # "not-equal": callers pass an expected value that differs
        kind = self.text.split('.')[3].removesuffix('_u')
        after = {
            'add': before + value, 'sub': before - value, 'and': before & value, 'or': before | value, 'xor': before ^ value,
            'xchg': value, 'cmpxchg': extra if before == value & bitMask(self.results[0]) else before,
        }[kind] & mask
        return after.to_bytes(self.bytes, 'little'), (before,)


def words(*values):
    return b''.join(value.to_bytes(8, 'little') for value in values)


def bitsOf(kind):
    return {'i32': 32, 'i64': 64, 'f32': 32, 'f64': 64}[kind]


def bitMask(kind):
    return 2**bitsOf(kind) - 1


def extended(part, signed, bits):
    return int.from_bytes(part, 'little', signed=signed) & 2**bits - 1


def accesses():
    """Every operator with a memory immediate."""
    with open(os.path.join(ROOT, 'frontend', 'Opcodes.def'), encoding='utf-8') as file:
        rows = ROW.findall(file.read())
    result = []
    for _, text, immediate, size, signature in rows:
        if immediate not in ACCESSES:
            continue
        operands, results = signature.split(':')
        if operands[0] != 'm':
            raise NotImplementedError(f'{text}: its first operand is not an address')
        result.append(Operator(text, int(size), tuple(TYPES[one] for one in operands[1:]), tuple(TYPES[one] for one in results),
                               immediate == 'MemArgLane', immediate == 'AtomicMemArg'))
    if not result:
        raise NotImplementedError('frontend/Opcodes.def: no access found')
    return result
