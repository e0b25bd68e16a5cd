"""On what machine and with which versions the table was made."""

import os
import platform
import re

from . import engines
from .columns import Engine
from .common import CLANG, RUSTC, WASMC, firstLine


def processor():
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        model = re.search(r'model name\s*: (.*)', file.read())
    return model[1] if model else platform.machine()


def describe(columns, programs):
    tools = [WASMC, CLANG] + ([RUSTC] if any(program.source.suffix == '.rs' for program in programs) else [])
    tools += [engines.path(column.engine.needs[0]) for column in columns.values() if isinstance(column, Engine)]
    versions = '; '.join(version(tool) for tool in tools)
    return f'{processor()}, {os.cpu_count()} CPUs, Linux {platform.release()}; {versions}'


def version(tool):
    """Some tools print a bare number: the tool's name goes before it."""
    line, name = firstLine([tool, '--version']), os.path.basename(tool)
    return f'{name} {line}' if re.match(r'v?\d', line) else line
