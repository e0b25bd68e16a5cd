"""What the measurements say: ratios, geometric means, how many entries are too slow."""

import dataclasses
import math
import statistics


def geometricMean(values):
    return math.exp(statistics.fmean(map(math.log, values)))


@dataclasses.dataclass(frozen=True)
class Summary:
    """A column over what it can do of the suite; ratios are to the native column with the same CPU flags, by minima of processor time."""
    groups: dict
    overall: float
    slow: int
    worst: tuple
    entries: int
    startUp: float  # seconds, median
    residentMiB: float
    kib: float
    compileSeconds: float


def ratio(results, program, name, columns):
    """Of one program's time in a column to the native one; 1 for a native column, infinite where it could not be done."""
    baseline = columns[name].baseline or name
    return results[program][name].minimum / results[program][baseline].minimum


def summarise(results, programs, columns, starts):
    """{column: Summary} of those that can do a program; `starts` is {column: StartUp}."""
    summaries = {}
    for name in columns:
        done = [program for program in programs if not results[program.name][name].failure]
        if not done:
            continue
        ratios = {program.name: ratio(results, program.name, name, columns) for program in done}
        groups = {group: geometricMean([ratios[program.name] for program in done if program.group == group])
                  for group in dict.fromkeys(program.group for program in done)}
        worst = max(ratios.items(), key=lambda entry: entry[1])
        cells = [results[program.name][name] for program in done]
        summaries[name] = Summary(groups, geometricMean(ratios.values()), sum(value > columns[name].goal for value in ratios.values()), worst,
                                  len(ratios), starts[name].median, geometricMean([cell.residentKiB / 1024 for cell in cells]),
                                  geometricMean([cell.bytes / 1024 for cell in cells]), sum(cell.compileSeconds for cell in cells))
    return summaries


def wins(results, programs, mode, engines):
    """In how many programs a mode is faster than every engine that can do them."""
    return sum(all(results[program.name][mode].minimum < results[program.name][engine].minimum for engine in engines)
               for program in programs)


def costInPercent(results, dearer, cheaper):
    """Of one column relative to another, over all programs."""
    return 100 * (geometricMean([row[dearer].minimum / row[cheaper].minimum for row in results.values()]) - 1)
