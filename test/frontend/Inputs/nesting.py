import sys

from binary import functionModule, leb

depth = 1000000
block, br, end = b'\x02\x40', b'\x0c', b'\x0b'
with open(sys.argv[1], 'wb') as file:
    file.write(functionModule(b'', b'\0' + block * depth + br + leb(depth) + end * (depth + 1)))
