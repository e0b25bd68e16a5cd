"""Turns a split script into programs: which modules are linked in which order, and what is asserted of them.

The whole script becomes one executable. Its modules are preloaded in their order, each followed by a driver whose start function
performs the assertions that come next in the script. Modules that must not link or must trap while they are instantiated become
programs of their own, of all that precedes them.
"""

import collections
import dataclasses
import re

import driver
import wasmBinary

UNSUPPORTED = re.compile(r"requires the feature '([^']+)', which is off")


@dataclasses.dataclass
class Instance:
    name: str                   # by which others import from it
    path: str
    contents: wasmBinary.Contents
    adapted: bool               # parts of it were taken out
    checks: int = 0
    unknownState: str = ''      # why its state is no longer what the script expects


@dataclasses.dataclass
class Plan:
    preloads: list = dataclasses.field(default_factory=list)   # (name, path, driver.Driver or None)
    traps: list = dataclasses.field(default_factory=list)      # (line, text); the Nth is selected by N arguments
    returns: int = 0
    refused: list = dataclasses.field(default_factory=list)    # (line, text, path, number of preloads before it)
    fails: list = dataclasses.field(default_factory=list)      # the same, for modules that trap while they are instantiated
    skipped: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    fixedMemory: Instance = None


class Planner:
    """messages: wasmc's refusal by path, for the modules that it refuses."""

    def __init__(self, script, messages, opaque):
        self.commands, self.adapted = script.commands, script.adapted
        self.lostNames = set(script.lostNames)
        self.messages, self.opaque = messages, opaque
        self.plan = Plan(skipped=collections.Counter(script.skipped))
        self.named, self.current, self.why = {}, None, 'no module'
        self.instances = []
        self.driver = None

    def run(self):
        names = self.registeredNames()
        for number, command in enumerate(self.commands):
            kind = command['type']
            if kind == 'module':
                self.module(command, names.get(number, f'module.{number}'))
            elif kind == 'register':
                self.register(command)
            elif kind in ('action', 'assert_return', 'assert_trap', 'assert_exhaustion'):
                self.check(command)
            elif kind in ('assert_unlinkable', 'assert_uninstantiable'):
                self.separate(command)
        self.endDriver()
        withMemory = [one for one in self.instances if one.contents.definesMemory() and one.checks]
        self.plan.fixedMemory = max(withMemory, key=lambda one: one.checks, default=None)
        return self.plan

    def registeredNames(self):
        """The number of a module's command -> the name under which it is registered later."""
        result, named, last = {}, {}, None
        for number, command in enumerate(self.commands):
            if command['type'] == 'module':
                last = named[command.get('name')] = number
            elif command['type'] == 'register':
                module = named[command['name']] if 'name' in command else last
                if module in result:
                    raise NotImplementedError(f"line {command['line']}: a second name for a module")
                result[module] = command['as']
        return result

    def module(self, command, name):
        self.endDriver()
        self.why = self.whyNot(command)
        if self.why:
            self.current = None
            self.loseState(command, 'the state depends on a skipped module')
        else:
            self.current = Instance(name, command['filename'], self.contentsOf(command), command['line'] in self.adapted)
            self.instances.append(self.current)
            self.plan.preloads.append((name, command['filename'], None))
        self.named[command.get('name')] = (self.current, self.why)

    def whyNot(self, command):
        """Why the module cannot be part of the program, or None."""
        message = self.messages.get(command['filename'])
        if message:
            feature = UNSUPPORTED.search(message)
            if feature:
                return f'wasmc does not compile {feature.group(1)} yet'
            if command['line'] in self.adapted:
                return 'wabt cannot parse parts of the module that others need'
            return None  # a failure: linking will show it
        imports = self.contentsOf(command).imports
        if any(one.module in self.lostNames for one in imports):
            return 'it imports from a skipped module'
        if command['type'] == 'module' and any(self.fitsOnlyLater(one) for one in imports):
            return 'what it imports is large enough only after it has grown; wasmc links before anything runs'
        return None

    def fitsOnlyLater(self, wanted):
        for instance in self.instances:
            if instance.name == wanted.module:
                size = instance.contents.exportedSize(wanted.name)
                return size is not None and size < wanted.size
        return False

    @staticmethod
    def contentsOf(command):
        with open(command['filename'], 'rb') as file:
            return wasmBinary.read(file.read())

    def register(self, command):
        instance, _ = self.instanceOf(command.get('name'))
        if instance is None:
            self.lostNames.add(command['as'])
        else:
            self.lostNames.discard(command['as'])

    def instanceOf(self, name):
        return self.named[name] if name else (self.current, self.why)

    def check(self, command):
        action = command['action']
        instance, reason = self.instanceOf(action.get('module'))
        assertion = command['type'] != 'action'
        field = action['field']
        arguments = [(one['type'], one['value']) for one in action.get('args', ())]
        results = [(one['type'], one.get('value')) for one in command.get('expected', ())]
        if instance and 'expected' not in command:
            reason = 'drivers cannot handle a choice of results'
        elif instance:
            reason = self.whyNotCheck(instance, field, arguments, results)
        if reason:
            self.plan.skipped[reason] += assertion
            return
        trap = command['type'] in ('assert_trap', 'assert_exhaustion')
        if trap:
            self.plan.traps.append((command['line'], command['text']))
        else:
            self.plan.returns += assertion
        instance.checks += 1
        globalType = self.globalType(instance, field) if action['type'] == 'get' else ''
        self.driver = self.driver or driver.Driver(self.opaque)
        self.driver.add(driver.Check(
            command['line'], self.importName(instance), field, globalType, tuple(arguments), tuple(results),
            compare=command['type'] == 'assert_return', trap=len(self.plan.traps) if trap else 0))

    def whyNotCheck(self, instance, field, arguments, results):
        if instance.adapted and field not in instance.contents.exports:
            return 'wabt cannot parse the function'
        strange = {kind for kind, _ in arguments + results} - driver.BITS.keys() - driver.REFERENCES.keys()
        if strange:
            return f'drivers cannot handle {min(strange)}'
        if any(kind == 'externref' and value != 'null' for kind, value in arguments):
            if instance.contents.canStoreExternref():
                instance.unknownState = 'the state depends on an earlier reference from the host'
            return 'needs a reference from the host'
        return instance.unknownState

    def importName(self, instance):
        """Imports are resolved from the nearest module of the name."""
        nearest = next(one for one in reversed(self.instances) if one.name == instance.name)
        if nearest is not instance:
            raise NotImplementedError(f'two modules are registered as {instance.name}')
        return instance.name

    @staticmethod
    def globalType(instance, field):
        return instance.contents.globals[instance.contents.exports[field][1]].text

    def separate(self, command):
        self.endDriver()
        reason = self.whyNot(command)
        if not reason and any(one.adapted for one in self.providers(command)):
            reason = 'it imports from a module of which wabt cannot parse parts'
        if reason:
            self.plan.skipped[reason] += 1
            self.loseState(command, 'the state depends on a skipped module')
            return
        case = (command['line'], command['text'], command['filename'], len(self.plan.preloads))
        if command['type'] == 'assert_unlinkable':
            self.plan.refused.append(case)
        else:
            self.plan.fails.append(case)
            self.loseState(command, 'the state depends on a module that trapped while it was instantiated')

    def providers(self, command):
        imported = {one.module for one in self.contentsOf(command).imports}
        return [instance for instance in self.instances if instance.name in imported]

    def loseState(self, command, reason):
        """What a module does to others stays done, even if it traps after that; here it is never done."""
        try:
            lost = {one.module for one in self.contentsOf(command).imports if one.kind != wasmBinary.FUNC}
        except (ValueError, IndexError):  # encoded with newer features
            lost = {instance.name for instance in self.instances}
        for instance in self.instances:
            if instance.name in lost or any(instance.contents.importsState(name) for name in lost):
                instance.unknownState = reason

    def endDriver(self):
        if self.driver:
            self.plan.preloads.append((f'driver.{len(self.plan.preloads)}', None, self.driver))
            self.driver = None

