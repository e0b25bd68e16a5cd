"""Each bad value: wasmc and the executable say the same, with status 2 and 125."""
import os
import subprocess
import sys

wasmc, module, executable = sys.argv[1:]
size, count = 'needs a size', 'needs a number from 1'
cases = [('--max-memory', value, size) for value in ('0', '-1', '1.5G', '64MB', '64 M', 'M', '8388608T', '18446744073709551616')]
cases += [('--max-stack', value, size) for value in ('63K', '65G', '1')]
cases += [('--max-table', value, count) for value in ('0', '1K', '4294967296', 'x')]
cases += [('--max-gc-heap', value, size) for value in ('0', '1.5G')]
cases += [('--max-fds', value, count) for value in ('0', '-3')]
cases += [('--fuel', value, count) for value in ('0', '9223372036854775808', '1e9')]
cases += [('--timeout', value, 'needs a duration') for value in ('5', '0s', '1d', '9223372037s', '-1s', 's', '1ns')]
cases += [('--listen', value, 'needs ADDR:PORT') for value in ('80', '127.0.0.1', ':80', '::1:80', '127.0.0.1:65536', '[::1]')]
cases += [('--connect', value, 'needs HOST:PORT') for value in ('localhost', 'localhost:0', 'localhost:http')]
failed = False
for option, value, expected in cases:
    text = f'{option} {expected}'
    runs = [([wasmc, module, f'{option}={value}', '-o', f'{executable}.none'], {}, 2),
            ([executable], {'WASMC_OPTS': f'"{option}={value}"'}, 125)]
    for command, environment, status in runs:
        run = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False)
        if run.returncode != status or text not in run.stderr or f"not '{value}'" not in run.stderr:
            print(f'{option}={value}: status {run.returncode} instead of {status}: {run.stderr}')
            failed = True
sys.exit(failed)
