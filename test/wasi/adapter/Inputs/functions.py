"""Calls the adapter's functions as the official runner does: functions.py ADAPTER GOOD.wasm REFUSED.wasm"""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile

adapterPath, good, refused = sys.argv[1:]
spec = importlib.util.spec_from_file_location('wasmc.py', adapterPath)
adapter = importlib.util.module_from_spec(spec)
spec.loader.exec_module(adapter)


def argv(module, arguments=(), variables=None, root=None):
    return adapter.compute_argv(module, [list(arguments), variables or {}, root], [], 'wasi:cli/command', 'wasm32-wasip1')


def run(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


# The runner takes a file that prints something when it is run for an adapter of the older form.
assert run([sys.executable, adapterPath, '--version']).stdout == ''
assert adapter.get_name() == 'wasmc'
assert re.fullmatch(r'\d+(\.\d+)*\S*', adapter.get_version()), adapter.get_version()
assert adapter.get_wasi_versions() == ['wasm32-wasip1'] and adapter.get_wasi_worlds() == ['wasi:cli/command']

# The guest sees its arguments, its variables and its root folder, and its status is the command's.
with tempfile.TemporaryDirectory() as root:
    done = run(argv(good, ['one', 'two words'], {'NAME': 'a "value"'}, root))
    assert (done.returncode, done.stdout) == (33, 'one|two words|a "value"|\n'), done
    assert os.listdir(root) == ['made'], os.listdir(root)
# Nothing is granted that the test doesn't ask for.
assert run(argv(good)).returncode == 34
# What wasmc refuses fails with its message.
done = run(argv(refused))
assert done.returncode == 1 and 'error' in done.stderr, done
