#!/usr/bin/env python3
"""Holds `wasmc --validate` against the official test suite's modules.

    spec-validate.py --wasmc WASMC --work DIR SCRIPT.wast...

Every module of the scripts that wabt's wast2json can turn into a binary is validated. What must hold:
  - a module that the suite calls invalid or malformed is refused, with a message that begins with the suite's own text;
  - any other module is accepted, unless the message names a feature that this version does not support.
Prints the differences and a closing line with the counts; exits 1 if there was a difference.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

# A token of the text format. Comments are matched so that parentheses and quotes inside them do not count.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|;;[^\n]*|\(;|;\)|[()]|[^\s()";]+|;', re.S)

# Where another text is as good. The reference interpreter looks at the sizes of bodies and sections only when their contents are
# read, so that it runs past them into another error than a reader that keeps within them; the suite's modules often have several
# errors at once. wabt encodes what it does not know well in its own way: no data count section, `select` with an empty list of
# types as the plain one, typed references with the type index alone.
SAME = {
    'END opcode expected': ['unexpected end'],
    'integer representation too long': ['unexpected end', 'malformed section id', 'malformed type'],
    'integer too large': ['unexpected end', 'malformed section id'],
    'invalid result arity': ['type mismatch'],
    'length out of bounds': ['unexpected end'],
    'section size mismatch': ['unexpected end'],
    'unexpected content after last section': ['function and code section have inconsistent lengths'],
    'unexpected end': ['length out of bounds'],
    'unexpected end of section or function': ['section size mismatch', 'length out of bounds'],
    'unknown data segment': ['data count section required'],
    'unknown type': ['malformed value type'],
}
# What the messages call a feature that is not there yet; the suite goes on to test rules of that feature.
UNSUPPORTED = 'which this version of wasmc does not support'


def topLevelForms(text):
    """The script's forms, each as the text between its parentheses, inclusive."""
    depth = comment = start = 0
    for match in TOKEN.finditer(text):
        token = match.group()
        if token == '(;':
            comment += 1
        elif token == ';)':
            comment -= 1
        elif comment:
            continue
        elif token == '(':
            if depth == 0:
                start = match.start()
            depth += 1
        elif token == ')':
            depth -= 1
            if depth == 0:
                yield text[start:match.end()]


def moduleForms(text):
    """Those that carry one module that is not in quotes, in a form that wast2json understands."""
    carrier = re.compile(r'\((module|assert_invalid|assert_malformed)\b')
    for form in topLevelForms(text):
        form = re.sub(r'\(module\s+definition\b', '(module', form, count=1)
        if carrier.match(form) and not re.search(r'\(module\s+(\$\S+\s+)?(quote|instance)\b', form[:200]):
            yield form


def convert(forms, stem):
    """(kind, expected text, binary) for each form that wast2json can convert. It gives up on a script at the first form that it
    does not understand, so a script that fails is tried in halves."""
    script, result = stem.with_suffix('.wast'), stem.with_suffix('.json')
    script.write_text('\n'.join(forms), encoding='utf-8', errors='surrogateescape')
    run = subprocess.run(['wast2json', '--enable-all', '--no-check', script, '-o', result], capture_output=True)
    if run.returncode == 0:
        for command in json.loads(result.read_text(encoding='utf-8', errors='replace'))['commands']:
            yield command['type'], command.get('text'), stem.parent / command['filename']
    elif len(forms) > 1:
        middle = len(forms) // 2
        yield from convert(forms[:middle], stem.with_name(stem.name + 'a'))
        yield from convert(forms[middle:], stem.with_name(stem.name + 'b'))


def validate(wasmc, files):
    """The message for each refused file."""
    messages = {}
    for first in range(0, len(files), 500):
        batch = files[first:first + 500]
        run = subprocess.run([wasmc, '--validate', *batch], capture_output=True, text=True, errors='replace')
        if run.returncode not in (0, 1):
            sys.exit(f'{wasmc} ended with status {run.returncode} on {batch[0]} ... {batch[-1]}:\n{run.stderr}')
        for name, message in re.findall(r'^(.+?\.wasm):0x[0-9a-f]+: error: (.*)$', run.stderr, re.M):
            messages[name] = message
        if (run.returncode == 1) != any(str(file) in messages for file in batch):
            sys.exit(f'{wasmc}: status {run.returncode} does not fit its messages:\n{run.stderr}')
    return messages


def judge(kind, expected, message):
    """What is wrong with the answer; nothing if it is right."""
    if kind == 'module':
        return f'refused: {message}' if message and UNSUPPORTED not in message else None
    if message is None:
        return f'accepted, should say: {expected}'
    if UNSUPPORTED in message or any(message.startswith(text) for text in [expected, *SAME.get(expected, [])]):
        return None
    return f'says: {message}; should say: {expected}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--wasmc', required=True)
    parser.add_argument('--work', required=True, type=pathlib.Path)
    parser.add_argument('scripts', nargs='+', type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)

    cases = []
    for path in arguments.scripts:
        forms = list(moduleForms(path.read_text(encoding='utf-8', errors='surrogateescape')))
        cases += [(path.name, *case) for case in convert(forms, arguments.work / path.stem)]
    messages = validate(arguments.wasmc, [case[3] for case in cases])

    counts = {'accepted': 0, 'refused': 0, 'unsupported': 0, 'wrong': 0}
    for script, kind, expected, binary in cases:
        message = messages.get(str(binary))
        if problem := judge(kind, expected, message):
            counts['wrong'] += 1
            print(f'{script}: {binary.name}: {problem}')
        elif message is None:
            counts['accepted'] += 1
        else:
            counts['unsupported' if UNSUPPORTED in message else 'refused'] += 1
    print(', '.join(f'{count} {what}' for what, count in counts.items()))
    sys.exit(counts['wrong'] != 0)


if __name__ == '__main__':
    main()
