"""Writes a driver: a module in text whose start function performs assertions, in order, on other modules' exports.

A few assertions at a time are a function, named after their lines so that a backtrace tells them, and called through a table so
that the optimiser does not make one enormous function of all. A trapping assertion is performed only in the run that is for it.
"""

import dataclasses

BITS = {'i32': 32, 'i64': 64, 'f32': 32, 'f64': 64}
REFERENCES = {'funcref': 'func', 'externref': 'extern'}
CHECKS_PER_FUNCTION = 10
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
        """opaque: operands are loaded from memory, so that the optimiser cannot compute results itself. Signalling NaNs and what
        goes with them always are: LLVM drops `x * y` where inlining shows that y is 1, and does not make x quiet."""
        self.opaque = opaque
        self.imports = {}
        self.functions = {}  # name -> text
        self.data = bytearray()
        self.open = []       # checks of the next function

    def add(self, check):
        if check.trap or len(self.open) == CHECKS_PER_FUNCTION:
            self.endFunction()
        self.open.append(check)
        if check.trap:
            self.endFunction()

    def endFunction(self):
        if not self.open:
            return
        name = f'$line{self.open[0].line}' + (f'-{self.open[-1].line}' if len(self.open) > 1 else '')
        if name in self.functions:
            name += f'.{len(self.functions)}'  # further assertions in the same line
        locals_ = sorted({local(i, kind) + ' ' + kind for one in self.open for i, (kind, _) in enumerate(one.results)})
        lines = [f'  (func {name}', *(f'    (local {one})' for one in locals_)]
        for check in self.open:
            lines += ['    ' + line for line in self.body(check)]
        self.functions[name] = '\n'.join(lines) + ')'
        self.open = []

    def body(self, check):
        callee = self.importOf(check)
        opaque = self.opaque or any(isSignalling(*argument) for argument in check.arguments)
        body = [self.value(*argument, opaque) for argument in check.arguments]
        body.append(f'global.get {callee}' if check.globalType else f'call {callee}')
        if check.compare:
            body += [f'local.set {local(i, kind)}' for i, (kind, _) in reversed(list(enumerate(check.results)))]
            body += [self.comparison(check.line, i, *result) for i, result in enumerate(check.results)]
        else:
            body += ['drop'] * len(check.results)
        if check.trap:
            body = [f'(if (i32.eq (call $selected) (i32.const {check.trap})) (then', *body, '))']
        return body

    def importOf(self, check):
        if check.globalType:
            kind = check.globalType
        else:
            types = lambda values: ' '.join(kind for kind, _ in values)
            kind = f'(param {types(check.arguments)}) (result {types(check.results)})'
        key = (quote(check.module), quote(check.field), 'global' if check.globalType else 'func', kind)
        return self.imports.setdefault(key, f'$i{len(self.imports)}')

    def value(self, kind, value, opaque):
        if kind in REFERENCES:
            return f'ref.null {REFERENCES[kind]}'
        integer = f'i{BITS[kind]}'
        if not opaque:
            return f'({integer}.const {value})' + (f' {kind}.reinterpret_{integer}' if kind != integer else '')
        place = len(self.data)
        self.data += int(value).to_bytes(8, 'little')
        return f'({kind}.load (i32.const {place}))'

    @staticmethod
    def comparison(line, index, kind, value):
        result = f'(local.get {local(index, kind)})'
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
        self.endFunction()
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
            f'  (table funcref (elem {" ".join(self.functions)}))',
            '  (func $main (local $i i32)',
            '    (loop $next',
            '      (call_indirect (type $assertion) (local.get $i))',
            '      (local.set $i (i32.add (local.get $i) (i32.const 1)))',
            f'      (br_if $next (i32.ne (local.get $i) (i32.const {len(self.functions)})))))',
            '  (start $main)',
            *self.functions.values(),
            ')\n',
        ])


def isSignalling(kind, value):
    if kind not in NAN:
        return False
    quiet, allButSign = NAN[kind]
    infinity = quiet & quiet << 1
    bits = int(value) & allButSign
    return bits > infinity and bits & quiet != quiet


def local(index, kind):
    """Holds a result of that type, of one check after the other."""
    return f'${kind}.{index}'


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
