"""A lit test format: the tests of other folders once more, in another configuration."""

import os

import lit.Test
import lit.formats

FOLDERS = (('library',), ('rt', 'host'))
# What runs by default: each way into and out of a guest, on every stack, and each way in which a call ends.
USUAL = ('calls.c', 'header-calls.c', 'interruptions.cpp', 'plugin-abi.cpp', 'refused-modules.cpp', 'registers.cpp',
         'stack-end.c', 'typed-calls.c', 'wasi-host.c')


class BorrowedTest(lit.Test.Test):
    """A test whose file is in another folder, and whose outputs are in this one."""

    def __init__(self, suite, path, config, source):
        super().__init__(suite, path, config)
        self.source = source
        self.requires.append('aarch64-hosts')

    def getSourcePath(self):
        return self.suite.getSourcePath(self.source)


class HostFormat(lit.formats.ShTest):
    def __init__(self, everything):
        super().__init__()
        self.everything = everything

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        for folder in FOLDERS:
            for name in sorted(os.listdir(testSuite.getSourcePath(folder))):
                source = (*folder, name)
                if name in USUAL or (self.everything and runsHost(testSuite.getSourcePath(source))):
                    yield BorrowedTest(testSuite, (*path_in_suite, name), localConfig, source)


def runsHost(path):
    """Whether it is a test, and not one of headers alone."""
    if os.path.isdir(path):
        return False
    with open(path, encoding='utf-8') as file:
        return 'RUN:' in (text := file.read()) and '%run' in text
