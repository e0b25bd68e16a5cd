"""lit's configuration: what a RUN line may use, and which tests this machine can run. test/README.md describes it for writers."""

import os
import shutil
import sys

import lit.formats
import lit.util

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
support = os.path.join(root, 'test', 'support')
sys.path.insert(0, support)
sys.dont_write_bytecode = True

import configurations  # noqa: E402 (found through the line above)
import hosts  # noqa: E402
import kernelSandbox  # noqa: E402

with open(os.path.join(root, 'llvm-version.txt'), encoding='ascii') as versionFile:
    llvm = versionFile.read().strip()
build = os.path.join(root, 'build', lit_config.params.get('preset', 'dev'))
llvmBin = f'/usr/lib/llvm-{llvm}/bin'
suites = os.path.abspath(os.environ.get('WASMC_SUITES') or os.path.join(root, '..', 'shared', 'suites'))
wasmc = os.environ.get('WASMC') or os.path.join(build, 'bin', 'wasmc')

config.name = 'wasmc'
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = ['.wat', '.c', '.cpp', '.test', '.rs']
config.excludes = ['support', 'Inputs']
config.test_source_root = os.path.join(root, 'test')
config.test_exec_root = os.path.join(build, 'test')
config.suites = suites
config.build = build
config.wasmc = wasmc
config.environment['WASMC'] = os.environ['WASMC'] = wasmc  # for RUN lines, and for manifestFormat in lit's own process
config.environment['WASMC_CACHE_DIR'] = os.environ['WASMC_CACHE_DIR'] = ''  # what is tested is compiled; tests of the cache name one
config.environment['LLVM_BIN'] = llvmBin
config.environment['PYTHONDONTWRITEBYTECODE'] = '1'
config.environment['PATH'] = os.pathsep.join([os.path.join(build, 'bin'), llvmBin, config.environment.get('PATH', '')])

if lit.util.killProcessAndChildrenIsSupported()[0]:
    lit_config.maxIndividualTestTime = 600

python = sys.executable
script = lambda name: f'{python} {os.path.join(support, name)}'
wasiFlags = '--sysroot=/usr -isystem /usr/include/wasm32-wasi -B/usr/lib/wasm32-wasi -L/usr/lib/wasm32-wasi -O2'

# The longest name of several with a common beginning comes first: lit replaces in this order.
config.substitutions += [
    ('%wasmc-wast', os.path.join(os.path.dirname(wasmc), 'wasmc-wast')),
    ('%wasmc', wasmc),
    ('%wat2wasm', 'wat2wasm --enable-extended-const --enable-tail-call --enable-multi-memory --enable-memory64'
                  ' --enable-exceptions --enable-function-references --enable-threads --enable-relaxed-simd'),
    ('%wasi-clang', f'clang-{llvm} --target=wasm32-wasip1 {wasiFlags}'),
    # Debian's own rustc: one from rustup, which may come first on PATH, does not know Debian's Wasm library.
    ('%wasi-rustc', '/usr/bin/rustc --target wasm32-wasi -O -C linker=/usr/bin/wasm-ld -C strip=debuginfo'),
    ('%native-rustc', '/usr/bin/rustc -O'),
    # Wasm never contracts a*b+c, so neither may the native build whose output is compared.
    ('%native-clang', f'clang-{llvm} -O2 -ffp-contract=off'),
    ('%rtcc-x86_64', f'{os.path.join(support, "rtcc")} x86_64 {build}'),
    ('%rtcc-aarch64', f'{os.path.join(support, "rtcc")} aarch64 {build}'),
    ('%rtcc-sanitized', f'{os.path.join(support, "rtcc-sanitized")} {build}'),
    ('%cachetest', f'clang++-{llvm} -std=c++23 -O1 -g -fuse-ld=lld -I{root} -isystem {llvmBin}/../include'
                   f' {build}/tools/wasmc/cache/libwasmc-cache.a {build}/tools/common/libwasmc-tools.a -L{llvmBin}/../lib -lLLVM -pthread'),
    *hosts.substitutions(build),
    ('%sanitized-hostcc', f'{os.path.join(support, "hostcc")} {build} libwasmc-sanitized -fsanitize=address,undefined'),
    ('%foreign-wasmc', f'{wasmc} --target={hosts.FOREIGN_CPU}-linux'),
    ('%qemu-aarch64', 'qemu-aarch64'),
    ('%everywhere', script('everywhere.py')),
    ('%mutate', script('mutate.py')),
    ('%without', script('without.py')),
    ('%exits', os.path.join(support, 'exits')),
    ('%suites', suites),
    ('%support', support),
    ('%build', build),
    ('%root', root),
    ('%python', python),
]


def offer(feature, present, why):
    """Makes `REQUIRES: feature` hold, or says once why it does not."""
    if present:
        config.available_features.add(feature)
    else:
        lit_config.note(f'tests that require {feature} are skipped: {why}')


def offerTool(feature, tool):
    offer(feature, shutil.which(tool), f'{tool} is not installed')


offer('suites', os.path.isdir(suites), f'{suites} does not exist (set WASMC_SUITES to the folder with the conformance suites)')
offer('wasi-libc', os.path.exists('/usr/lib/wasm32-wasi/libc.a'), 'wasi-libc is not installed')
offer('rust-wasm', os.path.isdir('/usr/lib/rustlib/wasm32-wasi') and os.path.exists('/usr/bin/rustc'),
      "Debian's rustc with libstd-rust-dev-wasm32 is not installed")
offer('cargo-wasm', 'rust-wasm' in config.available_features and os.path.exists('/usr/bin/cargo'),
      "Debian's cargo is not installed, or its Rust library for Wasm")
offer('no-binfmt-aarch64', not os.path.exists('/proc/sys/fs/binfmt_misc/qemu-aarch64'), 'this kernel runs executables for AArch64')
offer('root', os.geteuid() == 0, 'the tests are not run by root')
config.available_features.add('sanitizers')  # of hosts: not where they are emulated
noHosts = hosts.missing(build, 'aarch64')
offer('aarch64-hosts', not noHosts, noHosts)
offerTool('go', 'go')
offerTool('strace', 'strace')
offerTool('gdb', 'gdb')
for tool in ('fish', 'lintian', 'zsh'):
    offerTool(tool, tool)
offerTool('wat2wasm', 'wat2wasm')
for cpu in configurations.CPUS:
    offer(f'runs-{cpu}', configurations.runner(cpu) is not None, f'this machine is another CPU, and qemu-{cpu} is not installed')
for tool in ('qemu-aarch64', 'qemu-x86_64'):
    offerTool(tool, tool)
offer('x86_64', os.uname().machine == 'x86_64', 'this machine is another CPU')
offer('installable', os.path.basename(build) in ('dev', 'release'), 'sanitizers write the names of sources into what is built')
lacking = kernelSandbox.missing()
offer('kernel-sandbox', not lacking, f'this kernel lacks {", ".join(lacking)}')
