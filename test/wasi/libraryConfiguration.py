"""A module as a plugin, which test/library/wasi-host.c runs with the same grants as an executable would have."""

import os
import platform
import shlex
import subprocess
import tempfile

import configurations

BUILD = os.path.dirname(os.path.dirname(os.path.abspath(configurations.wasmc())))
HOST_CC = os.path.join(configurations.ROOT, 'test', 'support', 'hostcc')
SOURCE = os.path.join(configurations.ROOT, 'test', 'library', 'wasi-host.c')


class LibraryConfiguration(configurations.Configuration):
    def __init__(self, bounds, level):
        super().__init__(bounds, platform.machine(), level)

    @property
    def name(self):
        return f'library-{self.bounds}'

    def compile(self, module, executable, options=(), timeout=600):
        """The executable is a script that calls the host."""
        plugin = f'{executable}.so'
        compiled = super().compile(module, plugin, ['--emit=shared'], timeout)
        if compiled.returncode == 0:
            with open(executable, 'w', encoding='utf-8') as script:
                print('#!/bin/sh', f'exec {shlex.join([host(), plugin, *options])} -- "$@"', sep='\n', file=script)
            os.chmod(executable, 0o755)
        return compiled


def host():
    """The host program, built when it is older than what it is made of. Tests that run at the same time may each build it."""
    built = os.path.join(BUILD, 'test', 'wasi', 'wasi-host')
    parts = (SOURCE, os.path.join(BUILD, 'lib', 'libwasmc.a'))
    if not os.path.exists(built) or os.path.getmtime(built) < max(os.path.getmtime(part) for part in parts):
        os.makedirs(os.path.dirname(built), exist_ok=True)
        with tempfile.TemporaryDirectory(dir=os.path.dirname(built)) as folder:
            fresh = os.path.join(folder, 'wasi-host')
            subprocess.run([HOST_CC, BUILD, 'libwasmc', SOURCE, '-o', fresh], check=True)
            os.replace(fresh, built)
    return built
