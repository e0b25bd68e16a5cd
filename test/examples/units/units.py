"""units.py FOLDER OUTPUT: from a folder's manifest.json to its build.ninja, which is left alone where it is the same already. OUTPUT is
linked beside the folder."""
import json
import pathlib
import shlex
import sys

folder, output = map(pathlib.Path, sys.argv[1:])
units = json.loads((folder / 'manifest.json').read_text(encoding='utf-8'))['units']
command = lambda words: shlex.join(words).replace('$', '$$')

lines = ['rule run', '  command = $command', '  description = $out']
for unit in units:
    for step, source, result in ('optimize', 'unit', 'bitcode'), ('generate', 'bitcode', 'object'):
        lines += [f'build {unit[result]}: run {unit[source]}', f'  command = {command(unit[step])}']
objects = ' '.join(unit['object'] for unit in units)
lines += [f'build ../{output}: run {objects} manifest.json', f'  command = wasmc . -o ../{output}']
text = '\n'.join(lines) + '\n'

script = folder / 'build.ninja'
if not script.exists() or script.read_text(encoding='utf-8') != text:
    script.write_text(text, encoding='utf-8')
