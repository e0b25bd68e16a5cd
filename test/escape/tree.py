"""The tree that is granted and the one outside of it: as descriptions, as files, and compared with them.

A description is a Node; two entries that refer to one Node are two names of one file."""

import os
import shutil
import socket
import stat

SECRET = b'secret of the host, not for any guest\n'


class Node:
    def __init__(self, kind, content=b'', entries=None):
        self.kind = kind          # dir, file, link, fifo, socket, device
        self.content = content    # of a file, or where a link leads
        self.entries = entries if entries is not None else {}

    @property
    def isDirectory(self):
        return self.kind == 'dir'


def file(content=b'inside\n'):
    return Node('file', content)


def link(target):
    return Node('link', target)


def directory(**entries):
    return Node('dir', entries={name.encode(): node for name, node in entries.items()})


def outside():
    """What no guest may see or change. It lies beside the granted trees."""
    return directory(secret=file(SECRET), dir=directory(deep=file(SECRET)), empty=directory(), tolink=link(b'secret'))


def granted(work):
    """One of everything that a path can meet. `work` is the folder of the whole test, as an absolute path leads to it."""
    work = os.fsencode(work)
    tree = directory(
        file=file(), other=file(b'other\n'), empty=directory(),
        sub=directory(below=file(b'below\n'), up=link(b'../..'), back=link(b'..'), second=link(b'../outlink'),
                      deeper=directory(leaf=file(b'leaf\n'), upup=link(b'../../..'), tofile=link(b'../../file'))),
        outlink=link(b'../out'), abslink=link(work + b'/out'), absfile=link(work + b'/out/secret'), filelink=link(b'../out/secret'),
        dangling=link(b'../out/created'), chain=link(b'sub/second'), uplink=link(b'..'), rootlink=link(b'/'),
        proclink=link(b'/proc/self/root'), updown=link(b'../in/file'), selfabs=link(work + b'/in/file'),
        around=link(b'sub/../../out'),
        inlink=link(b'file'), indir=link(b'sub'), inchain=link(b'inlink'), indangling=link(b'created'), dotlink=link(b'.'),
        slashlink=link(b'sub/'), intolink=link(b'indir/deeper/tofile'), loop=link(b'loop'), ping=link(b'pong'), pong=link(b'ping'),
        fifo=Node('fifo'), socket=Node('socket'), device=Node('device'))
    tree.entries[b'\xff\xfe\x80'] = file(b'any bytes\n')
    tree.entries[b'n' * 255] = file(b'longest\n')
    return tree


def make(path, node):
    if node.kind == 'dir':
        os.mkdir(path)
        for name, entry in node.entries.items():
            make(path + b'/' + name, entry)
    elif node.kind == 'file':
        with open(path, 'wb') as out:
            out.write(node.content)
    elif node.kind == 'link':
        os.symlink(node.content, path)
    elif node.kind == 'fifo':
        os.mkfifo(path)
    elif node.kind == 'socket':
        # The name that a socket is bound to has a short limit, so it is bound beside where we are.
        here = os.getcwdb()
        os.chdir(os.path.dirname(path))
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(os.path.basename(path))
        os.chdir(here)
    elif os.geteuid() == 0:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))  # null(4)
    else:
        os.mkfifo(path)


KINDS = {stat.S_IFDIR: 'dir', stat.S_IFREG: 'file', stat.S_IFLNK: 'link', stat.S_IFIFO: 'fifo', stat.S_IFSOCK: 'socket',
         stat.S_IFCHR: 'device'}


def matches(path, node):
    """Whether what is at `path`, itself only, is what `node` describes."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return False
    kind = KINDS[stat.S_IFMT(mode)]
    if kind != node.kind and not (kind == 'fifo' and node.kind == 'device'):
        return False
    if kind == 'file':
        with open(path, 'rb') as one:
            return one.read() == node.content
    return kind != 'link' or os.readlink(path) == node.content


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


def differences(path, node):
    """The paths below `path` at which it is not what `node` describes."""
    if not matches(path, node):
        return [path]
    if not node.isDirectory:
        return []
    result = [path + b'/' + name for name in os.listdir(path) if name not in node.entries]
    for name, entry in node.entries.items():
        result += differences(path + b'/' + name, entry)
    return result


def restore(path, node):
    """Makes it what `node` describes, leaving alone what already is."""
    if not matches(path, node):
        if os.path.lexists(path):
            remove(path)
        make(path, node)
    elif node.isDirectory:
        for name in os.listdir(path):
            if name not in node.entries:
                remove(path + b'/' + name)
        for name, entry in node.entries.items():
            restore(path + b'/' + name, entry)
    elif node.kind == 'file' and os.lstat(path).st_nlink != 1:  # another name of a file that must be its own
        os.unlink(path)
        make(path, node)


def status(path, withTimes=True):
    """Everything below `path` with what lstat(2) tells of it: equal only if nothing was changed meanwhile."""
    result = {}

    def visit(where, each):
        times = (each.st_mtime_ns, each.st_ctime_ns) if withTimes else ()
        result[where] = (each.st_ino, each.st_mode, each.st_nlink, each.st_uid, each.st_size, *times)
        if stat.S_ISDIR(each.st_mode):
            with os.scandir(where) as entries:
                for entry in entries:
                    visit(entry.path, entry.stat(follow_symlinks=False))
    visit(path, os.lstat(path))
    return result


def inodes(path):
    return {each[0] for each in status(path).values()}
