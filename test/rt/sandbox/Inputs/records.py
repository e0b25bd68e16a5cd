"""records.py ARCHIVE: compares the instructions in each section of code that make system calls with the records that belong to the
section (rt/sys/linux/record.h). A section may have more records than instructions: for calls that the kernel makes by itself."""

import collections
import os
import re
import subprocess
import sys

INSTRUCTION = re.compile(r'^\s*[0-9a-f]+:\s.*\t(syscall|svc\t#0x0|svc\t#0)\s*$')


def run(tool, *arguments):
    path = os.path.join(os.environ['LLVM_BIN'], tool)
    return subprocess.run([path, *arguments], check=True, capture_output=True, text=True).stdout


def instructions(archive):
    counts = collections.Counter()
    member = section = ''
    for line in run('llvm-objdump', '-d', '--no-show-raw-insn', archive).splitlines():
        if ':\tfile format' in line:
            member = line.split(':\t')[0]
        elif line.startswith('Disassembly of section '):
            section = line[len('Disassembly of section '):].rstrip(':')
        elif INSTRUCTION.match(line):
            counts[memberName(member), section] += 1
    return counts


def memberName(text):
    return re.sub(r'^.*\((.*)\)$', r'\1', text).rsplit('/', 1)[-1]


def records(archive):
    counts = collections.Counter()
    member, names, found = '', {}, []

    def finish():
        for link, size in found:
            counts[memberName(member), names[link]] += size // 4

    for line in run('llvm-readelf', '--sections', '--wide', archive).splitlines():
        if line.startswith('File: '):
            finish()
            member, names, found = line[len('File: '):], {}, []
        row = re.match(r'\s*\[\s*(\d+)\] (\S+)\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) \S+\s+(.*)$', line)
        if not row:
            continue
        names[int(row[1])] = row[2]
        if row[2] == 'wasmc_syscalls':
            found.append((int(row[4].split()[-3]), int(row[3], 16)))
    finish()
    return counts


def main():
    archive = sys.argv[1]
    made, recorded = instructions(archive), records(archive)
    missing = [key for key in made if recorded[key] < made[key]]
    for member, section in missing:
        print(f'{member or archive} {section}: {made[member, section]} system call instructions, {recorded[member, section]} records')
    if missing or not made:
        sys.exit(1)
    print(f'{sum(made.values())} instructions, each with a record')


main()
