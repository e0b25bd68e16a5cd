"""Writes a driver: a module in text whose start function performs assertions, in order, on other modules' exports.

Each assertion is a function of its own, named after its line so that a backtrace tells it, and called through a table so that the
optimiser does not make one enormous function of them. A trapping assertion is performed only in the run that is for it.
"""

import dataclasses

BITS = {'i32': 32, 'i64': 64, 'f32': 32, 'f64': 64}
REFERENCES = {'funcref': 'func', 'externref': 'extern'}
NAN = {'f32': (0x7FC00000, 0x7FFFFFFF), 'f64': (0x7FF8000000000000, 0x7FFFFFFFFFFFFFFF)}  # canonical NaN, all but the sign


@dataclasses.dataclass(frozen=True)
class Check:
    line: int
    module: str          # import name
    field: str
    globalType: str      # of a `get`, else ''
    arguments: tuple     # (type, value) as wast2json writes them
    results: tuple
    compare: bool        # False: only performed
    trap: int = 0        # the number of a trapping assertion, 0 for others


class Driver:
    def __init__(self, opaque):
        """opaque: operands are loaded from memory, so that the optimiser cannot compute results itself."""
        self.opaque = opaque
        self.imports = {}
        self.functions, self.names = [], []
        self.data = bytearray()

    def add(self, check):
        callee = self.importOf(check)
        body = [self.value(*argument) for argument in check.arguments]
        body.append(f'global.get {callee}' if check.globalType else f'call {callee}')
        if check.compare:
            body += [f'local.set $r{i}' for i in reversed(range(len(check.results)))]
            body += [self.comparison(check.line, i, *result) for i, result in enumerate(check.results)]
        else:
            body += ['drop'] * len(check.results)
        if check.trap:
            body = [f'(if (i32.eq (call $selected) (i32.const {check.trap})) (then', *body, '))']
        locals_ = ''.join(f' (local $r{i} {kind})' for i, (kind, _) in enumerate(check.results)) if check.compare else ''
        name = f'$line{check.line}'
        if name in self.names:
            name += f'.{len(self.names)}'  # a further assertion in the same line
        self.names.append(name)
        self.functions.append(f'  (func {name}{locals_}\n    ' + '\n    '.join(body) + ')')

    def importOf(self, check):
        if check.globalType:
            kind = check.globalType
        else:
            types = lambda values: ' '.join(kind for kind, _ in values)
            kind = f'(param {types(check.arguments)}) (result {types(check.results)})'
        key = (quote(check.module), quote(check.field), 'global' if check.globalType else 'func', kind)
        return self.imports.setdefault(key, f'$i{len(self.imports)}')

    def value(self, kind, value):
        if kind in REFERENCES:
            return f'ref.null {REFERENCES[kind]}'
        integer = f'i{BITS[kind]}'
        if not self.opaque:
            return f'({integer}.const {value})' + (f' {kind}.reinterpret_{integer}' if kind != integer else '')
        place = len(self.data)
        self.data += int(value).to_bytes(8, 'little')
        return f'({kind}.load (i32.const {place}))'

    @staticmethod
    def comparison(line, index, kind, value):
        result = f'(local.get $r{index})'
        if kind in REFERENCES:
            found = f'(ref.is_null {result})'
            different = f'(i32.eqz {found})' if value == 'null' else found
            wide = f'(i64.extend_i32_u {found})'
        else:
            integer = f'i{BITS[kind]}'
            bits = result if kind == integer else f'({integer}.reinterpret_{kind} {result})'
            wide = bits if integer == 'i64' else f'(i64.extend_i32_u {bits})'
            different = differs(integer, kind, bits, value)
        return f'(if {different} (then (call $mismatch (i32.const {line}) (i32.const {index}) {wide})))'

    def text(self):
        imports = [
            f'  (import {module} {field} ({kind} {name} {type_}))' for (module, field, kind, type_), name in self.imports.items()
        ]
        return '\n'.join([
            '(module',
            '  (import "report" "selected" (func $selected (result i32)))',
            '  (import "report" "mismatch" (func $mismatch (param i32 i32 i64)))',
            *imports,
            f'  (memory {len(self.data) // 65536 + 1})',
            f'  (data (i32.const 0) {quoteBytes(self.data)})',
            '  (type $assertion (func))',
            f'  (table funcref (elem {" ".join(self.names)}))',
            '  (func $main (local $i i32)',
            '    (loop $next',
            '      (call_indirect (type $assertion) (local.get $i))',
            '      (local.set $i (i32.add (local.get $i) (i32.const 1)))',
            f'      (br_if $next (i32.ne (local.get $i) (i32.const {len(self.functions)})))))',
            '  (start $main)',
            *self.functions,
            ')\n',
        ])


def differs(integer, kind, bits, value):
    if value in ('nan:canonical', 'nan:arithmetic'):
        canonical, allButSign = NAN[kind]
        mask = allButSign if value == 'nan:canonical' else canonical  # arithmetic: any bits below the quiet bit
        bits, value = f'({integer}.and {bits} ({integer}.const {mask}))', canonical
    return f'({integer}.ne {bits} ({integer}.const {value}))'


def quote(name):
    return quoteBytes(name.encode('utf-8'))


def quoteBytes(data):
    return '"' + ''.join(f'\\{byte:02x}' for byte in data) + '"'
