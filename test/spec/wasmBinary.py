"""As much of the binary format as a driver of someone else's module needs: what it imports and exports."""

import dataclasses

FUNC, TABLE, MEMORY, GLOBAL, TAG = range(5)
EXTERNREF = 0x6F
TYPE_NAMES = {0x7F: 'i32', 0x7E: 'i64', 0x7D: 'f32', 0x7C: 'f64', 0x7B: 'v128', 0x70: 'funcref', EXTERNREF: 'externref'}
CONST_EXPR_BYTES = {0x43: 4, 0x44: 8}                # f32.const, f64.const
CONST_EXPR_LEB = {0x41, 0x42, 0x23, 0xD0, 0xD2}      # i32.const, i64.const, global.get, ref.null, ref.func
END = 0x0B


@dataclasses.dataclass(frozen=True)
class GlobalType:
    type: int
    mutable: bool

    @property
    def text(self):
        name = TYPE_NAMES[self.type]
        return f'(mut {name})' if self.mutable else name


@dataclasses.dataclass(frozen=True)
class Import:
    module: str
    name: str
    kind: int
    size: int   # the least that it asks for, of a table or memory


@dataclasses.dataclass
class Contents:
    imports: list = dataclasses.field(default_factory=list)
    exports: dict = dataclasses.field(default_factory=dict)   # name -> (kind, index)
    tables: list = dataclasses.field(default_factory=list)    # (element type, least size), imported ones first
    globals: list = dataclasses.field(default_factory=list)   # GlobalTypes, imported ones first
    memories: list = dataclasses.field(default_factory=list)  # least sizes, imported ones first
    plainMemories: int = 0                                    # defined ones of 32-bit indices and pages of 64 KiB

    def canStoreExternref(self):
        return any(element == EXTERNREF for element, _ in self.tables) or any(
            one.type == EXTERNREF and one.mutable for one in self.globals)

    def importsState(self, name):
        """Whether it imports a memory, table or global from the module of that name."""
        return any(one.module == name and one.kind in (MEMORY, TABLE, GLOBAL) for one in self.imports)

    def definesMemory(self):
        return self.plainMemories > 0

    def exportedSize(self, name):
        """The least size of an exported table or memory; None if there is no such export."""
        kind, index = self.exports.get(name, (None, None))
        return self.tables[index][1] if kind == TABLE else self.memories[index] if kind == MEMORY else None


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self):
        """Unsigned LEB128; also skips a signed one."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value

    def name(self):
        size = self.number()
        self.at += size
        return self.data[self.at - size:self.at]

    def limits(self):
        """The lower one."""
        hasMaximum, least = self.byte() & 1, self.number()
        if hasMaximum:
            self.number()
        return least

    def tableType(self):
        return self.byte(), self.limits()

    def globalType(self):
        return GlobalType(self.byte(), self.byte() == 1)

    def constExpr(self):
        while (opcode := self.byte()) != END:
            if opcode in CONST_EXPR_LEB:
                self.number()
            self.at += CONST_EXPR_BYTES.get(opcode, 0)


def sections(data):
    """(id, start of the section, start of its contents, end)"""
    reader = Reader(data)
    reader.at = 8
    while reader.at < len(data):
        start = reader.at
        kind, size = reader.byte(), reader.number()
        yield kind, start, reader.at, reader.at + size
        reader.at += size


def read(data):
    contents = Contents()
    readers = {2: readImport, 4: readTable, 5: readMemory, 6: readGlobal, 7: readExport}
    for kind, _, start, end in sections(data):
        if kind in readers:
            reader = Reader(data[start:end])
            for _ in range(reader.number()):
                if kind == 5:
                    contents.plainMemories += reader.data[reader.at] <= 1
                readers[kind](reader, contents)
    return contents


def readImport(reader, contents):
    module, name, kind, size = reader.name().decode('utf-8'), reader.name().decode('utf-8'), reader.byte(), 0
    if kind == FUNC:
        reader.number()
    elif kind == TABLE:
        readTable(reader, contents)
        size = contents.tables[-1][1]
    elif kind == MEMORY:
        readMemory(reader, contents)
        size = contents.memories[-1]
    elif kind == GLOBAL:
        contents.globals.append(reader.globalType())
    elif kind == TAG:
        reader.at += 1
        reader.number()
    else:
        raise ValueError(f'import of kind {kind}')
    contents.imports.append(Import(module, name, kind, size))


def readTable(reader, contents):
    contents.tables.append(reader.tableType())


def readMemory(reader, contents):
    contents.memories.append(reader.limits())


def readGlobal(reader, contents):
    contents.globals.append(reader.globalType())
    reader.constExpr()


def readExport(reader, contents):
    name = reader.name().decode('utf-8')
    contents.exports[name] = (reader.byte(), reader.number())


def withExport(data, name, kind, index):
    """The module with one more export."""
    added = leb(len(name)) + name.encode('ascii') + bytes([kind]) + leb(index)
    place = None
    for section, start, contents, end in sections(data):
        if section == 7:
            reader = Reader(data[contents:end])
            count = reader.number()
            body = leb(count + 1) + data[contents + reader.at:end] + added
            return data[:start] + b'\x07' + leb(len(body)) + body + data[end:]
        if 0 < section < 7:
            place = end
    body = leb(1) + added
    return data[:place] + b'\x07' + leb(len(body)) + body + data[place:]


def leb(value):
    result = bytearray()
    while value > 0x7F:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)
