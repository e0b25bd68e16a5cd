"""spoil.py FOLDER HOW: does to a folder of compiled units what HOW says."""
import glob
import json
import os
import re
import subprocess
import sys

folder, how = sys.argv[1:]
path = lambda pattern: sorted(glob.glob(os.path.join(folder, pattern)))
read = lambda file: open(file, 'rb').read()
manifest = os.path.join(folder, 'manifest.json')


def write(file, contents):
    with open(file, 'wb') as stream:
        stream.write(contents)


def changed(file, offset):
    contents = bytearray(read(file))
    contents[offset] ^= 1
    write(file, contents)


def compileAs(target, source):
    """Puts an object of another compilation in the place of one of these."""
    subprocess.run([os.environ['WASMC'], '-c', f'--target={target}', source, '-o', path('*.o')[0]], check=True)


if how == 'remove-object':
    os.remove(path('*.o')[0])
elif how == 'swap-objects':
    write(path('*.o')[0], read(path('*.o')[1]))
elif how == 'cut-object':
    write(path('*.o')[0], read(path('*.o')[0])[:-100])
elif how in ('other-cpu', 'plain-object'):
    own = json.loads(read(manifest))['code']['target']
    other = {'x86_64-linux': 'aarch64-linux', 'aarch64-linux': 'x86_64-linux'}[own]
    compileAs(other if how == 'other-cpu' else own, 'app.wat')
elif how == 'damage-module':
    changed(path('*.module')[0], 5)
elif how == 'damage-unit':
    for unit in path('*.unit.bc')[1:]:
        os.remove(unit)
    changed(path('*.unit.bc')[0], -1)
elif how == 'manifest-value':
    write(manifest, read(manifest).replace(b'"level": "2"', b'"level": "3"'))
elif how == 'manifest-version':
    write(manifest, re.sub(rb'"wasmc": "[0-9.]+"', b'"wasmc": "0.0.0"', read(manifest)))
elif how == 'manifest-syntax':
    write(manifest, read(manifest)[:-20])
elif how == 'manifest-missing':
    os.remove(manifest)
else:
    sys.exit(f'unknown way: {how}')
