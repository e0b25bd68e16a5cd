"""compiles.py INCLUDE-DIR HEADER...: every compiler at hand takes each header, alone and without a warning, as C and as C++."""

import shutil
import subprocess
import sys

STANDARDS = {'c': ['c99', 'c11', 'gnu17'], 'c++': ['c++17', 'c++20', 'gnu++20']}
COMPILERS = {'c': ['clang', 'gcc'], 'c++': ['clang++', 'g++']}
STRICT = ['-trigraphs', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only']
# What a program around the header may have included before.
AROUND = {'c': ['stdio.h', 'math.h', 'time.h', 'signal.h', 'unistd.h'], 'c++': ['cstdio', 'cmath', 'ctime', 'csignal', 'unistd.h']}

failed = 0
for header in sys.argv[2:]:
    for language, standards in STANDARDS.items():
        for compiler in filter(shutil.which, COMPILERS[language]):
            for standard in standards:
                includes = [part for file in AROUND[language] + [header] for part in ('-include', file)]
                command = [compiler, f'-std={standard}', *STRICT, f'-I{sys.argv[1]}', '-I.', *includes, '-x', language, '/dev/null']
                failed += subprocess.run(command, check=False).returncode != 0
sys.exit(failed != 0)
