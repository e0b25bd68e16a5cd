"""The tables in Markdown."""

import dataclasses

from . import columns as columnsModule
from .summary import ratio, wins


MISSING = '–'  # an engine can't do this program


def row(cells):
    return f'| {" | ".join(cells)} |'


def table(header, rows):
    return '\n'.join([row(header), row(['---'] + ['---:'] * (len(header) - 1)), *map(row, rows)])


def overview(summaries, columns):
    """One line for each column."""
    groups = list(dict.fromkeys(group for one in summaries.values() for group in one.groups))
    header = ['column', 'geometric mean', *groups, 'too slow', 'worst', 'start-up ms', 'peak memory MiB', 'size KiB',
              'compile s']
    rows = []
    for name, one in summaries.items():
        speed = [''] * (3 + len(groups))
        if columns[name].baseline:
            speed = [f'{one.overall:.3f}', *(f'{one.groups[group]:.3f}' if group in one.groups else MISSING for group in groups), f'{one.slow} of {one.entries} above {columns[name].goal}',
                     f'{one.worst[0]} {one.worst[1]:.2f}']
        rows.append([name, *speed, f'{one.startUp * 1e3:.2f}', f'{one.residentMiB:.1f}', f'{one.kib:.0f}',
                     f'{one.compileSeconds:.1f}'])
    return table(header, rows)


def times(results, programs, columns):
    """Each program's time natively, and its ratio in the other columns."""
    natives = [name for name, column in columns.items() if not column.baseline]
    others = [name for name, column in columns.items() if column.baseline]
    rows = []
    for program in programs:
        cells = results[program.name]
        rows.append([program.name, *(f'{cells[name].minimum:.3f} ({cells[name].median:.3f})' for name in natives),
                     *(MISSING if cells[name].failure else f'{ratio(results, program.name, name, columns):.2f} '
                       f'({cells[name].median / cells[columns[name].baseline].median:.2f})' for name in others)])
    return table(['program', *(f'{name} s' for name in natives), *others], rows)


def costs(results, programs, columns):
    """Memory, size and compile time of each program."""
    header = ['program', *(f'{name} {unit}' for unit in ('MiB', 'KiB', 'compile s') for name in columns)]
    rows = []
    for program in programs:
        cells = [results[program.name][name] for name in columns]
        rows.append([program.name, *(f'{cell.residentKiB / 1024:.1f}' if not cell.failure else MISSING for cell in cells),
                     *(f'{cell.bytes / 1024:.0f}' if not cell.failure else MISSING for cell in cells),
                     *(f'{cell.compileSeconds:.2f}' if not cell.failure else MISSING for cell in cells)])
    return table(header, rows)


def comparison(results, programs, columns):
    """In how many programs each of wasmc's modes is faster than every engine."""
    engines = [name for name, column in columns.items() if isinstance(column, columnsModule.Engine)]
    modes = [name for name, column in columns.items() if isinstance(column, columnsModule.Mode)]
    if not engines:
        return ''
    return ''.join(f'- `{mode}` is faster than every engine ({", ".join(engines)}) in {wins(results, programs, mode, engines)} of '
                   f'{len(programs)} programs\n' for mode in modes)


@dataclasses.dataclass(frozen=True)
class Report:
    """The overview that stands for the whole, and what follows it."""
    overview: str
    details: str

    @property
    def whole(self):
        return paragraphs(self.overview, self.details)

    def followedBy(self, title, text):
        return Report(self.overview, paragraphs(self.details, title, text))


def report(machine, results, programs, columns, summaries, remarks):
    """Remarks are further lines below the overview."""
    notes = comparison(results, programs, columns) + ''.join(f'- {remark}\n' for remark in remarks)
    return Report(paragraphs(machine, overview(summaries, columns), notes),
                  paragraphs('Ratio to native of the minima (of the medians):', times(results, programs, columns),
                             'Peak memory, size, compile time:', costs(results, programs, columns)))


def paragraphs(*parts):
    return '\n\n'.join(part.rstrip('\n') for part in parts if part) + '\n'
