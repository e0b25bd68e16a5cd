"""The command line of bench/run."""

import argparse


def commaList(text):
    return [part for part in text.split(',') if part]


def parse(description):
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog='bench/run', description=description, formatter_class=style)
    add = parser.add_argument
    add('--list', action='store_true', help='name the programs, modes and engines, and end')
    add('--quick', action='store_true', help='2 rounds, guard and explicit, no engines unless named: under 3 minutes')
    add('--only', metavar='NAME', action='append', help='only this program or group (may be repeated)')
    add('--modes', metavar='LIST', type=commaList, help='modes of wasmc, with commas between; guard--OPTION: with one more option')
    add('--engines', metavar='LIST', type=commaList, help='engines, with commas between; empty: none (default: all on PATH)')
    add('--rounds', metavar='N', type=int, help='at most N rounds (11)')
    add('--conformance', action='store_true', help='run the official test suite with the same build, too')
    add('--json', metavar='FILE', help='write all measurements to FILE')
    add('--md', metavar='FILE', help='write the tables to FILE, too')
    add('--svg', metavar='FILE', help='write a bar chart to FILE')
    add('--publish', action='store_true', help='renew the table in README.md, bench/table.md and bench/table.svg')
    add('--no-build', action='store_true', help='use the build that is there')
    add = parser.add_mutually_exclusive_group().add_argument
    add('--startup', action='store_true', help='start-up alone: 1,000 spawns of hello in several forms')
    add('--calls', action='store_true', help='indirect and host calls alone, in nanoseconds (Google Benchmark)')
    add('--library', action='store_true', help='what plugins cost their host: calls, instances, resets (libwasmc, Google Benchmark)')
    add('--instructions', action='store_true', help='instructions on AArch64 beside native ones, under qemu (--quick: little work)')
    add('--compile', action='store_true', help='compile time, memory and size for large modules, beside other compilers (--quick: sqlite3)')
    add('--techniques', action='store_true', help='what each technique of codegen gains: the table of codegen/README.md')
    add('--kept-loads', action='store_true', help='compare guard mode with code that drops dead loads')
    add('--fuel', action='store_true', help='compare guard mode with code that counts instructions (--fuel)')
    add('--io', action='store_true', help='the programs of bench/io instead, which work on files')
    add('--check', metavar='DIR', help='only compare answers, of little work, in DIR, on the build that is there')
    return parser.parse_args()
