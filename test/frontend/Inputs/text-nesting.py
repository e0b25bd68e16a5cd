"""Writes a text module whose nesting is a million deep, in the way that the argument names."""
import sys

DEPTH = 1_000_000
BODIES = {
    "folded-blocks": "(block " * DEPTH + ")" * DEPTH,
    "folded-ifs": "(if (i32.const 1) (then " * DEPTH + "))" * DEPTH,
    "folded-operands": "(drop " + "(i32.eqz " * DEPTH + "(i32.const 1)" + ")" * DEPTH + ")",
    "blocks": "block $l br $l " * DEPTH + "end " * DEPTH,
    "comments": "(;" * DEPTH + ";)" * DEPTH,
    "annotations": "(@a " + "(" * DEPTH + ")" * DEPTH + ")",
}
sys.stdout.write(f"(module (func {BODIES[sys.argv[1]]}))")
