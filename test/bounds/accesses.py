"""Scripts (.wast) that access a memory up to, across and beyond its end with every operator, in every way that an address can be
put together of an index and an offset. Results, traps and the bytes around are checked against a model of the memory.
"""

import dataclasses

import operators

FILL = 40           # bytes with known contents at either end
VALUES = (0x8182838485868788, 0xF1E2D3C4B5A69788)  # operands: every byte is negative, so that extensions show
OUT_OF_BOUNDS = 'out of bounds memory access'
UNALIGNED = 'unaligned atomic'


@dataclasses.dataclass(frozen=True)
class Memory:
    """A kind of memory under test. Pages are those of its type; `grown` more are added before the accesses."""
    name: str
    pages: int
    is64: bool = False
    pageSize: int = 65536
    second: bool = False   # memory 1, behind one that is larger
    grown: int = 0
    shared: bool = False
    maximum: int = 0       # 0: none

    @property
    def size(self):
        return (self.pages + self.grown) * self.pageSize

    @property
    def addressType(self):
        return 'i64' if self.is64 else 'i32'

    @property
    def addresses(self):
        return 2**64 if self.is64 else 2**32

    @property
    def field(self):
        parts = ['i64'] if self.is64 else []
        parts.append(str(self.pages))
        if self.maximum:
            parts.append(str(self.maximum))
        if self.shared:
            parts.append('shared')
        if self.pageSize != 65536:
            parts.append(f'(pagesize {self.pageSize})')
        return f'(memory {" ".join(parts)})'


MEMORIES = [
    Memory('one-page', 1),
    Memory('empty', 0),
    Memory('grown', 1, grown=2, maximum=3),
    Memory('second', 1, second=True),
    Memory('memory64', 1, is64=True),
    Memory('memory64-empty', 0, is64=True),
    Memory('memory64-grown', 1, is64=True, grown=1),
    Memory('bytes', 77, pageSize=1),
    Memory('bytes-grown', 77, pageSize=1, grown=5),
    Memory('bytes64', 77, is64=True, pageSize=1),
    Memory('shared', 1, shared=True, maximum=1),
]


class Script:
    def __init__(self, memory):
        self.memory = memory
        self.functions = {}   # name -> text
        self.assertions = []
        self.contents = {}    # address -> byte, where not zero
        self.changes = 0      # so that each store writes something else

    def function(self, name, text):
        self.functions.setdefault(name, text)

    def index(self, value):
        return f'({self.memory.addressType}.const {value})'

    def invoke(self, name, *arguments):
        return f'(invoke "{name}" {" ".join(arguments)})'

    def returns(self, invocation, *results):
        self.assertions.append(f'(assert_return {invocation} {" ".join(f"(i64.const {value})" for value in results)})')

    def traps(self, invocation, text=OUT_OF_BOUNDS):
        self.assertions.append(f'(assert_trap {invocation} "{text}")')

    def bytes(self, address, count):
        return bytes(self.contents.get(address + i, 0) for i in range(count))

    def text(self):
        memory = self.memory
        fields = ['  (memory 5)'] if memory.second else []
        fields.append('  ' + memory.field)
        if memory.grown:
            fields.append(f'  (func $grow (drop ({operatorOn(memory, "memory.grow")} {self.index(memory.grown)})))\n  (start $grow)')
        fields += [f'  (func (export "{name}") {text})' for name, text in self.functions.items()]
        return '\n'.join(['(module', *fields, ')', *self.assertions, ''])


def operatorOn(memory, text):
    return text + (' 1' if memory.second else '')


def patterned(script):
    """Puts known bytes at both ends of the memory, by stores that the script checks."""
    memory, size = script.memory, script.memory.size
    script.function('poke', f'(param {memory.addressType} i64) '
                            f'({operatorOn(memory, "i64.store8")} (local.get 0) (local.get 1))')
    places = sorted({*range(min(FILL, size)), *range(max(size - FILL, 0), size)})
    for place in places:
        script.contents[place] = (place * 37 + 129) % 255 + 1
        script.assertions.append(f'(assert_return {script.invoke("poke", script.index(place), f"(i64.const {script.contents[place]})")})')


def offsetsFor(memory, operator):
    """0; some that reach the last byte with a small index; some near the powers of two where sums could wrap."""
    offsets = [0, 1, memory.size - operator.bytes, memory.size, 2**31, 2**32 - 1]
    if memory.is64:
        offsets += [2**32, 2**63, 2**64 - operator.bytes, 2**64 - 1]
    return sorted({offset for offset in offsets if offset >= 0})


