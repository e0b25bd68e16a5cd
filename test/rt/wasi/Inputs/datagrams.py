"""datagrams.py COMMAND...: runs COMMAND with a datagram socket as its standard input, sends it two messages, expects two."""

import socket
import subprocess
import sys

ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for message in (b'a long one', b'short'):
    ours.send(message)
status = subprocess.run(sys.argv[1:], stdin=theirs, timeout=60).returncode
ours.setblocking(False)
sys.exit(status or [ours.recv(100), ours.recv(100)] != [b'one', b'two'])
