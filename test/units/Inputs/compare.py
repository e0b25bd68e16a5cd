"""compare.py MODULE KINDS OPTIONS...: compiles at once and by way of units, here; the outputs must be the same bytes. --model is for
units alone where KINDS say it."""
import filecmp
import glob
import os
import shutil
import subprocess
import sys

module, kinds, *options = sys.argv[1:]
wasmc = os.environ['WASMC']
direct = [option for option in options if option != '--model=library']
for folder in 'units', 'direct', 'linked':
    shutil.rmtree(folder, ignore_errors=True)
os.mkdir('direct')
os.mkdir('linked')
run = lambda *words: subprocess.run(words, check=True)
run(wasmc, module, f'--emit={kinds}', *direct, '-o', 'direct/app')
run(wasmc, module, '--emit=units', *options, '-o', 'units')
run(sys.executable, os.path.join(os.path.dirname(__file__), 'compile.py'), 'units', 'wasmc')
run(wasmc, 'units', f'--emit={kinds}', '-o', 'linked/app')
files = sorted(os.listdir('direct'))
if not files or files != sorted(os.listdir('linked')):
    sys.exit(f'other files: {files}, {os.listdir("linked")}')
expected = 1 if not any(option.startswith('--unit-size') for option in options) else 3
count = len(glob.glob('units/*.unit.bc'))
if (count != 1) if expected == 1 else (count < expected):
    sys.exit(f'{count} units')
match, mismatch, errors = filecmp.cmpfiles('direct', 'linked', files, shallow=False)
if match != files:
    sys.exit(f'other bytes: {mismatch}, {errors}')