def indicesFor(memory, operator, offset):
    """For addresses around the end; for addresses that are good if the sum wraps, or if the index loses its upper half."""
    size, width, count = memory.size, operator.bytes, memory.addresses
    around = [0, size - width - 1, size - width, size - width + 1, size - 1, size, size + 1]
    indices = [address - offset for address in around if address >= offset]
    indices += [(address - offset) % count for address in (0, 8, max(size - width, 0))]
    indices += [count // 2, count - width, count - 1]
    if memory.is64:
        indices += [2**32, 2**32 + 8, 2**32 - 1, 2**48]
    return sorted({index for index in indices if 0 <= index < count})


def define(script, operator, offset):
    """A function that performs the access with operands and results as 64-bit words, and one that drops the results."""
    memory, name = script.memory, f'{operator.text}+{offset}'
    parameters = f'(param {memory.addressType} i64 i64)'
    immediate = f' offset={offset}' + (f' {operators.LANE}' if operator.lane else '')
    operands = ' '.join(operand(script, operator, number, kind) for number, kind in enumerate(operator.operands))
    access = f'({operatorOn(memory, operator.text)}{immediate} (local.get 0) {operands})'
    if not operator.results:
        script.function(name, f'{parameters} {access}')
        return name
    kind = operator.results[0]
    if kind == 'v128':
        script.function(name, f'{parameters} (result i64 i64) (local $v v128) (local.set $v {access}) '
                              '(i64x2.extract_lane 0 (local.get $v)) (i64x2.extract_lane 1 (local.get $v))')
    else:
        wide = {'i32': '(i64.extend_i32_u {})', 'i64': '{}', 'f32': '(i64.extend_i32_u (i32.reinterpret_f32 {}))',
                'f64': '(i64.reinterpret_f64 {})'}[kind]
        script.function(name, f'{parameters} (result i64) {wide.format(access)}')
    script.function(name + ' dropped', f'{parameters} (drop {access})')
    return name


def operand(script, operator, number, kind):
    if operator.isLoad and kind == 'v128':
        return '(v128.const i64x2 %d %d)' % operators.LANES
    word = f'(local.get {number + 1})'
    if kind == 'v128':
        return f'(i64x2.replace_lane 1 (i64x2.splat {word}) (i64.xor {word} (i64.const -1)))'
    return {'i32': f'(i32.wrap_i64 {word})', 'i64': word, 'f32': f'(f32.reinterpret_i32 (i32.wrap_i64 {word}))',
            'f64': f'(f64.reinterpret_i64 {word})'}[kind]


def access(script, operator, offset, index):
    memory, address = script.memory, index + offset
    name = define(script, operator, offset)
    script.changes += 1
    value, extra = VALUES[0] ^ script.changes << 8, VALUES[1] ^ script.changes << 16
    arguments = (script.index(index), f'(i64.const {value})', f'(i64.const {extra})')
    invocation = script.invoke(name, *arguments)
    trap = trapOf(memory, operator, address)
    if trap:
        script.traps(invocation, trap)
        if operator.results:
            script.traps(script.invoke(name + ' dropped', *arguments), trap)
        return
    after, results = operator.apply(script.bytes(address, operator.bytes), value & mask(operator), extra & mask(operator))
    script.returns(invocation, *results)
    for place, byte in enumerate(after, address):
        script.contents[place] = byte
    if not operator.isLoad:
        look(script, address - 8, operator.bytes + 16)


def mask(operator):
    kind = operator.operands[0] if operator.operands else 'i64'
    return 2**64 - 1 if kind == 'v128' else operators.bitMask(kind)


def trapOf(memory, operator, address):
    if operator.atomic and address % operator.bytes:
        return UNALIGNED
    return OUT_OF_BOUNDS if address + operator.bytes > memory.size else None


def look(script, begin, count):
    """Checks the bytes that lie in the memory, in words where whole ones do."""
    memory = script.memory
    script.function('look', f'(param {memory.addressType}) (result i64) '
                            f'({operatorOn(memory, "i64.load")} (local.get 0))')
    script.function('look8', f'(param {memory.addressType}) (result i64) '
                             f'({operatorOn(memory, "i64.load8_u")} (local.get 0))')
    at, end = max(begin, 0), min(begin + count, memory.size)
    while at < end:
        size = 8 if at + 8 <= end else 1
        name = 'look' if size == 8 else 'look8'
        script.returns(script.invoke(name, script.index(at)), int.from_bytes(script.bytes(at, size), 'little'))
        at += size


def unalignedOutside(memory, operator, address):
    """Which of two traps comes first is the implementation's choice (threads proposal: both are conditions of the same step)."""
    return operator.atomic and address % operator.bytes and address + operator.bytes > memory.size


def script(memory):
    result = Script(memory)
    patterned(result)
    for operator in operators.accesses():
        if operator.needsShared and not memory.shared:
            continue
        for offset in offsetsFor(memory, operator):
            for index in indicesFor(memory, operator, offset):
                if not unalignedOutside(memory, operator, index + offset):
                    access(result, operator, offset, index)
        look(result, result.memory.size - FILL, FILL)
    return result.text()
