"""The configurations that whole programs are tested in: how bounds are checked, for which CPU."""

import dataclasses
import os
import platform
import shutil
import subprocess

CPUS = ('x86_64', 'aarch64')
BOUNDS = ('guard', 'explicit')
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def wasmc():
    """The compiler under test; lit sets WASMC."""
    return os.environ.get('WASMC') or os.path.join(ROOT, 'build', 'dev', 'bin', 'wasmc')


def runner(cpu):
    """The command that runs an executable for cpu: [] on such a machine, else qemu's, or None where there is neither."""
    if platform.machine() == cpu:
        return []
    qemu = shutil.which(f'qemu-{cpu}')
    return [qemu] if qemu else None


@dataclasses.dataclass(frozen=True)
class Configuration:
    bounds: str
    cpu: str
    level: str = ''  # an option, or wasmc's default

    @property
    def name(self):
        return f'{self.bounds}-{self.cpu}'

    @property
    def emulated(self):
        return bool(runner(self.cpu))

    def canRun(self):
        return runner(self.cpu) is not None

    def compile(self, module, executable, options=(), timeout=600):
        level = [self.level] if self.level else []
        command = [wasmc(), module, '-o', executable, f'--bounds={self.bounds}', f'--target={self.cpu}-linux', *level, *options]
        return subprocess.run(command, capture_output=True, text=True, errors='replace', timeout=timeout, check=False)

    def run(self, executable, arguments=(), argv0=None, stdin=b'', env=None, timeout=600):
        """Runs with argv[0] as given, and with no environment but env: what a test grants is all there is. stdin is what can be read
        there, or an open file's descriptor."""
        argv0 = argv0 or executable
        if self.emulated:
            command, path = [*runner(self.cpu), '-0', argv0, executable, *arguments], None
        else:
            command, path = [argv0, *arguments], executable
        source = {'input': stdin} if isinstance(stdin, bytes) else {'stdin': stdin}
        return subprocess.run(command, executable=path, **source, capture_output=True, env=env or {}, timeout=timeout, check=False)


ALL = [Configuration(bounds, cpu) for cpu in CPUS for bounds in BOUNDS]
