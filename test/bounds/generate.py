#!/usr/bin/env python3
"""Writes the generated scripts: `generate.py` lists their names, `generate.py NAME` prints one."""

import sys

import accesses
import apart
import bulk
import calls
import chains
import clamped
import distances
import few
import folded
import hoisted
import indices
import kept
import limited
import products
import rerolled
import selects
import sums
import widened


def scripts():
    """Name -> function that makes the text."""
    result = {f'access-{memory.name}': (lambda memory=memory: accesses.script(memory)) for memory in accesses.MEMORIES}
    result['index'] = indices.script
    result['kept-loads'] = kept.script
    result.update({f'kept-chains{name}': (lambda name=name: chains.script(name)) for name in chains.SEEDS})
    result['rerolled'] = rerolled.script
    result['apart'] = apart.script
    result.update({'products': products.script, 'clamped': clamped.script, 'selects': selects.script})
    result.update({'sums': sums.script, 'distances': distances.script})
    result.update({'calls': lambda: calls.script(False), 'calls-tail': lambda: calls.script(True)})
    result.update({'calls-few': lambda: few.script(False), 'calls-few-apart': lambda: few.script(True)})
    result.update({f'widened{name}': (lambda name=name: widened.script(name)) for name in widened.MEMORIES})
    result.update({f'folded{name}': (lambda name=name: folded.script(name)) for name in folded.MEMORIES})
    result.update({f'hoisted{name}': (lambda name=name: hoisted.script(name)) for name in hoisted.WIDTHS})
    result.update({f'limited{name}': (lambda name=name: limited.script(name)) for name in limited.WIDTHS})
    result.update({f'bulk-{name}': (lambda name=name: bulk.scripts()[name]) for name in bulk.scripts()})
    return result


def main(arguments):
    if not arguments:
        print('\n'.join(scripts()))
    else:
        sys.stdout.write(scripts()[arguments[0]]())


if __name__ == '__main__':
    main(sys.argv[1:])
