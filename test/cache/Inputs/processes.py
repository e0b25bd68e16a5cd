"""processes.py WASMC MODULE WORK: compilations in one cache at once, some killed in the middle; every output must be right."""

import pathlib
import random
import shutil
import subprocess
import sys
import time

SEED, ROUNDS, AT_ONCE = 9, 12, 6
LEVELS = ('-O0', '-O1', '-O2')


def start(wasmc, module, output, level, cache):
    return subprocess.Popen([wasmc, module, level, '-o', output, cache], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    wasmc, module, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    numbers = random.Random(SEED)
    expected = {}
    begin = time.monotonic()
    for level in LEVELS:
        assert start(wasmc, module, work / 'expected', level, '--no-cache').wait(60) == 0
        expected[level] = (work / 'expected').read_bytes()
    duration = (time.monotonic() - begin) / len(LEVELS)

    whole = killed = 0
    for round in range(ROUNDS):
        # So small a limit that entries go while others come.
        cache = f'--cache-dir={work}/cache-{round % 4}'
        limit = f'--cache-limit={len(expected["-O0"]) * 2}'
        running = []
        for number in range(AT_ONCE):
            level = numbers.choice(LEVELS)
            output = work / f'out-{round}-{number}'
            command = [wasmc, module, level, '-o', output, cache, limit]
            running.append((level, output, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)))
        victim = running[0][2]
        time.sleep(numbers.uniform(0, duration))
        victim.kill()
        for level, output, process in running:
            status = process.wait(60)
            assert status == 0 or process is victim and status == -9, f'status {status}'
            if status == 0:
                assert output.read_bytes() == expected[level], output
                whole += 1
            else:
                assert not output.exists() or output.read_bytes() == expected[level], output
                killed += 1
    assert whole >= ROUNDS * (AT_ONCE - 1)
    print(f'{whole} whole, {killed} killed')


main()
