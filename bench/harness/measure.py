"""Builds programs in every column and runs them in turn."""

import atexit
import concurrent.futures
import dataclasses
import hashlib
import math
import os
import statistics
import time

from .common import BENCH, CLANG, BenchError, processorSeconds, progress, run

LEAST_ROUNDS = 3


@dataclasses.dataclass
class Measured:
    """One program in one column: per round the processor and wall-clock seconds; compile time in processor seconds. An engine that
    does not compile or run a program has a failure, what it said, and no times."""
    processor: list = dataclasses.field(default_factory=list)
    wall: list = dataclasses.field(default_factory=list)
    residentKiB: int = 0
    compileSeconds: float = 0
    bytes: int = 0
    failure: str = ''

    @property
    def minimum(self):
        return math.inf if self.failure else min(self.processor)

    @property
    def median(self):
        return math.inf if self.failure else statistics.median(self.processor)


@dataclasses.dataclass(frozen=True)
class StartUp:
    """Many spawns of one command. On a busy machine the median of wall-clock time is the scheduler's, not the command's: then the
    minimum and the median of processor time tell."""
    median: float
    minimum: float
    processor: float
    residentKiB: int


class Spawner:
    """harness/spawn.c: runs commands and measures them without Python's own cost beside."""

    def __init__(self, work):
        # By this process alone: another bench/run may be at work.
        self.executable, self.output = work / f'spawn-{os.getpid()}', work / f'spawn-{os.getpid()}.output'
        atexit.register(self.remove)
        run([CLANG, '-O2', '-static', '-Wall', BENCH / 'harness' / 'spawn.c', '-o', self.executable])

    def remove(self):
        for file in (self.executable, self.output):
            file.unlink(missing_ok=True)

    def __call__(self, command, count=1, folder=None):
        """[(wall, processor seconds, resident KiB)] of `count` runs, and the SHA-256 of what the last one printed."""
        lines = run([self.executable, count, self.output, *command], cwd=folder).splitlines()
        rows = [tuple(map(int, line.split())) for line in lines]
        samples = [(wall / 1e9, (user + system) / 1e6, resident) for wall, user, system, resident in rows]
        return samples, hashlib.sha256(self.output.read_bytes()).hexdigest()


def buildProgram(program, columns, work):
    """Compiles a program for every column; returns {column: Plan} and {column: Measured} with what compiling took."""
    # Its module once for all columns, and once more with vectors if a column wants them.
    for simd in {getattr(column, 'simd', False) for column in columns.values()} | {False}:
        program.buildModule(program.module(work, simd), simd)
    plans, results = {}, {}
    for name, column in columns.items():
        plan = plans[name] = column.plan(program, work / f'{program.name}.{name}')
        try:
            seconds = sum(processorSeconds(command) for command in plan.compile)
            results[name] = Measured(compileSeconds=seconds, bytes=sum(os.path.getsize(file) for file in plan.files))
        except BenchError as error:
            results[name] = failed(column, error)
    return plans, results


def failed(column, error):
    """What an engine that can't do a program has instead of times. Native code and wasmc must: there the error goes on."""
    if not column.mayFail:
        raise error
    progress(f'left out: {error}')
    return Measured(failure=str(error).strip())


def buildAll(programs, columns, work):
    """buildProgram for each, as many at a time as there are processors: {program: (plans, results)}."""
    built = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {pool.submit(buildProgram, program, columns, work): program for program in programs}
        try:
            for future in concurrent.futures.as_completed(futures):
                built[futures[future].name] = future.result()
                progress(f'compiled {len(built)} of {len(programs)}: {futures[future].name}')
        except BenchError:
            pool.shutdown(cancel_futures=True)
            raise
    return built


def runOnce(spawner, plan, expected, folder):
    """(wall, processor seconds, resident KiB) of one run, and the hash of its output, which has to be the expected one if there is one."""
    [sample], digest = spawner(plan.run, folder=folder)
    if expected and digest != expected:
        raise BenchError(f'wrong answer: the output of {" ".join(map(str, plan.run))} differs from the native one')
    return sample, digest


def runRounds(spawner, columns, plans, results, rounds, seconds, folder):
    """Runs all columns in turn, so that a change of the machine's speed meets them alike; one more round warms up. Stops early,
    after LEAST_ROUNDS, when `seconds` have passed. Returns the hash of the output, which must be native code's in every column."""
    expected, start = None, time.perf_counter()
    for number in range(rounds + 1):
        for name, plan in plans.items():
            if results[name].failure:
                continue
            try:
                (wall, processor, resident), expected = runOnce(spawner, plan, expected, folder)
            except BenchError as error:
                results[name] = failed(columns[name], error)
                continue
            if number:
                results[name].wall.append(wall)
                results[name].processor.append(processor)
                results[name].residentKiB = max(resident, results[name].residentKiB)
        if number >= LEAST_ROUNDS and time.perf_counter() - start > seconds:
            break
    return expected


def startUps(spawner, commands, spawns, folder=None):
    """{name: StartUp} of many runs of each command, in turn by small batches."""
    batch, samples = 20, {name: [] for name in commands}
    for done in range(0, spawns, batch):
        progress(f'start-up: {done} of {spawns} spawns each')
        for name, command in commands.items():
            samples[name] += spawner(command, min(batch, spawns - done), folder)[0]
    results = {}
    for name, runs in samples.items():
        walls, processor, resident = zip(*runs)
        results[name] = StartUp(statistics.median(walls), min(walls), statistics.median(processor), max(resident))
    return results
