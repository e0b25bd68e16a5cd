"""compile.py FOLDER wasmc|clang: runs the commands of a folder's manifest, in the folder. `wasmc` is $WASMC."""
import json
import os
import subprocess
import sys

folder, way = sys.argv[1:]
with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
    units = json.load(file)['units']
programs = {'wasmc': os.environ['WASMC'], 'clang': os.path.join(os.environ['LLVM_BIN'], 'clang')}
for unit in units:
    for step in ['compile'] if way == 'wasmc' else ['optimize', 'generate']:
        program, *words = unit[step]
        subprocess.run([programs[program], *words], cwd=folder, check=True)
