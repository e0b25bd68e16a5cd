#!/usr/bin/env python3
"""Writes modules that are large in one respect each, up to the limits that engines agree on: `generate.py KIND FILE [SCALE]`.

Each computes a number from one that it finds in its memory, where the compiler does not look, and traps unless the number is what
the same computation has given here. SCALE, 1 or less, makes it so much smaller. Without arguments: the kinds.
"""

import random
import sys

from wasmWriter import *

SEED = 123456789
MASK = 0xFFFFFFFF
REGISTERS = 16
FUNCTION_BYTES = 5_000_000


def rotl(a, b):
    b &= 31
    return (a << b | a >> (32 - b)) & MASK


# Of two registers, the first of which may be scaled by a constant before: none of these loses what the registers hold, as products do.
OPERATORS = [(b'', ADD, lambda a, b: a + b & MASK), (b'', SUB, lambda a, b: a - b & MASK), (b'', XOR, lambda a, b: a ^ b),
             (b'', ROTL, rotl), (const(37) + MUL, ADD, lambda a, b: a * 37 + b & MASK)]
TYPES = [signature([], []), signature([I32], [I32])]


def program(functions, expected, pages=1, table=(), data=(), types=()):
    """A module whose function 1, of type 1, is to return `expected` for SEED; `types` come behind the two, `functions` begin with it."""
    check = const(0) + load() + call(1) + const(expected) + NE + IF + UNREACHABLE + END
    return module([*TYPES, *types], [(0, body(check)), *functions], 0, pages, table, [(0, SEED.to_bytes(4, 'little')), *data])


class Registers:
    """Locals from 0, the first of which is the parameter, and what they hold: code and its effect side by side."""

    def __init__(self, choose):
        self.choose, self.values = choose, [0] * REGISTERS
        self.code = []
        self.values[0] = SEED
        for i in range(1, REGISTERS):
            self.code.append(get(i - 1) + const(0x9E3779B9) + MUL + const(i) + ADD + put(i))
            self.values[i] = self.values[i - 1] * 0x9E3779B9 + i & MASK

    def step(self):
        """One operation on registers chosen at random: its code, and what does it to `values`."""
        (a, b), to = self.choose.sample(range(REGISTERS), 2), self.choose.randrange(REGISTERS)
        scale, operator, compute = self.choose.choice(OPERATORS)

        def apply(values):
            values[to] = compute(values[a], values[b])
        return get(a) + scale + get(b) + operator + put(to), apply

    def sum(self):
        """The code that ends a function with the exclusive or of all, and that number."""
        total = 0
        for value in self.values:
            total ^= value
        return get(0) + b''.join(get(i) + XOR for i in range(1, REGISTERS)), total


