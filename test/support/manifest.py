"""The list of real modules, MANIFEST.tsv: what each is given, and what it must answer. Its columns are described beside it."""

import dataclasses
import hashlib
import json
import os
import re


@dataclasses.dataclass(frozen=True)
class Row:
    id: str
    module: str
    size: int
    seconds: float        # under Node; 0 where that could not run it
    imports: str
    arguments: tuple
    stdin: str            # a file, or ''
    preopens: tuple       # (host folder, guest path)
    env: tuple            # NAME=VALUE
    argv0: str
    exit: int
    stdout: str           # rules, see mismatch()
    stderr: str


def read(folder):
    with open(os.path.join(folder, 'MANIFEST.tsv'), encoding='utf-8') as file:
        header, *lines = [line.rstrip('\n').split('\t') for line in file]
    return [toRow(folder, dict(zip(header, line))) for line in lines]


def toRow(folder, column):
    module = os.path.join(folder, column['file'])
    base = os.path.dirname(module) if column['kind'] == 'bench' else folder
    preopens = [pair.split('::', 1) for pair in column['preopens'].split()]
    return Row(
        id=column['id'],
        module=module,
        size=int(column['size']),
        seconds=float(column['node_secs'] or 0),
        imports='bench' if 'import:bench' in column['features'] else '',
        arguments=tuple(json.loads(column['run'] or '[]')),
        stdin=os.path.join(base, column['stdin']) if column['stdin'] else '',
        preopens=tuple((os.path.join(base, host), guest) for host, guest in preopens),
        env=tuple(column['env'].split()),
        argv0=column['argv0'] or 'app.wasm',
        exit=int(column['exit']),
        stdout=column['stdout'],
        stderr=column['stderr'],
    )


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def mismatch(stream, rule, data):
    """None if data obeys the rule (sha256:HEX, sorted-sha256:HEX, glob:PATTERN, any); else what is wrong, in words."""
    kind, _, value = rule.partition(':')
    if kind == 'any':
        return None
    if kind == 'sha256':
        good = sha256(data) == value
    elif kind == 'sorted-sha256':
        good = value in (sha256(listing) for listing in sortedListings(data))
    elif kind == 'glob':
        pattern = '.*'.join(re.escape(part) for part in value.replace('\\n', '\n').split('*'))
        good = re.fullmatch(pattern, data.decode('utf-8', 'replace').rstrip('\n'), re.DOTALL) is not None
    else:
        raise ValueError(f'unknown rule {rule!r} for {stream}')
    return None if good else f'{stream} is not {rule}; {len(data)} bytes:\n{excerpt(data)}'


def sortedListings(data):
    """A directory listing's lines in order, with and without '.' and '..': Node, the manifest's oracle, leaves these two out of
    fd_readdir, and the official WASI suite requires them."""
    lines = sorted(data.splitlines(keepends=True))
    without = [line for line in lines if os.path.basename(line.rstrip(b'\n')) not in (b'.', b'..')]
    return b''.join(lines), b''.join(without)


def excerpt(data, limit=2000):
    text = data.decode('utf-8', 'replace')
    return text if len(text) <= limit else text[: limit // 2] + '\n...\n' + text[-limit // 2:]
