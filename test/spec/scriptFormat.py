"""A lit test format: one test per script of the official suite and mode."""

import os
import shutil
import subprocess

import lit.Test
import lit.formats

import configurations
import runScript

ALL = [
    runScript.Mode(level, configuration, operands)
    for configuration in configurations.ALL
    for level, operands in (('O0', 'loaded'), ('O2', 'loaded'), ('O2', 'constant'))
    if not (configuration.emulated and operands == 'constant')
]
USUAL = {'O0-guard-x86_64-loaded', 'O2-guard-x86_64-loaded', 'O2-explicit-x86_64-constant', 'O2-guard-aarch64-loaded'}
# Each trapping assertion is a run of its own, and qemu takes its time for each memory that is reserved: by default only scripts
# with few of both run under it, and not the longest ones.
EMULATED_TRAPS = 40
EMULATED_MODULES = 5
EMULATED_RETURNS = 600


class ScriptFormat(lit.formats.TestFormat):
    def __init__(self, folder, everything):
        self.folder = folder
        self.everything = everything
        self.modes = [mode for mode in ALL if everything or mode.name in USUAL]

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
            if mode.configuration.emulated and self.isLong(run.plan) and not self.everything:
                result = lit.Test.Result(lit.Test.UNSUPPORTED, 'takes long under emulation (test/run spec-all runs it)')
            else:
                result = self.result(run.all())
        except subprocess.TimeoutExpired as expired:
            return lit.Test.TIMEOUT, str(expired)
        if result.code is not lit.Test.FAIL:
            shutil.rmtree(work)
        return result

    @staticmethod
    def isLong(plan):
        modules = len(plan.preloads) + len(plan.fails) + len(plan.refused)
        return len(plan.traps) > EMULATED_TRAPS or modules > EMULATED_MODULES or plan.returns > EMULATED_RETURNS

    @staticmethod
    def result(outcome):
        if outcome.held or outcome.problems:
            result = lit.Test.Result(lit.Test.FAIL if outcome.problems else lit.Test.PASS, '\n'.join(outcome.problems))
        else:
            reasons = outcome.skipped.most_common(1)
            reason = reasons[0][0] if reasons else 'it has no assertion that is executed'
            result = lit.Test.Result(lit.Test.UNSUPPORTED, reason)
        result.addMetric('assertions of the official suite held', lit.Test.IntMetricValue(outcome.held))
        result.addMetric('assertions of the official suite skipped', lit.Test.IntMetricValue(sum(outcome.skipped.values())))
        return result