def straight(choose, scale):
    """One function of operations without a branch."""
    registers = Registers(choose)
    for _ in range(int(FUNCTION_BYTES * scale) // 8):
        code, apply = registers.step()
        registers.code.append(code)
        apply(registers.values)
    end, expected = registers.sum()
    return program([(1, body(b''.join(registers.code) + end, REGISTERS - 1))], expected)


def blocks(choose, scale):
    """One function with an `if` every 16 bytes, all in one loop of two rounds."""
    registers, rounds = Registers(choose), REGISTERS
    steps = []
    for _ in range(int(FUNCTION_BYTES * scale) // 16):
        register, bit = choose.randrange(REGISTERS), 1 << choose.randrange(6)
        code, apply = registers.step()
        registers_ = get(register) + const(bit) + AND + IF + code + END
        steps.append((registers_, register, bit, apply))
    for _ in range(2):
        for _, register, bit, apply in steps:
            if registers.values[register] & bit:
                apply(registers.values)
    again = get(rounds) + const(1) + ADD + tee(rounds) + const(2) + LT_U + brIf(0) + END
    end, expected = registers.sum()
    code = b''.join(registers.code) + LOOP + b''.join(step[0] for step in steps) + again + end
    return program([(1, body(code, REGISTERS))], expected)


def calls(choose, scale):
    """One function that calls small ones at half a million places."""
    registers, callees = Registers(choose), []
    for i in range(64):
        factor, turn = choose.getrandbits(31) | 1, choose.randrange(1, 31)
        callees.append((body(get(0) + const(factor) + MUL + const(turn) + ROTL),
                        lambda x, factor=factor, turn=turn: rotl(x * factor & MASK, turn)))
    for _ in range(int(FUNCTION_BYTES * scale) // 9):
        callee, a, b, to = choose.randrange(64), *(choose.randrange(REGISTERS) for _ in range(3))
        registers.code.append(get(a) + call(2 + callee) + get(b) + ADD + put(to))
        registers.values[to] = callees[callee][1](registers.values[a]) + registers.values[b] & MASK
    end, expected = registers.sum()
    caller = (1, body(b''.join(registers.code) + end, REGISTERS - 1))
    return program([caller, *((1, code) for code, _ in callees)], expected)


def accesses(choose, scale):
    """One function of loads and stores, at addresses that only running it tells."""
    registers, memory, at = Registers(choose), bytearray(1 << 17), REGISTERS
    memory[0:4] = SEED.to_bytes(4, 'little')
    for _ in range(int(FUNCTION_BYTES * scale) // 27):
        a, b, to = (choose.randrange(REGISTERS) for _ in range(3))
        source, target = choose.randrange(0xF000), choose.randrange(0xF000)
        registers.code.append(get(a) + const(0xFFFF) + AND + tee(at) + get(at) + load(source) + get(b) + ADD + tee(to) + store(target))
        address = registers.values[a] & 0xFFFF
        found = int.from_bytes(memory[address + source:address + source + 4], 'little')
        registers.values[to] = found + registers.values[b] & MASK
        memory[address + target:address + target + 4] = registers.values[to].to_bytes(4, 'little')
    end, expected = registers.sum()
    return program([(1, body(b''.join(registers.code) + end, REGISTERS))], expected, pages=2)


def interpreter(choose, scale):
    """One function that is a loop around a switch over thousands of cases."""
    registers, counter, steps = Registers(choose), REGISTERS, 160
    cases = max(2, int(FUNCTION_BYTES * scale) // (steps * 8))
    bodies = []
    for _ in range(cases):
        pairs = [registers.step() for _ in range(steps)]
        bodies.append((b''.join(code for code, _ in pairs), [apply for _, apply in pairs]))
    words = [choose.randrange(cases) for _ in range(2000)]
    for word in words:
        for apply in bodies[word][1]:
            apply(registers.values)
    fetch = get(counter) + load16(1024) + get(counter) + const(2) + ADD + put(counter) + brTable(range(cases), cases + 1)
    code = [*registers.code, BLOCK, LOOP, BLOCK * cases, fetch]
    code += [END + each + br(cases - 1 - i) for i, (each, _) in enumerate(bodies)]
    end, expected = registers.sum()
    words = b''.join(word.to_bytes(2, 'little') for word in [*words, cases])
    return program([(1, body(b''.join(code) + END + END + end, REGISTERS))], expected, data=[(1024, words)])


def locals_(choose, scale):
    """50,000 locals, all live through a loop of thousands of blocks that change some."""
    count, branches = max(8, int(50_000 * scale) - 2), int(20_000 * scale)
    rounds, values = count, [SEED]
    code = []
    for i in range(1, count):
        code.append(get(i - 1) + const(0x01000193) + MUL + const(i) + XOR + put(i))
        values.append(values[-1] * 0x01000193 & MASK ^ i)
    code.append(LOOP)
    steps = [[choose.randrange(count) for _ in range(3)] for _ in range(branches)]
    code += [get(a) + const(1) + AND + IF + get(b) + get(a) + ADD + get(c) + XOR + put(b) + END for a, b, c in steps]
    for _ in range(3):
        for a, b, c in steps:
            if values[a] & 1:
                values[b] = values[b] + values[a] & MASK ^ values[c]
    code.append(get(rounds) + const(1) + ADD + tee(rounds) + const(3) + LT_U + brIf(0) + END + get(0))
    code += [get(i) + ADD for i in range(1, count)]
    return program([(1, body(b''.join(code), count))], sum(values) & MASK)


def branchTable(choose, scale):
    """A br_table of a million entries for 16 labels, far away from each other, one of which is met by index."""
    count, labels, steps, x, at = int(1_000_000 * scale), 16, 3000, 0, 1
    table = [choose.randrange(labels) for _ in range(count)]
    cases, expected = [], SEED
    code = [LOOP, BLOCK * (labels + 1), get(x), const(0x7FFF_FFFF), AND, const(count + 1), b'\x70', brTable(table, labels), END]
    for i in range(labels):
        pairs = [(choose.getrandbits(31) | 1, choose.getrandbits(31)) for _ in range(steps // 8)]
        cases.append(pairs)
        code.append(b''.join(get(x) + const(factor) + MUL + const(sum) + XOR + put(x) for factor, sum in pairs) + br(labels - 1 - i) + END)
    for _ in range(50):
        index = (expected & 0x7FFF_FFFF) % (count + 1)
        for factor, sum in cases[table[index]] if index < count else []:
            expected = expected * factor & MASK ^ sum
        expected = expected + 0x9E3779B9 & MASK
    code.append(get(x) + const(0x9E3779B9) + ADD + put(x) + get(at) + const(1) + ADD + tee(at) + const(50) + LT_U + brIf(0) + END + get(x))
    return program([(1, body(b''.join(code), 1))], expected)


def overAll(count, each):
    """A function's code: x = each(x, i) for all i below count; `each` is code with x on the stack that may take i from local 1."""
    return LOOP + get(0) + each + put(0) + get(1) + const(1) + ADD + tee(1) + const(count) + LT_U + brIf(0) + END + get(0)


def functions(choose, scale):
    """100,000 tiny functions, all in a table, some of which call the one before."""
    count, first = int(100_000 * scale), 2
    made, expected = [], SEED
    meaning = []
    for i in range(count):
        factor, callsLast = choose.getrandbits(31) | 1, i % 4 == 1
        made.append((1, body(get(0) + const(factor) + MUL + (call(first + i - 1) if callsLast else b''))))
        meaning.append((factor, callsLast))
    for i, (factor, callsLast) in enumerate(meaning):
        expected = expected * factor & MASK
        if callsLast:
            expected = expected * meaning[i - 1][0] & MASK
    all_ = (1, body(overAll(count, get(1) + callIndirect(1)), 1))
    return program([all_, *made], expected, table=[first + i for i in range(count)])


def nestedBlocks(levels):
    """Blocks in each other, left by a br_table that names all; behind each, one step."""
    code = BLOCK * levels + get(0) + const(0x7FFF_FFFF) + AND + const(levels) + b'\x70' + brTable(range(levels), levels - 1)
    leave = (SEED & 0x7FFF_FFFF) % levels
    value = SEED
    for _ in range(leave, levels):
        value = value * 5 + 1 & MASK
    return code + (END + get(0) + const(5) + MUL + const(1) + ADD + put(0)) * levels + get(0), value


def nestedIfs(levels, value):
    """Ifs in each other, each behind one step and before another."""
    code = (get(0) + const(3) + MUL + const(1) + ADD + tee(0) + const(0x7FFFF) + AND + IF) * levels
    depth = 0
    while depth < levels:
        value = value * 3 + 1 & MASK
        if not value & 0x7FFFF:
            break
        depth += 1
    for _ in range(depth):
        value = (value ^ 0x55) * 5 & MASK
    return code + (get(0) + const(0x55) + XOR + const(5) + MUL + put(0) + END) * levels + get(0), value


def nestedLoops(levels, value):
    """Loops in each other; at the end of each, another round if the number at hand says so, of which there are 20 in all."""
    budget, left = 1, 20
    code = const(left) + put(budget) + (LOOP + get(0) + const(3) + MUL + const(1) + ADD + put(0)) * levels
    code += (get(0) + const(5) + MUL + const(7) + XOR + tee(0) + const(63) + AND + b'\x45' + get(budget) + const(0) + NE + AND +
             IF + get(budget) + const(1) + SUB + put(budget) + br(1) + END + END) * levels
    inside, level = True, 0
    while level >= 0:
        if inside:
            value = value * 3 + 1 & MASK
            level += 1
            inside = level < levels
            level -= not inside
            continue
        value = value * 5 & MASK ^ 7
        if value & 63 == 0 and left:
            left -= 1
            inside = True
        else:
            level -= 1
    return code + get(0), value


def nesting(choose, scale):
    """10,000 blocks, ifs and loops within each other."""
    levels = int(10_000 * scale)
    blocksCode, value = nestedBlocks(levels)
    ifsCode, value = nestedIfs(levels, value)
    loopsCode, value = nestedLoops(levels, value)
    made = [(1, body(get(0) + call(2) + call(3) + call(4)))]
    made += [(1, body(blocksCode)), (1, body(ifsCode)), (1, body(loopsCode, 1))]
    return program(made, value)


def elements(choose, scale):
    """100,000 table elements of thousands of types, each of which is called."""
    count, kinds = int(100_000 * scale), max(2, int(5_000 * scale))
    types, made, expected = [], [], SEED
    for i in range(kinds):
        parameters = [[I32, I64, F32, F64][i >> shift & 3] for shift in range(0, 14, 2)]
        types.append(signature([I32, *parameters], [I32]))
        zeros = b''.join({I32: const(0), I64: b'\x42\0', F32: b'\x43\0\0\0\0', F64: b'\x44' + bytes(8)}[each] for each in parameters)
        made.append((2 + i, body(get(0) + const(i) + XOR + const(0x01000193) + MUL)))
        made.append((1, body(get(0) + zeros + const(choose.randrange(count // kinds) * kinds + i) + callIndirect(2 + i))))
        expected = (expected ^ i) * 0x01000193 & MASK
    caller = (1, body(get(0) + b''.join(call(3 + 2 * i) for i in range(kinds))))
    return program([caller, *made], expected, table=[2 + 2 * (i % kinds) for i in range(count)], types=types)


def data(choose, scale):
    """8 MB of data in one segment, and 50,000 small segments."""
    size, count = int(8_000_000 * scale), int(50_000 * scale)
    large = choose.randbytes(size)
    small = [(size + 4096 + 16 * i, choose.randbytes(8)) for i in range(count)]
    end = size + 4096 + 16 * count
    expected = SEED
    memory = bytearray(end)
    memory[0:4] = SEED.to_bytes(4, 'little')
    for address, contents in [(4, large), *small]:
        memory[address:address + len(contents)] = contents
    expected = SEED + sum(memory) & MASK
    code = overAll(end, get(1) + load8() + ADD)
    return program([(1, body(code, 1))], expected, pages=(end >> 16) + 1, data=[(4, large), *small])


KINDS = {'straight': straight, 'blocks': blocks, 'calls': calls, 'accesses': accesses, 'interpreter': interpreter,
         'locals': locals_, 'branch-table': branchTable, 'functions': functions, 'nesting': nesting, 'elements': elements, 'data': data}


def main(arguments):
    if not arguments:
        print('\n'.join(KINDS))
        return
    kind, path, *scale = arguments
    made = KINDS[kind](random.Random(kind), float(scale[0]) if scale else 1)
    with open(path, 'wb') as file:
        file.write(made)


if __name__ == '__main__':
    main(sys.argv[1:])
