"""An adapter of wasmc for the test runner of WebAssembly/wasi-testsuite.

Each module is compiled to an executable for this machine with the folder and the variables of its test granted; the command to run
is that executable. WASMC names the compiler and its options (`WASMC='wasmc --bounds=explicit'`), split as a shell does; default
`wasmc`.
"""

import atexit
import os
import shlex
import shutil
import subprocess
import tempfile

WASMC = shlex.split(os.environ.get('WASMC', 'wasmc'))
folders = []


def get_name():
    return 'wasmc'


def get_version():
    done = subprocess.run([WASMC[0], '--version'], encoding='utf-8', capture_output=True, check=True)
    return done.stdout.split()[1]


def get_wasi_versions():
    return ['wasm32-wasip1']


def get_wasi_worlds():
    return ['wasi:cli/command']


def compute_argv(test_path, args_env_root, proposals, wasi_world, wasi_version):
    """The command that runs a module; the command that compiles it if wasmc refuses it, which then is what fails."""
    arguments, variables, root = args_env_root
    executable = os.path.join(newFolder(), 'app')
    command = [*WASMC, str(test_path), '-o', executable, *(f'--env={name}={value}' for name, value in variables.items())]
    if root:
        command += ['--dir', f'{os.path.abspath(root)}::/']
    compiled = subprocess.run(command, capture_output=True, check=False)
    return [executable, *arguments] if compiled.returncode == 0 else command


def newFolder():
    """A folder that lasts as long as the runner."""
    if not folders:
        atexit.register(lambda: [shutil.rmtree(folder, ignore_errors=True) for folder in folders])
    folders.append(tempfile.mkdtemp(prefix='wasmc-wasi-'))
    return folders[-1]
