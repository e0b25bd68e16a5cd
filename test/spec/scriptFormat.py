"""A lit test format: one test per script of the official suite and configuration."""

import os
import platform
import re
import subprocess
import zlib

import lit.Test
import lit.formats

import configurations

MODELS = ('library', 'program')
LEVELS = ('O0', 'O1', 'O2', 'O3')
# Below the suite's folder. Scripts about custom sections have nothing to run.
FOLDERS = ('', 'proposals/threads', 'proposals/custom-page-sizes', 'proposals/wide-arithmetic', 'legacy')
LIBRARY_ONLY = 'needs the library model: not one module alone'
ROW = re.compile(r'^  (\w+) +(\d+) held +(\d+) failed +(\d+) skipped$', re.M)
REASON = re.compile(r'^  (\d+) skipped: (.*)$', re.M)
# wasmc-wast ends each executable by itself; this is for wasmc-wast.
TIMEOUT = 1200


class Mode:
    """Sanitized: the runtime and the driver are, and the collector runs at every allocation. In units: each function is compiled
    apart from the others."""

    def __init__(self, model, level, configuration, isSanitized=False, inUnits=False):
        self.model, self.level, self.configuration = model, level, configuration
        self.isSanitized, self.inUnits = isSanitized, inUnits
        self.name = f'{model}-{level}-{configuration.name}' + ('-asan' if isSanitized else '-units' if inUnits else '')

    def command(self, wasmcWast, script):
        options = [f'--model={self.model}', f'-{self.level}', f'--bounds={self.configuration.bounds}',
                   f'--target={self.configuration.cpu}-linux']
        if os.path.basename(os.path.dirname(script)) == 'legacy':
            options.append('--features=all,+legacy-exceptions')
        if self.inUnits:
            options.append('--unit-size=1')
        if self.isSanitized:
            options += ['--gc-stress', '--linker=' + os.path.join(configurations.ROOT, 'test', 'support', 'link-sanitized')]
        return [wasmcWast, '--run', *options, script]


# Only explicit checks: memory functions that are the C library's may not fault. Only this machine: sanitizers run natively.
NATIVE = configurations.Configuration('explicit', platform.machine())
SANITIZED = [Mode('library', level, NATIVE, isSanitized=True) for level in ('O0', 'O2')]
UNITS = [Mode(model, 'O1', configurations.Configuration('guard', cpu), inUnits=True)
         for model in MODELS for cpu in ('x86_64', 'aarch64')]
PLAIN = [Mode(model, level, configuration) for model in MODELS for level in LEVELS for configuration in configurations.ALL]
ALL = PLAIN + SANITIZED + UNITS


def modesOf(path):
    """The program model is for scripts of one module. This is a quick look at where commands begin; wasmc-wast knows for sure."""
    with open(path, 'rb') as file:
        isProgram = len(re.findall(rb'^\(module\b', file.read(), re.M)) == 1
    return [mode for mode in ALL if isProgram or mode.model == 'library']


def usualModes(script, modes):
    """What runs by default: each script in the library model, with sanitizers, too, and as a program in both ways to check bounds;
    further ones by turns, chosen by its name so that each script runs on each CPU and the scripts together everywhere."""
    usual = {'library-O0-guard-x86_64', 'program-O2-guard-x86_64', 'program-O2-explicit-x86_64', SANITIZED[0].name}
    turn = zlib.crc32(script.encode())
    for chosen in ('library-.*-aarch64', 'program-.*-aarch64', '.*-O[13]-.*-x86_64', '.*-units'):
        matching = [mode.name for mode in modes if re.fullmatch(chosen, mode.name)]
        if matching:
            usual.add(matching[turn % len(matching)])
    return [mode for mode in modes if mode.name in usual]


class ScriptFormat(lit.formats.TestFormat):
    def __init__(self, folder, wasmcWast, everything):
        self.folder, self.wasmcWast, self.everything = folder, wasmcWast, everything

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if not os.path.isdir(self.folder):
            yield lit.Test.Test(testSuite, (*path_in_suite, 'spec'), localConfig)
            return
        for folder in FOLDERS:
            for name in sorted(os.listdir(os.path.join(self.folder, folder))):
                script = os.path.join(folder, name.removesuffix('.wast'))
                if name.endswith('.wast'):
                    modes = modesOf(os.path.join(self.folder, folder, name))
                    for mode in modes if self.everything else usualModes(script, modes):
                        yield lit.Test.Test(testSuite, (*path_in_suite, *script.split('/'), mode.name), localConfig)

    def execute(self, test, litConfig):
        if not os.path.isdir(self.folder):
            return lit.Test.UNSUPPORTED, f'{self.folder} does not exist (WASMC_SUITES)'
        mode = next(one for one in ALL if one.name == test.path_in_suite[-1])
        if not mode.configuration.canRun():
            return lit.Test.UNSUPPORTED, f'no qemu-{mode.configuration.cpu} to run it'
        script = os.path.join(self.folder, *test.path_in_suite[1:-1]) + '.wast'
        command = mode.command(self.wasmcWast, script)
        try:
            ran = subprocess.run(command, capture_output=True, text=True, errors='replace', timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired as expired:
            return lit.Test.TIMEOUT, str(expired)
        return self.result(ran, ' '.join(command))

    @staticmethod
    def result(ran, command):
        held = failed = skipped = 0
        for name, *counts in ROW.findall(ran.stdout):
            if name.startswith('assert_'):
                held, failed, skipped = (a + int(b) for a, b in zip((held, failed, skipped), counts))
        reasons = {reason: int(count) for count, reason in REASON.findall(ran.stdout)}
        if ran.returncode != 0:
            result = lit.Test.Result(lit.Test.FAIL, f'{command}\n{ran.stdout}{ran.stderr}')
        elif held or not reasons:
            result = lit.Test.Result(lit.Test.PASS, ran.stdout)
        else:
            result = lit.Test.Result(lit.Test.UNSUPPORTED, max(reasons, key=reasons.get))
        if LIBRARY_ONLY in reasons:  # by its nature in this model: nothing that is missing
            return result
        for name, count in (('held', held), ('failed', failed), ('skipped', skipped)):
            result.addMetric(f'assertions {name}', lit.Test.IntMetricValue(count))
        for reason, count in reasons.items():
            result.addMetric(f'skipped: {reason}', lit.Test.IntMetricValue(count))
        return result
