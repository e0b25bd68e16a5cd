"""What a standard stream already holds when the process starts is not the guest's: through a log opened for appending nothing in it can
be written over, cut off or dated back, under whatever number."""

import os
import struct
import sys

import guest
from guest import Batch, NAMES
import verdict

RESULT, IOVEC, TEXT = 64, 128, 1024
LOG, MOVED = 2, 5
EARLIER = b'what was there before\n' * 10
ADDED = b'added'


def attempts(fd):
    """Calls that would change what is there, and writes, which may only add."""
    for flags in (0, 4):
        yield 'fd_fdstat_set_flags', (fd, flags)
    for offset in (0, 5, len(EARLIER) - 1):
        yield 'fd_pwrite', (fd, IOVEC, 1, offset, RESULT)
        yield 'fd_seek', (fd, offset, 0, RESULT)
        yield 'fd_write', (fd, IOVEC, 1, RESULT)
        yield 'fd_filestat_set_size', (fd, offset)
        yield 'fd_allocate', (fd, 0, offset + 1)


def run(executable, configuration, work):
    path = f'{work}/log'
    with open(path, 'wb') as log:
        log.write(EARLIER)
    problems, written = [], 0
    with open(path, 'ab') as log:
        one = guest.Guest(executable, configuration, [f'--dir={work}/in::/'], stderr=log)
    batch = Batch().put(TEXT, b'file' + ADDED).put(IOVEC, struct.pack('<II', TEXT + 4, len(ADDED)))
    for _ in (4, MOVED):
        batch.call('path_open', 3, 0, TEXT, 4, 1, 66, 0, 0, RESULT)
    assert not any(one.run(batch))
    for fd in (LOG, MOVED):
        if fd == MOVED:
            assert one.call('fd_renumber', LOG, MOVED) == 0
        for name, arguments in attempts(fd):
            answer = one.call(name, *arguments)
            written += len(ADDED) if name in ('fd_write', 'fd_pwrite') and answer == 0 else 0
            with open(path, 'rb') as log:
                content = log.read()
            if not content.startswith(EARLIER):
                return [f'{name}{arguments} answers {NAMES.get(answer)} and has changed what was there']
    if content != EARLIER + ADDED * (written // len(ADDED)) or not written:
        problems.append(f'{written} bytes were written, {len(content) - len(EARLIER)} added')
    one.close()
    return problems


def main():
    parser = verdict.parser(__doc__)
    options = parser.parse_args()
    work = os.path.realpath(options.work)
    os.makedirs(work + '/in', exist_ok=True)
    configuration = guest.configurations.Configuration('guard', options.cpu)
    problems = run(guest.build(work, configuration), configuration, work)
    return verdict.status(problems)


if __name__ == '__main__':
    sys.exit(main())
