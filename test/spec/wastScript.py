"""Splits a script of the official suite into commands and binary modules, with wabt's wast2json.

wast2json gives up on a script at the first form that it does not understand. What it rejects is taken out, as little as possible,
and it is asked again: a function of a module becomes an empty one (so that indices stay), other parts of a module are removed.
A module that cannot be saved goes together with the assertions up to the next one. Nothing changes its line.
"""

import collections
import dataclasses
import json
import os
import re
import subprocess

# Comments are matched so that parentheses and quotes inside them do not count.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|;;[^\n]*|\(;|;\)|[()]|[^\s()";]+|;', re.S)
EXECUTED = {'assert_return', 'assert_trap', 'assert_exhaustion', 'assert_unlinkable', 'assert_uninstantiable'}
ERROR = re.compile(r'^.*?:(\d+):(\d+): error: (.*)$', re.M)
ROUNDS = 500


@dataclasses.dataclass(frozen=True)
class Form:
    start: int
    end: int
    head: str


@dataclasses.dataclass
class Script:
    commands: list                # as wast2json writes them
    skipped: collections.Counter  # reason -> assertions that were taken out
    adapted: set                  # lines of modules of which parts were taken out
    lostNames: set                # registered names of modules that were taken out


def forms(text, start=0, end=None):
    """The forms between start and end that are not inside another one."""
    depth = comment = 0
    begin, head = 0, None
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        token = match.group()
        if token == '(;':
            comment += 1
        elif token == ';)':
            comment -= 1
        elif comment or token.startswith(';;'):
            continue
        elif token == '(':
            if depth == 0:
                begin, head = match.start(), None
            depth += 1
        elif token == ')':
            depth -= 1
            if depth == 0:
                yield Form(begin, match.end(), head or '')
        elif depth == 1 and head is None:
            head = token


class Splitter:
    def __init__(self, path, work):
        with open(path, encoding='utf-8', errors='surrogateescape') as file:
            text = file.read()
        # The abbreviation for table 0, which wabt does not know.
        self.text = re.sub(r'\btable\.(get|set|size|grow|fill)(?=\s*[()])', r'table.\1 0', text)
        self.stem = os.path.join(work, os.path.splitext(os.path.basename(path))[0])
        self.script = Script([], collections.Counter(), set(), set())

    def split(self):
        self.removeDefinitions()
        for _ in range(ROUNDS):
            errors = self.convert()
            if errors is None:
                return self.script
            self.remove(errors)
        self.giveUp('wabt cannot parse it')
        return self.script

    def convert(self):
        """None if it worked, else (offset, reason) of each error, [] if there is nothing more to do than to try again."""
        source, result = self.stem + '.wast', self.stem + '.json'
        with open(source, 'w', encoding='utf-8', errors='surrogateescape') as file:
            file.write(self.text)
        run = subprocess.run(['wast2json', '--enable-all', '--no-check', source, '-o', result], capture_output=True, check=False)
        if run.returncode == 0:
            with open(result, encoding='utf-8') as file:
                self.script.commands = json.load(file)['commands']
            return None
        errors = ERROR.findall(run.stderr.decode('utf-8', 'replace'))
        if not errors:
            return self.removeCrashing()
        lines = [0, *(match.end() for match in re.finditer('\n', self.text))]
        return [(lines[int(line) - 1] + int(column) - 1, reason) for line, column, reason in errors]

    def removeCrashing(self):
        """Takes out the modules that alone make wabt end abnormally."""
        candidates = [form for form in forms(self.text) if '(module' in self.text[form.start:form.end]]
        crashing = [form for form in candidates if self.crashes(self.text[form.start:form.end])]
        if not crashing:
            self.giveUp('wabt crashes on it')
        for form in reversed(crashing):
            self.removeForm(form, None, 'wabt crashes on it')
        return []

    def crashes(self, text):
        with open(self.stem + '.form.wast', 'w', encoding='utf-8', errors='surrogateescape') as file:
            file.write(text)
        command = ['wast2json', '--enable-all', '--no-check', self.stem + '.form.wast', '-o', self.stem + '.form.json']
        return subprocess.run(command, capture_output=True, check=False).returncode < 0

    def giveUp(self, reason):
        self.blankAndCount(0, len(self.text), reason)

    def removeDefinitions(self):
        """`(module definition ...)` has no effect until it is instantiated; that is beyond wabt."""
        for form in list(forms(self.text)):
            if form.head == 'module' and re.match(r'\(module\s+definition\b', self.text[form.start:form.end]):
                self.blank(form.start, form.end)
            elif form.head == 'module' and re.match(r'\(module\s+instance\b', self.text[form.start:form.end]):
                self.removeModule(form, 'wabt cannot parse: module instance')

    def remove(self, errors):
        """Handles the first error of each form: after it wabt often loses its way in the parentheses."""
        errors = sorted(errors)
        for form in reversed(list(forms(self.text))):
            inside = [error for error in errors if form.start <= error[0] < form.end]
            if inside:
                position, reason = inside[0]
                self.removeForm(form, position, 'wabt cannot parse: ' + re.sub(r'\s*[,("].*', '', reason))

    def removeForm(self, form, position, reason):
        if form.head != 'module':
            self.blankAndCount(form.start, form.end, reason)
            return
        fields = list(forms(self.text, form.start + 1, form.end - 1))
        inside = [i for i, field in enumerate(fields) if position is not None and field.start <= position < field.end]
        if inside and self.removeField(fields, inside[0]):
            self.script.adapted.add(self.text.count('\n', 0, form.start) + 1)
        else:
            self.removeModule(form, reason)

    def removeField(self, fields, which):
        """False if the field cannot be taken out without others changing their indices."""
        field = fields[which]
        text = self.text[field.start:field.end]
        name = re.match(r'\(func\s+(\$[^\s()]+)?', text)
        stub = f'(func {name.group(1) or ""})' if name and '(import' not in text else ''
        if stub == text.strip():
            return False
        if not stub and any(other.head in (field.head, 'import') for other in fields[which + 1:]):
            return False
        self.blank(field.start, field.end, stub)
        return True

    def removeModule(self, form, reason):
        following = [other.start for other in forms(self.text) if other.start > form.start and other.head == 'module']
        self.blankAndCount(form.start, following[0] if following else len(self.text), reason)

    def blankAndCount(self, start, end, reason):
        for form in forms(self.text, start, end):
            if form.head in EXECUTED:
                self.script.skipped[reason] += 1
            elif form.head == 'register':
                self.script.lostNames.add(re.search(r'"([^"]*)"', self.text[form.start:form.end]).group(1))
        self.blank(start, end)

    def blank(self, start, end, stub=''):
        rest = re.sub(r'[^\n]', ' ', self.text[start:end])
        lead = rest[:len(stub)]
        if '\n' in lead:
            stub += '\n' * lead.count('\n')
        self.text = self.text[:start] + stub + rest[len(lead):] + self.text[end:]


def split(path, work):
    return Splitter(path, work).split()
