"""A lit test format: one test per module of the official WASI suite and configuration."""

import contextlib
import dataclasses
import json
import os
import shutil
import stat
import subprocess

import lit.Test
import lit.formats

import configurations
from libraryConfiguration import LibraryConfiguration
from manifestFormat import commandLine

FOLDERS = ('c', 'rust', 'assemblyscript', 'threads')
LEVEL = '-O0'  # the runtime is what the suite is about; code is tested elsewhere
CONFIGURATIONS = [*(dataclasses.replace(each, level=LEVEL) for each in configurations.ALL),
                  *(LibraryConfiguration(bounds, LEVEL) for bounds in configurations.BOUNDS)]
TIMEOUT = 60


class SuiteFormat(lit.formats.TestFormat):
    def __init__(self, folder):
        self.folder = folder

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if not os.path.isdir(self.folder):
            yield lit.Test.Test(testSuite, (*path_in_suite, 'wasi'), localConfig)
            return
        for folder in FOLDERS:
            for name in sorted(os.listdir(os.path.join(self.folder, folder))):
                if name.endswith('.wasm'):
                    for configuration in CONFIGURATIONS:
                        if folder == 'threads' and isinstance(configuration, LibraryConfiguration):
                            continue  # threads are the host's
                        path = (*path_in_suite, folder, name.removesuffix('.wasm'), configuration.name)
                        yield lit.Test.Test(testSuite, path, localConfig)

    def execute(self, test, litConfig):
        if not os.path.isdir(self.folder):
            return lit.Test.UNSUPPORTED, f'{self.folder} does not exist (WASMC_SUITES)'
        folder, name, configurationName = test.path_in_suite[1:]
        configuration = next(one for one in CONFIGURATIONS if one.name == configurationName)
        if not configuration.canRun():
            return lit.Test.UNSUPPORTED, f'no qemu-{configuration.cpu} to run it'
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        try:
            code, message = compileAndRun(os.path.join(self.folder, folder, name), configuration, work)
        except subprocess.TimeoutExpired as expired:
            code, message = lit.Test.TIMEOUT, str(expired)
        if code is not lit.Test.FAIL:
            shutil.rmtree(work)
        return code, message


def compileAndRun(stem, configuration, work):
    specification = readSpecification(stem)
    executable = os.path.join(work, 'app')
    options = [f'--env={name}={value}' for name, value in specification.get('env', {}).items()]
    options += [f'--dir={copyTree(host, work)}::{guest}' for host, guest in preopens(stem, specification)]
    compiled = configuration.compile(f'{stem}.wasm', executable, options, TIMEOUT)
    if compiled.returncode != 0:
        return lit.Test.FAIL, f'{commandLine(compiled)}\nexit status {compiled.returncode}\n{compiled.stderr}'
    with standardInput(specification) as stdin:
        ran = configuration.run(executable, specification.get('args', []), stdin=stdin, timeout=TIMEOUT)
    problems = mismatches(specification, ran)
    if problems:
        return lit.Test.FAIL, '\n'.join([commandLine(compiled), commandLine(ran), *problems])
    return lit.Test.PASS, ''


def readSpecification(stem):
    """The JSON file beside a module; without one, everything has its default."""
    if not os.path.exists(f'{stem}.json'):
        return {}
    with open(f'{stem}.json', encoding='utf-8') as file:
        return json.load(file)


def preopens(stem, specification):
    """(host folder, guest's name): `root` is the guest's `/`, `dirs` keep their names."""
    base = os.path.dirname(stem)
    pairs = [(os.path.join(base, name), name) for name in specification.get('dirs', [])]
    if 'root' in specification:
        pairs.append((os.path.join(base, specification['root']), '/'))
    return pairs


def copyTree(folder, work):
    """A copy that the guest may write to, whatever the permissions of the original."""
    copy = os.path.join(work, os.path.basename(folder))
    shutil.copytree(folder, copy, symlinks=True)
    for path, _, files in os.walk(copy):
        for each in (path, *(os.path.join(path, name) for name in files)):
            os.chmod(each, os.stat(each).st_mode | stat.S_IWUSR)
    return copy


@contextlib.contextmanager
def standardInput(specification):
    """What the specification says; where it says nothing, a pipe into which nobody writes, as in the suite's own runner: some modules
    wait for it."""
    if 'stdin' in specification:
        yield specification['stdin'].encode()
        return
    readEnd, writeEnd = os.pipe()
    try:
        yield readEnd
    finally:
        os.close(readEnd)
        os.close(writeEnd)


def mismatches(specification, ran):
    """What differs from the specification, in words. Output that it does not mention is not compared."""
    problems = []
    if ran.returncode != specification.get('exit_code', 0):
        problems.append(f'exit status {ran.returncode}, expected {specification.get("exit_code", 0)}')
        problems.append(ran.stderr.decode(errors='replace'))
    for stream, actual in (('stdout', ran.stdout), ('stderr', ran.stderr)):
        if stream in specification and actual != specification[stream].encode():
            problems.append(f'{stream} is {actual!r}, expected {specification[stream]!r}')
    return problems

