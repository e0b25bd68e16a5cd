"""What the runs of a script in all modes share, made once: its modules and commands, and the hand-written modules, assembled."""

import collections
import hashlib
import json
import os
import shutil
import subprocess

import wastScript

HERE = os.path.dirname(os.path.abspath(__file__))


def assemble(text, stem):
    with open(stem + '.wat', 'w', encoding='utf-8') as file:
        file.write(text)
    subprocess.run(['wat2wasm', stem + '.wat', '-o', stem + '.wasm'], check=True)
    return stem + '.wasm'


def once(folder, make):
    """The folder, filled by make(folder) unless an earlier run, or another one at the same time, has done it."""
    if not os.path.isdir(folder):
        temporary = f'{folder}.{os.getpid()}'
        shutil.rmtree(temporary, ignore_errors=True)
        os.makedirs(temporary)
        make(temporary)
        try:
            os.rename(temporary, folder)
        except OSError:
            shutil.rmtree(temporary)
    return folder


def handWritten(cache, module):
    """A hand-written module, assembled."""
    with open(os.path.join(HERE, module + '.wat'), encoding='utf-8') as file:
        text = file.read()
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    folder = once(os.path.join(cache, f'{module}-{digest}'), lambda folder: assemble(text, os.path.join(folder, module)))
    return os.path.join(folder, module + '.wasm')


def split(script, cache):
    """Splitting takes longer than running: the result is kept for as long as neither the script nor the splitter changes."""
    digest = hashlib.sha256()
    for path in (script, wastScript.__file__):
        with open(path, 'rb') as file:
            digest.update(file.read())

    def make(folder):
        result = wastScript.split(script, folder)
        with open(os.path.join(folder, 'split'), 'w', encoding='utf-8') as file:
            json.dump([result.commands, result.skipped, sorted(result.adapted), sorted(result.lostNames)], file)

    folder = once(os.path.join(cache, f'{os.path.basename(script)}-{digest.hexdigest()[:16]}'), make)
    with open(os.path.join(folder, 'split'), encoding='utf-8') as file:
        commands, skipped, adapted, lostNames = json.load(file)
    for command in commands:
        if 'filename' in command:
            command['filename'] = os.path.join(folder, command['filename'])
    return wastScript.Script(commands, collections.Counter(skipped), set(adapted), set(lostNames))
