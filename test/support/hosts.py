"""How hosts of libwasmc are built and run: for this machine's CPU, or for the other one, emulated."""

import os
import platform

import configurations

FOREIGN_CPU = next(cpu for cpu in configurations.CPUS if cpu != platform.machine())


def substitutions(build, cpu=None):
    """What RUN lines use for hosts. cpu: another one than this machine's."""
    library = f'libwasmc-{cpu}' if cpu else 'libwasmc'
    target = f' --target={cpu}-linux-gnu -fuse-ld=lld -DEMULATED' if cpu else ''
    emulator = f'{" ".join(configurations.runner(cpu))} -L /usr/{cpu}-linux-gnu' if cpu else ''
    root = configurations.ROOT
    return [
        ('%hostcc', f'{os.path.join(root, "test", "support", "hostcc")} {build} {library}{target}'),
        ('%hosttest', f'clang++{target} -std=c++23 -O1 -g -fuse-ld=lld -I{root} {build}/lib/{library}-parts.a -pthread'),
        (r'%host-clang\+\+', f'clang++{target}'),
        ('%host-clang', f'clang{target}'),
        ('%libwasmc', f'{build}/lib/{library}.a'),
        ('%run', emulator),
    ]


def missing(build, cpu):
    """Why hosts for a CPU that is emulated can't be built or run here; '' if they can."""
    if platform.machine() == cpu:
        return 'they are what all tests of libwasmc are about on this machine'
    if configurations.runner(cpu) is None:
        return f'qemu-{cpu} is not installed'
    if not os.path.exists(os.path.join(build, 'lib', f'libwasmc-{cpu}.so')):
        return f'this build has no libwasmc for {cpu}: without the C library for it there is none (tools/setup test)'
    return ''
