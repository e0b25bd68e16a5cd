"""Plays the other end of sockets.c's connections: sockets.py MODULE WORK"""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'support'))

import configurations  # noqa: E402 (found through the line above)

module, work = sys.argv[1:]
TIMEOUT = 60


def start(configuration, executable, arguments, options, stdout=subprocess.PIPE):
    command = [*configurations.runner(configuration.cpu), executable, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, env={'WASMC_OPTS': options})


def finish(process, status, stdout, stderr=b''):
    out, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == status and out == stdout and stderr in err, (process.returncode, out, err)


def listening(pid, count):
    """The ports that a process listens at, by socket(7)'s inode numbers; those of IPv4, then of IPv6."""
    for _ in range(1000):
        links = [os.readlink(f'/proc/{pid}/fd/{fd}') for fd in os.listdir(f'/proc/{pid}/fd')]
        inodes = {link[8:-1] for link in links if link.startswith('socket:[')}
        rows = [line.split() for name in ('tcp', 'tcp6') for line in open(f'/proc/{pid}/net/{name}', encoding='ascii')]
        ports = [int(row[1].rpartition(':')[2], 16) for row in rows if row[3] == '0A' and row[9] in inodes]
        if len(ports) == count:
            return ports
        time.sleep(0.01)
    raise AssertionError(f'no {count} listeners')


def talk(port, address):
    with socket.create_connection((address, port), TIMEOUT) as client, socket.create_connection((address, port), TIMEOUT):
        client.sendall(b'questi')
        time.sleep(0.05)
        client.sendall(b'on one')
        answer = b''
        while len(answer) < 11:
            answer += client.recv(100)
        assert answer == b'answer one!', answer
        client.sendall(b'two')
        assert client.recv(100) == b''


def serves(configuration, executable):
    for listener, address, grants in ((4, '127.0.0.1', '--listen=127.0.0.1:0'),
                                      (5, '::1', '--listen=localhost:0 --listen=[::1]:0')):
        if address == '::1' and not os.path.exists('/proc/net/if_inet6'):
            continue
        process = start(configuration, executable, ['serve', listener], f"--dir '{work}' {grants}")
        talk(listening(process.pid, listener - 3)[-1], address)
        finish(process, 0, b'done\n')


def asks(configuration, executable):
    with socket.create_server(('127.0.0.1', 0)) as server:
        def answer():
            with server.accept()[0] as guest:
                guest.sendall(guest.recv(100).upper())

        peer = threading.Thread(target=answer)
        peer.start()
        port = server.getsockname()[1]
        finish(start(configuration, executable, ['ask', 3], f'--connect=127.0.0.1:{port}'), 0, b'done\n')
        peer.join()
    refused = start(configuration, executable, ['ask', 3], f'--connect=127.0.0.1:{port}')
    finish(refused, 125, b'', f'error: --connect 127.0.0.1:{port}: connection refused'.encode())


def refuses(configuration, executable):
    with socket.create_server(('127.0.0.1', 0)) as taken:
        port = taken.getsockname()[1]
        for option, message in ((f'--listen 127.0.0.1:{port}', f'--listen 127.0.0.1:{port}: address already in use'),
                                ('--listen 192.0.2.1:80', '--listen 192.0.2.1:80: address not available'),
                                ('--connect example.org:80', '--connect example.org:80: not a numeric address, and names other')):
            finish(start(configuration, executable, ['serve', 3], option), 125, b'', f'error: {message}'.encode())


def breaksPipe(configuration, executable):
    readEnd, writeEnd = os.pipe()
    os.close(readEnd)
    process = start(configuration, executable, ['break', 0], '', stdout=writeEnd)
    os.close(writeEnd)
    assert process.wait(TIMEOUT) == 0, process.returncode


shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)
for configuration in configurations.ALL:
    if configuration.bounds == 'guard' and configuration.canRun():
        app = os.path.join(work, configuration.name)
        compiled = configuration.compile(module, app)
        assert compiled.returncode == 0, compiled.stderr
        for check in (serves, asks, refuses, breaksPipe):
            check(configuration, app)
