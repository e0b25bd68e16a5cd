"""A lit test format: one test per real module and configuration, generated from the manifest instead of from files."""

import os
import shutil
import subprocess

import lit.Test
import lit.formats

import configurations
import manifest

# By default modules that are quick and small run with guard pages on both CPUs and with explicit checks natively, the others with
# guard pages natively.
# `test/run modules-all` runs them all.
QUICK_SECONDS = 1.0
SMALL_SIZE = 400_000
TIMEOUT = 600


class ManifestFormat(lit.formats.TestFormat):
    def __init__(self, folder, benchModule, everything):
        self.folder = folder
        self.benchModule = benchModule
        self.everything = everything
        self.rows = {}

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if not os.path.isdir(self.folder):
            yield lit.Test.Test(testSuite, (*path_in_suite, 'MANIFEST.tsv'), localConfig)
            return
        self.rows = {row.id: row for row in manifest.read(self.folder)}
        for row in self.rows.values():
            for configuration in configurations.ALL:
                path = (*path_in_suite, *row.id.split('/'), configuration.name)
                yield lit.Test.Test(testSuite, path, localConfig)

    def execute(self, test, litConfig):
        if not self.rows:
            return lit.Test.UNSUPPORTED, f'{self.folder} does not exist (WASMC_SUITES)'
        row = self.rows['/'.join(test.path_in_suite[1:-1])]
        configuration = next(one for one in configurations.ALL if one.name == test.path_in_suite[-1])
        reason = self.skipReason(row, configuration)
        if reason:
            return lit.Test.UNSUPPORTED, reason
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        try:
            code, message = self.compileAndRun(row, configuration, work)
        except subprocess.TimeoutExpired as expired:
            code, message = lit.Test.TIMEOUT, str(expired)
        if code is not lit.Test.FAIL:
            shutil.rmtree(work)
        return code, message

    def skipReason(self, row, configuration):
        if not configuration.canRun():
            return f'no qemu-{configuration.cpu} to run it'
        if configuration.emulated and configuration.bounds == 'explicit' and not self.everything:
            return 'explicit checks run natively here (test/run modules-all: all configurations)'
        slow = row.seconds > QUICK_SECONDS or row.size > SMALL_SIZE
        if slow and (configuration.emulated or configuration.bounds == 'explicit') and not self.everything:
            return 'takes long; guard-x86_64 runs it here (test/run modules-all: all configurations)'
        return None

    def compileAndRun(self, row, configuration, work):
        executable = os.path.join(work, 'app')
        compiled = configuration.compile(row.module, executable, self.options(row, work), TIMEOUT)
        if compiled.returncode != 0:
            return lit.Test.FAIL, f'{commandLine(compiled)}\nexit status {compiled.returncode}\n{compiled.stderr}'
        stdin = b''
        if row.stdin:
            with open(row.stdin, 'rb') as file:
                stdin = file.read()
        ran = configuration.run(executable, row.arguments, row.argv0, stdin, timeout=TIMEOUT)
        return self.judge(row, compiled, ran)

    def options(self, row, work):
        """Each pre-opened host folder is copied once, even if it is granted under two names."""
        options = [f'--env={variable}' for variable in row.env]
        if row.imports:
            options += ['--preload', f'{row.imports}={self.benchModule}']
        for host, guest in row.preopens:
            copy = os.path.join(work, 'root', os.path.basename(os.path.dirname(host)))
            if not os.path.exists(copy):
                shutil.copytree(host, copy, symlinks=True)
            options += ['--dir', f'{copy}::{guest}']
        return options

    @staticmethod
    def judge(row, compiled, ran):
        problems = [manifest.mismatch('stdout', row.stdout, ran.stdout), manifest.mismatch('stderr', row.stderr, ran.stderr)]
        if ran.returncode != row.exit:
            problems.insert(0, f'exit status {ran.returncode}, expected {row.exit}\n{manifest.excerpt(ran.stderr)}')
        problems = [problem for problem in problems if problem]
        if not problems:
            return lit.Test.PASS, ''
        return lit.Test.FAIL, '\n'.join([commandLine(compiled), commandLine(ran), *problems])


def commandLine(process):
    return '$ ' + ' '.join(process.args)
