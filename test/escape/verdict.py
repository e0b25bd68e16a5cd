"""What the drivers have in common: how they are called, and what they say at the end."""

import argparse

SHOWN = 60


def parser(description):
    """For drivers that run on either CPU."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument('--work', required=True, metavar='DIR', help='scratch folder')
    result.add_argument('--cpu', default='x86_64', help="the executables', emulated if it is not this machine's")
    return result


def status(problems):
    """Prints what went wrong; the exit status."""
    print('\n'.join(problems[:SHOWN]))
    print(f'{len(problems)} problems')
    return 1 if problems else 0
