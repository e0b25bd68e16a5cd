"""Host calls that wait, while signals arrive: stopped and continued, or sent what the process ignores, they end as they
would have. A deadline is kept however the process was started."""

import os
import signal
import socket
import struct
import sys
import time

import guest
from guest import Batch
import verdict

RESULT, IOVEC, CLOCK, EVENT, TEXT = 64, 128, 256, 512, 1024
STREAM, SLEEP, TIMEOUT_STATUS = 2, 0.3, 134


def sleepFor(seconds):
    """poll_oneoff with one clock, monotonic and relative."""
    clock = struct.pack('<QB7xI4xQQH6x', 7, 0, 1, int(seconds * 10**9), 0, 0)
    return Batch().put(CLOCK, clock).call('poll_oneoff', CLOCK, EVENT, 1, RESULT).get(RESULT, 4).get(EVENT, 12)


def stopAndContinue(process):
    os.kill(process.pid, signal.SIGSTOP)
    time.sleep(SLEEP / 4)
    os.kill(process.pid, signal.SIGCONT)


def ignored(process):
    for number in (signal.SIGALRM, signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE):
        os.kill(process.pid, number)


def ignoreSome():
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


class Interruptions:
    def __init__(self, executable, configuration):
        self.executable, self.configuration = executable, configuration
        self.problems = []

    def expect(self, text, actual, wanted):
        if actual != wanted:
            self.problems.append(f'{text}: {actual!r} instead of {wanted!r}')

    def during(self, text, disturb, batch, wake=lambda: None, stderr=None):
        """What `batch` answers if `disturb` happens while it waits, several times; `wake` ends the waiting."""
        one = guest.Guest(self.executable, self.configuration, stderr=stderr, limit=ignoreSome)
        one.run(Batch().call('sched_yield'))
        if os.fork() == 0:
            for _ in range(3):
                time.sleep(SLEEP / 6)
                disturb(one.process)
            wake()
            os._exit(0)
        started = time.monotonic()
        result = one.run(batch)
        os.wait()
        one.close()
        return result, time.monotonic() - started

    def sleeping(self, name, disturb):
        (error, count, event), took = self.during(name, disturb, sleepFor(SLEEP))
        self.expect(f'sleep, {name}', (error, count, event), (0, b'\1\0\0\0', struct.pack('<QHBB', 7, 0, 0, 0)))
        self.expect(f'sleep, {name}: long enough', took >= SLEEP, True)

    def receiving(self, name, disturb, call):
        """Reading from a stream to which nobody writes as yet."""
        ours, theirs = socket.socketpair()
        batch = Batch().put(IOVEC, struct.pack('<II', TEXT, 100))
        if call == 'fd_read':
            batch.call('fd_read', STREAM, IOVEC, 1, RESULT)
        else:
            batch.call('sock_recv', STREAM, IOVEC, 1, 0, RESULT, RESULT + 8)
        result, _ = self.during(name, disturb, batch.get(RESULT, 4).get(TEXT, 5), lambda: ours.send(b'later'), theirs)
        self.expect(f'{call}, {name}', result, [0, b'\5\0\0\0', b'later'])
        ours.close()
        theirs.close()

    def deadline(self, name, prepare):
        """--timeout ends a call that would wait for long."""
        one = guest.Guest(self.executable, self.configuration, ['--timeout=200ms'], limit=prepare)
        try:
            one.run(sleepFor(20), hangs=5)
            self.problems.append(f'{name}: no deadline')
        except guest.GuestEnded:
            self.expect(name, one.process.wait(), TIMEOUT_STATUS)
        one.kill()

    def run(self):
        for name, disturb in (('stopped and continued', stopAndContinue), ('ignored signals', ignored)):
            self.sleeping(name, disturb)
            self.receiving(name, disturb, 'fd_read')
            self.receiving(name, disturb, 'sock_recv')
        self.deadline('deadline', lambda: None)
        self.deadline('deadline, alarms were ignored', ignoreSome)
        self.deadline('deadline, all signals were blocked', lambda: signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)))


def main():
    parser = verdict.parser(__doc__)
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    configuration = guest.configurations.Configuration('guard', options.cpu)
    interruptions = Interruptions(guest.build(os.path.realpath(options.work), configuration), configuration)
    interruptions.run()
    return verdict.status(interruptions.problems)


if __name__ == '__main__':
    sys.exit(main())
