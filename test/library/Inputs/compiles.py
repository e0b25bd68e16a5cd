"""compiles.py INCLUDE-DIR HEADER...: every compiler at hand takes the headers, all in one file, without a warning, as C and as C++."""

import shutil
import subprocess
import sys

STANDARDS = {'c': ['c99', 'gnu17'], 'c++': ['c++17', 'gnu++20']}
COMPILERS = {'c': ['clang', 'gcc'], 'c++': ['clang++', 'g++']}
STRICT = ['-trigraphs', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only']
# What a program around the headers may have included before.
AROUND = {'c': ['stdio.h', 'math.h', 'time.h', 'signal.h', 'unistd.h'], 'c++': ['cstdio', 'cmath', 'ctime', 'csignal', 'unistd.h']}

failed = 0
for language, standards in STANDARDS.items():
    includes = [part for file in AROUND[language] + sys.argv[2:] for part in ('-include', file)]
    for compiler in filter(shutil.which, COMPILERS[language]):
        for standard in standards:
            command = [compiler, f'-std={standard}', *STRICT, f'-I{sys.argv[1]}', '-I.', *includes, '-x', language, '/dev/null']
            failed += subprocess.run(command, check=False).returncode != 0
sys.exit(failed != 0)
