"""A lit test format: one test per generated script and configuration, executed as the official suite's scripts are."""

import os

import lit.Test

import generate
import scriptFormat


class BoundsFormat(scriptFormat.ScriptFormat):
    """`folder` is where the scripts are written to."""

    def __init__(self, folder, wasmcWast, everything):
        os.makedirs(folder, exist_ok=True)
        super().__init__(folder, wasmcWast, everything)

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        for name in generate.scripts():
            modes = scriptFormat.ALL if self.everything else scriptFormat.usualModes(name, scriptFormat.ALL)
            for mode in modes:
                yield lit.Test.Test(testSuite, (*path_in_suite, name, mode.name), localConfig)

    def execute(self, test, litConfig):
        name = test.path_in_suite[-2]
        script = os.path.join(self.folder, name + '.wast')
        # Other modes of the same script write the same at the same time.
        with open(f'{script}.{os.getpid()}', 'w', encoding='ascii') as file:
            file.write(generate.scripts()[name]())
        os.replace(file.name, script)
        return super().execute(test, litConfig)
