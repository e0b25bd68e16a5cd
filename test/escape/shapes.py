"""The paths that the matrix tries: everything in the tree and what could be, and every way to write it."""

TARGETS = [
    b'file', b'sub', b'empty', b'new', b'\xff\xfe\x80', b'n' * 255, b'sub/below', b'sub/new', b'sub/deeper/leaf', b'fifo',
    b'socket', b'device', b'outlink', b'abslink', b'absfile', b'filelink', b'dangling', b'chain', b'uplink', b'rootlink',
    b'proclink', b'updown', b'selfabs', b'around', b'inlink', b'indir', b'inchain', b'indangling', b'dotlink', b'slashlink',
    b'intolink', b'loop', b'ping', b'sub/up', b'sub/back', b'sub/second', b'sub/deeper/upup', b'outlink/secret', b'outlink/new',
    b'outlink/dir', b'outlink/tolink', b'abslink/secret', b'abslink/new', b'chain/secret', b'sub/up/out/secret',
    b'sub/up/out/new', b'sub/back/file', b'sub/second/new', b'uplink/in/file', b'uplink/out/secret', b'rootlink/etc/passwd',
    b'proclink/etc/passwd', b'indir/below', b'indir/new', b'inchain/x', b'indangling/x', b'dotlink/file',
    b'dotlink/dotlink/sub/below', b'slashlink/below', b'loop/x', b'file/x', b'new/x', b'around/secret',
    b'sub/deeper/upup/out/secret', b'sub/deeper/upup/in/file', b'..', b'../in', b'../in/file', b'../out', b'../out/secret',
    b'../out/new', b'../beside', b'../beside/file', b'../beside/new', b'sub/../..', b'sub/../../out/secret',
    b'sub/deeper/../../..', b'sub/deeper/../../../out/new', b'below', b'deeper/leaf', b'up', b'up/out/secret', b'second/secret',
    b'back/file', b'deeper/upup',
]
SUFFIXES = [b'', b'/', b'//', b'/.', b'/..', b'/./']
PREFIXES = [b'./', b'.//', b'sub/../', b'empty/./../', b'sub/../../in/', b'/', b'//', b'outlink/../in/', b'file/../', b'deeper/../']
SPECIAL = [
    b'', b'.', b'/', b'//', b'./', b'.//.', b'...', b' ', b'\n', b'file\0', b'fi\0le', b'..\0', b'\0', b'a' * 255, b'a' * 256,
    b'a' * 4095, b'a' * 4096, b'a' * 5000, b'/' * 4095, b'a/' * 2047 + b'a', b'./' * 2045 + b'file', b'../' * 1364,
    b'sub/' + b'../sub/' * 500 + b'below', b'sub/../' * 500 + b'../out/secret', b'dotlink/' * 39 + b'file',
    b'dotlink/' * 40 + b'file', b'dotlink/' * 41 + b'file', b'dotlink/' * 41 + b'../out/secret', b'n' * 255 + b'/..',
    b'..' + b'/' * 4000 + b'out/secret', b'\xc0\xae\xc0\xae/out/secret', b'%2e%2e/out/secret', b'..\\out\\secret', b'C:\\file',
    b'~', b'-', b'*',
]


def shapes():
    result = [target + suffix for target in TARGETS for suffix in SUFFIXES]
    result += [prefix + target for prefix in PREFIXES for target in TARGETS]
    result += SPECIAL
    return list(dict.fromkeys(result))
