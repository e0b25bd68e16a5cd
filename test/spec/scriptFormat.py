"""A lit test format: one test per script of the official suite and mode."""

import os
import shutil
import subprocess

import lit.Test
import lit.formats

import configurations
import runScript

GUARD_X86, EXPLICIT_X86, GUARD_ARM, EXPLICIT_ARM = [
    configurations.Configuration(bounds, cpu) for cpu in configurations.CPUS for bounds in configurations.BOUNDS
]
USUAL = [
    runScript.Mode('O0', GUARD_X86, 'loaded'),
    runScript.Mode('O2', GUARD_X86, 'loaded'),
    runScript.Mode('O2', EXPLICIT_X86, 'constant'),
    runScript.Mode('O2', GUARD_ARM, 'loaded'),
]
ALL = [
    runScript.Mode(level, configuration, operands)
    for configuration in configurations.ALL
    for level, operands in (('O0', 'loaded'), ('O2', 'loaded'), ('O2', 'constant'))
]
# Each trapping assertion is a run of its own: under emulation only scripts with no more of them than this are run, unless asked.
EMULATED_TRAPS = 40


class ScriptFormat(lit.formats.TestFormat):
    def __init__(self, folder, everything):
        self.folder = folder
        self.everything = everything
        self.modes = ALL if everything else USUAL

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if not os.path.isdir(self.folder):
            yield lit.Test.Test(testSuite, (*path_in_suite, 'spec'), localConfig)
            return
        for name in sorted(os.listdir(self.folder)):
            if name.endswith('.wast'):
                for mode in self.modes:
                    yield lit.Test.Test(testSuite, (*path_in_suite, name.removesuffix('.wast'), mode.name), localConfig)

    def execute(self, test, litConfig):
        if not os.path.isdir(self.folder):
            return lit.Test.UNSUPPORTED, f'{self.folder} does not exist (WASMC_SUITES)'
        script = os.path.join(self.folder, test.path_in_suite[-2] + '.wast')
        mode = next(one for one in self.modes if one.name == test.path_in_suite[-1])
        if not mode.configuration.canRun():
            return lit.Test.UNSUPPORTED, f'no qemu-{mode.configuration.cpu} to run it'
        work = test.getExecPath()
        cache = os.path.join(os.path.dirname(os.path.dirname(work)), 'split')
        try:
            run = runScript.Run(script, mode, work, cache)
            if mode.configuration.emulated and len(run.plan.traps) > EMULATED_TRAPS and not self.everything:
                result = lit.Test.UNSUPPORTED, 'takes long under emulation (test/run spec-all runs it)'
            else:
                result = self.result(run.all())
        except subprocess.TimeoutExpired as expired:
            return lit.Test.TIMEOUT, str(expired)
        if not isinstance(result, lit.Test.Result) or result.code is not lit.Test.FAIL:
            shutil.rmtree(work)
        return result

    @staticmethod
    def result(outcome):
        skipped = sum(outcome.skipped.values())
        if not outcome.held and not outcome.problems:
            reasons = outcome.skipped.most_common(1)
            return lit.Test.UNSUPPORTED, reasons[0][0] if reasons else 'it has no assertion that is executed'
        result = lit.Test.Result(lit.Test.FAIL if outcome.problems else lit.Test.PASS, '\n'.join(outcome.problems))
        result.addMetric('assertions of the official suite', lit.Test.IntMetricValue(outcome.held))
        result.addMetric('assertions of the official suite, skipped', lit.Test.IntMetricValue(skipped))
        return result
