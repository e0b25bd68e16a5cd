"""The command line of bench/run."""

import argparse


def commaList(text):
    return [part for part in text.split(',') if part]


def parse(description):
    parser = argparse.ArgumentParser(prog='bench/run', description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--list', action='store_true', help='name the programs, modes and engines, and end')
    parser.add_argument('--quick', action='store_true', help='3 rounds, guard and explicit only, no engines unless named: under 3 minutes')
    parser.add_argument('--only', metavar='NAME', action='append', help='only this program or group (may be repeated)')
    parser.add_argument('--modes', metavar='LIST', type=commaList, help='modes of wasmc, with commas between')
    parser.add_argument('--engines', metavar='LIST', type=commaList, help='engines, with commas between; empty for none (all on PATH)')
    parser.add_argument('--rounds', metavar='N', type=int, help='at most N rounds (11)')
    what = parser.add_mutually_exclusive_group()
    what.add_argument('--startup', action='store_true', help='start-up alone: 1,000 spawns of hello in several forms')
    what.add_argument('--kept-loads', action='store_true', help='compare guard mode with code that drops dead loads')
    what.add_argument('--fuel', action='store_true', help='compare guard mode with code that counts instructions (--fuel)')
    what.add_argument('--io', action='store_true', help='the programs of bench/io instead, which work on files')
    parser.add_argument('--conformance', action='store_true', help='run the official test suite with the same build, too')
    parser.add_argument('--json', metavar='FILE', help='write all measurements to FILE')
    parser.add_argument('--md', metavar='FILE', help='write the tables to FILE, too')
    parser.add_argument('--svg', metavar='FILE', help='write a bar chart to FILE')
    parser.add_argument('--no-build', action='store_true', help='use the build that is there')
    return parser.parse_args()
