"""layout.py EXECUTABLE: checks what a listing of segments does not show, by the program headers and the symbols."""

import subprocess
import sys

executable = sys.argv[1]
headers = [line.split() for line in subprocess.check_output(['llvm-readelf', '-l', '--wide', executable], text=True).splitlines()]
[relocated] = [line for line in headers if line[:1] == ['GNU_RELRO']]
begin, size = int(relocated[2], 16), int(relocated[5], 16)
end = begin + size
assert end % 4096 == 0 and (end - begin // 4096 * 4096) // 4096 == -(-size // 4096), (hex(begin), hex(end))

symbols = [line.split() for line in subprocess.check_output(['llvm-nm', '--print-size', executable], text=True).splitlines()]
variables = [(int(line[0], 16), int(line[1], 16)) for line in symbols if len(line) == 4 and line[2] in 'bB']
small = [address + size for address, size in variables if size < 4096]
large = [address for address, size in variables if size >= 4096]
assert small and large and max(small) <= min(large), (max(small), min(large))
assert max(small) - end <= 4096, hex(max(small))
