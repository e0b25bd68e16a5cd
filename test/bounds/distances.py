"""The script `distances`: pairs of accesses whose addresses are at a known distance (codegen/passes/GuestAliasAnalysis.h): apart,
overlapping, the same, and the same only because an index wraps.

Each function loads, stores elsewhere, and loads again: an optimiser that takes the two places for apart answers with the old bytes.
"""

import itertools

BYTES = 65536
WORD = 2**32
# A store and a load: Wasm operators and widths in bytes.
STORES = (('i32.store8', 1), ('i32.store', 4), ('i64.store', 8))
LOADS = (('i64.load8_u', 1), ('i64.load32_u', 4), ('i64.load', 8))
STORED = 0xa5a5a5a5a5a5a5a5
# What is added to the index, and the accesses' offsets: (summand of the store, its offset, summand of the load, its offset).
PLACES = tuple((add, offset, 0, base) for add in (0, 1, 3, 4, 7, 8, -1, -4, -8, -9) for offset, base in ((0, 0), (8, 8), (0, 8), (8, 0))) + (
    # Indices that wrap: x + 2^32 - k is below x, or far above it where x is below k.
    (-16, 16, 0, 0), (-16, 20, 0, 0), (-16, 8, 0, 0), (2**31, 0, -2**31, 0), (2**31, 4, -2**31, 0), (-2, 0, 2, 0), (-4, 8, 4, 0),
    (-8, 16, -16, 24), (-8, 16, -16, 32), (-8, 8, 8, 0))
INDICES = (0, 1, 4, 8, 15, 16, 17, 24, 100, 2**31, 2**31 + 8)
ROUNDS = 40


def constant(number):
    return number - WORD if number >= 2**31 else number


class Memory:
    def __init__(self):
        self.bytes = bytearray((7 * i + 1) % 256 for i in range(256)) + bytearray(BYTES - 256)

    def access(self, index, summand, offset, width):
        """The address, or None if it traps."""
        address = (index + summand) % WORD + offset
        return address if address + width <= BYTES else None

    def load(self, address, width):
        return int.from_bytes(self.bytes[address:address + width], 'little')

    def store(self, address, width):
        self.bytes[address:address + width] = (STORED % 256**width).to_bytes(width, 'little')


def address(summand):
    return f'(i32.add (local.get $i) (i32.const {constant(summand)}))' if summand else '(local.get $i)'


def store(operator, width, place, offset):
    value = f'(i64.const {STORED})' if operator.startswith('i64') else f'(i32.const {STORED % 256**width})'
    return f'({operator} offset={offset} {place} {value})'


def function(name, storeOperator, loadOperator, places):
    storeAdd, storeOffset, loadAdd, loadOffset = places
    load = f'({loadOperator[0]} offset={loadOffset} {address(loadAdd)})'
    return f'''  (func (export "{name}") (param $i i32) (result i64) (local $before i64)
    (local.set $before {load})
    {store(*storeOperator, address(storeAdd), storeOffset)}
    (i64.add (i64.mul (local.get $before) (i64.const 3)) {load}))'''


def model(index, storeOperator, loadOperator, places):
    storeAdd, storeOffset, loadAdd, loadOffset = places
    memory = Memory()
    loaded = memory.access(index, loadAdd, loadOffset, loadOperator[1])
    stored = memory.access(index, storeAdd, storeOffset, storeOperator[1])
    if loaded is None or stored is None:
        return None
    before = memory.load(loaded, loadOperator[1])
    memory.store(stored, storeOperator[1])
    return (before * 3 + memory.load(loaded, loadOperator[1])) % 2**64


def roundsFunction(name, step, distance):
    """A store at the index and a load beside it, whose place is the store's of another round."""
    return f'''  (func (export "{name}") (param $i i32) (result i64) (local $n i32) (local $sum i64)
    (loop $again
      (i32.store offset=1024 (local.get $i) (local.get $n))
      (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (i32.load offset={1024 + distance} (local.get $i)))))
      (local.set $i (i32.add (local.get $i) (i32.const {step})))
      (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const {ROUNDS}))))
    (local.get $sum))'''


def roundsModel(index, step, distance):
    memory, total = Memory(), 0
    for n in range(ROUNDS):
        memory.bytes[1024 + index:1028 + index] = n.to_bytes(4, 'little')
        total += memory.load(1024 + index + distance, 4)
        index += step
    return total


def constantFunction(name, storeOperator, loadOperator, distance):
    """Both addresses are constants, 128 the one of the load."""
    load = f'({loadOperator[0]} (i32.const 128))'
    return f'''  (func (export "{name}") (param $i i32) (result i64) (local $before i64)
    (local.set $before {load})
    {store(*storeOperator, '(i32.const 0)', 128 + distance)}
    (i64.add (i64.mul (local.get $before) (i64.const 3)) {load}))'''


def cases():
    """(name, text of the function, [(index, result or None)])."""
    pairs = tuple(itertools.product(STORES, LOADS))
    for number, (places, (storeOperator, loadOperator)) in enumerate(itertools.product(PLACES, pairs)):
        results = [(index, model(index, storeOperator, loadOperator, places)) for index in INDICES]
        yield f'pair-{number}', function(f'pair-{number}', storeOperator, loadOperator, places), results
    for step, distance in itertools.product((-8, -4, -1, 1, 4, 8), (-64, -32, -16, -12, -8, -5, -4, -3, 0, 3, 4, 5, 8, 12, 16, 32, 64)):
        name = f'rounds-{step}-{distance}'
        yield name, roundsFunction(name, step, distance), [(index, roundsModel(index, step, distance)) for index in (400, 401, 460)]
    for number, (distance, (storeOperator, loadOperator)) in enumerate(itertools.product(range(-9, 10), pairs)):
        name = f'constant-{number}'
        yield (name, constantFunction(name, storeOperator, loadOperator, distance),
               [(0, model(0, storeOperator, loadOperator, (0, 128 + distance, 0, 128)))])


def script():
    data = ''.join(f'\\{byte:02x}' for byte in Memory().bytes[:256])
    functions, assertions = [], []
    for name, text, results in cases():
        functions.append(text)
        for index, result in results:
            invoke = f'(invoke "{name}" (i32.const {constant(index)}))'
            # The memory is as at the beginning for each of them.
            assertions.append('(assert_return (invoke "reset"))')
            assertions.append(f'(assert_return {invoke} (i64.const {result}))' if result is not None else
                              f'(assert_trap {invoke} "out of bounds memory access")')
    reset = '''  (func (export "reset") (memory.fill (i32.const 256) (i32.const 0) (i32.const 65280))
    (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 256)))'''
    return '\n'.join(['(module', '  (memory 1 1)', f'  (data "{data}")', reset, *functions, ')', *assertions, ''])
