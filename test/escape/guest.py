"""The guest that the escape tests drive (Inputs/agent.cpp), its calls by name, and the executables made of it."""

import ctypes
import os
import re
import select
import shlex
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'test', 'support'))

import configurations  # noqa: E402 (found through the line above)

ROW = re.compile(r'^WASMC_WASI\((\w+), "(\w*)", "(\w*)", (\w+)\)', re.M)
ERRNO = re.compile(r'^WASMC_WASI_ERRNO\(E(\w+), (\d+)\)', re.M)
PAGE = 65536
ENOSYS = 38
HANGS = 60  # seconds without an answer
# What the agent, as build() links it, leaves free of its first page.
LOW, HIGH, ARENA = 0, 48 * 1024, 16 * 1024


def read(path):
    with open(os.path.join(ROOT, path), encoding='ascii') as file:
        return file.read()


def rows():
    """Name -> (number, letters of the parameters), as the agent numbers them."""
    result = {}
    for name, parameters, _, unstable in ROW.findall(read('rt/wasi/preview1/Wasi.def')):
        result[name] = (len(result), parameters)
        if unstable == 'Differs':
            result['unstable_' + name] = (len(result), parameters)
    return result


CALLS = rows()
errno = {name.lower(): int(number) for name, number in ERRNO.findall(read('rt/wasi/preview1/Errno.def'))}
NAMES = {number: name for name, number in errno.items()} | {0: 'success'}


class At(int):
    """An argument that the guest takes from its memory, at this address."""


class Batch:
    """Requests that the guest gets at once, so that many cost little. Its replies must stay below what a pipe holds."""

    def __init__(self):
        self.bytes = bytearray()
        self.replies = []  # sizes; None for a call

    def put(self, address, data):
        self.bytes += b'P' + struct.pack('<II', address, len(data)) + data
        return self

    def fill(self, address, size, byte):
        self.bytes += b'F' + struct.pack('<IIB', address, size, byte)
        return self

    def get(self, address, size):
        self.bytes += b'G' + struct.pack('<II', address, size)
        self.replies.append(size)
        return self

    def call(self, name, *arguments):
        number, parameters = CALLS[name]
        assert len(arguments) == len(parameters), name
        self.bytes += struct.pack('<cB', b'C', number)
        for argument in arguments:
            self.bytes += struct.pack('<BQ', isinstance(argument, At), argument & (2**64 - 1))
        self.replies.append(None)
        return self

    def hash(self, address, size):
        self.bytes += b'H' + struct.pack('<II', address, size)
        self.replies.append(None)
        return self

    def grow(self, pages):
        self.bytes += b'M' + struct.pack('<I', pages)
        self.replies.append(None)
        return self

    def channels(self, requests, replies):
        self.bytes += b'I' + struct.pack('<I', requests) + b'O' + struct.pack('<I', replies)
        return self


class GuestEnded(Exception):
    pass


def build(work, configuration, pages=1):
    """The agent as an executable with `pages` pages of memory that can grow."""
    llvm = read('llvm-version.txt').strip()
    base = os.path.join(work, f'agent-{configuration.name}-{pages}')
    link = ['--global-base=16384', '--no-stack-first', '-z', 'stack-size=8192', f'--initial-memory={pages * PAGE}', '--no-entry']
    command = [f'clang++-{llvm}', '--target=wasm32', '-std=c++23', '-O2', '-mbulk-memory', '-ffreestanding', '-nostdlib',
               '-fno-exceptions', '-fno-rtti', '-fno-delete-null-pointer-checks', '-Wall', '-Wextra', '-Werror', '-I', ROOT,
               os.path.join(ROOT, 'test/escape/Inputs/agent.cpp'), '-o', base + '.wasm', *('-Wl,' + word for word in link)]
    subprocess.run(command, check=True)
    compiled = configuration.compile(base + '.wasm', base)
    if compiled.returncode != 0:
        sys.exit(f'wasmc: {compiled.stderr}')
    return base


class Filter(ctypes.Structure):
    _fields_ = [('code', ctypes.c_uint16), ('whenTrue', ctypes.c_uint8), ('whenFalse', ctypes.c_uint8), ('k', ctypes.c_uint32)]


def refuseOpenat2(error):
    """Makes openat2(2) fail in this process and its children: seccomp(2)."""
    load, isEqual, answer, allow = 0x20, 0x15, 0x06, 0x7fff0000
    rules = (Filter * 4)((load, 0, 0, 0), (isEqual, 0, 1, 437), (answer, 0, 0, 0x50000 | error), (answer, 0, 0, allow))

    class Program(ctypes.Structure):
        _fields_ = [('size', ctypes.c_uint16), ('rules', ctypes.POINTER(Filter))]
    libc = ctypes.CDLL(None, use_errno=True)
    noNewPrivileges, setSeccomp, filterMode = 38, 22, 2
    assert libc.prctl(noNewPrivileges, 1, 0, 0, 0) == 0
    assert libc.prctl(setSeccomp, filterMode, ctypes.byref(Program(4, rules)), 0, 0) == 0


class Guest:
    """A running agent. `options` are words of WASMC_OPTS; `openat2` the error that this call ends in, or None."""

    def __init__(self, executable, configuration, options=(), openat2=None, arguments=(), limit=None, stderr=None):
        self.errors = tempfile.TemporaryFile()
        self.openat2, self.limit = openat2, limit
        self.process = subprocess.Popen(
            [*configurations.runner(configuration.cpu), executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=stderr or self.errors, bufsize=0, env={'WASMC_OPTS': shlex.join(options)}, preexec_fn=self.prepare)
        self.toGuest, self.fromGuest = self.process.stdin.fileno(), self.process.stdout.fileno()
        self.waiter = select.poll()
        self.waiter.register(self.fromGuest, select.POLLIN)

    def prepare(self):
        if self.limit:
            self.limit()
        if self.openat2:
            refuseOpenat2(self.openat2)

    def run(self, batch, hangs=HANGS):
        """The replies: what each call returned, the bytes of each get()."""
        rest = memoryview(bytes(batch.bytes) + b'!')
        try:
            while rest:
                rest = rest[os.write(self.toGuest, rest):]
        except BrokenPipeError:
            self.ended()
        wanted = sum(4 if size is None else size for size in batch.replies)
        data = self.receive(wanted, hangs)
        result, position = [], 0
        for size in batch.replies:
            end = position + (4 if size is None else size)
            result.append(int.from_bytes(data[position:end], 'little') if size is None else data[position:end])
            position = end
        return result

    def receive(self, size, hangs):
        data = b''
        while len(data) < size:
            if not self.waiter.poll(hangs * 1000):
                self.process.kill()
                raise GuestEnded(f'no answer within {hangs} s')
            more = os.read(self.fromGuest, size - len(data))
            if not more:
                self.ended()
            data += more
        return data

    def ended(self):
        status = self.process.wait(HANGS)
        self.errors.seek(0)
        raise GuestEnded(f'the guest ended with status {status}: {self.errors.read().decode(errors="replace").strip()}')

    def call(self, name, *arguments):
        return self.run(Batch().call(name, *arguments))[0]

    def close(self):
        """Ends it in good order: a runtime that is damaged shows here at the latest."""
        self.process.stdin.close()
        if self.process.wait(HANGS) != 0:
            self.ended()
        self.process.stdout.close()
        self.errors.close()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.errors.close()
