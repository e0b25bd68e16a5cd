"""What a call with a path must do: a plain model of path resolution (path_resolution(7)) in a directory that can't be left.

An outcome is OK, LEAVES (which must be answered `perm` and nothing else) or FAILS (any error, but an error)."""

import tree

OK, LEAVES, FAILS = 'succeeds', 'leaves', 'fails'
MAX_LINKS, MAX_NAME, MAX_PATH = 40, 255, 4096


class Outcome(Exception):
    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


def leaves():
    raise Outcome(LEAVES)


def fails():
    raise Outcome(FAILS)


class Place:
    """Where a path ends: a directory, and the name in it, or None if the path ends in the directory itself."""

    def __init__(self, directories, name, slash):
        self.directories, self.name, self.slash = directories, name, slash

    @property
    def parent(self):
        return self.directories[-1]

    @property
    def node(self):
        return self.parent if self.name is None else self.parent.entries.get(self.name)


def isText(path):
    return path and b'\0' not in path and len(path) < MAX_PATH


def check(path):
    if not isText(path):
        fails()
    if path.startswith(b'/'):
        leaves()


def walk(root, path, follow, links=0):
    """The Place of `path`; its last component need not exist."""
    check(path)
    directories = [root]
    rest = path
    while True:
        name, _, after = rest.lstrip(b'/').partition(b'/')
        slash = len(name) < len(rest.lstrip(b'/'))  # something follows, if only slashes
        rest = after
        last = not rest.strip(b'/')
        if name in (b'', b'.'):
            pass
        elif name == b'..':
            if len(directories) == 1:
                leaves()
            directories.pop()
        else:
            if len(name) > MAX_NAME:
                fails()
            node = directories[-1].entries.get(name)
            if node is not None and node.kind == 'link' and (not last or follow or slash):
                links += 1
                if links > MAX_LINKS:
                    fails()
                if node.content.startswith(b'/'):
                    leaves()
                rest = node.content + (b'/' + rest if slash else b'')
                if len(rest) >= MAX_PATH:
                    fails()
                continue
            if last:
                return Place(directories, name, slash)
            if node is None or not node.isDirectory:
                fails()
            directories.append(node)
        if last:
            return Place(directories, None, False)


def existing(root, path, follow):
    place = walk(root, path, follow)
    if place.node is None or (place.slash and not place.node.isDirectory):
        fails()
    return place


def namePlace(root, path):
    """For calls that act on a name: its parent is resolved, the name is not followed."""
    check(path)
    stripped = path.rstrip(b'/')
    before, _, name = stripped.rpartition(b'/')
    if name in (b'.', b'..'):
        existing(root, path, True)
        fails()
    directory = existing(root, before + b'/', True).node if b'/' in stripped else root
    if not directory.isDirectory or len(name) > MAX_NAME:
        fails()
    return Place([directory], name, len(stripped) < len(path))


def nodeAt(place):
    if place.node is None:
        fails()
    return place.node


# Each of the following carries a call out on the description, or raises how it ends.

def openPath(root, path, follow, create=False, onlyDirectory=False, exclusive=False, truncate=False, write=False, nonblock=True):
    """The node that is opened."""
    if onlyDirectory and (create or exclusive or truncate):
        fails()
    check(path)
    if create and path.endswith(b'/') and path.strip(b'/').rpartition(b'/')[2] not in (b'', b'.', b'..'):
        namePlace(root, path)
        fails()  # a file can't be made so, and no link is followed to find out
    place = walk(root, path, follow and not (create and exclusive))
    node = place.node
    if create and (place.slash or (exclusive and node is not None)):
        fails()
    if node is None:
        if not create:
            fails()
        node = place.parent.entries[place.name] = tree.file(b'')
        return node
    if node.isDirectory:
        return fails() if create or write or truncate else node
    if onlyDirectory or place.slash or node.kind in ('link', 'socket') or (node.kind == 'fifo' and write == 'only'):
        fails()
    if truncate and node.kind == 'file':
        node.content = b''
    return node


def makeDirectory(root, path):
    place = namePlace(root, path)
    if place.node is not None:
        fails()
    place.parent.entries[place.name] = tree.directory()


def removeDirectory(root, path):
    place = namePlace(root, path)
    if not nodeAt(place).isDirectory or place.node.entries:
        fails()
    del place.parent.entries[place.name]


def unlink(root, path):
    place = namePlace(root, path)
    if nodeAt(place).isDirectory or place.slash:
        fails()
    del place.parent.entries[place.name]


def symlink(root, path, target):
    if target.startswith(b'/'):
        leaves()
    place = namePlace(root, path)
    if place.node is not None or place.slash:
        fails()
    place.parent.entries[place.name] = tree.link(target)


def contains(directory, node):
    return directory is node or any(contains(entry, node) for entry in directory.entries.values())


def rename(root, path, toRoot, toPath):
    source, target = namePlace(root, path), namePlace(toRoot, toPath)
    node, replaced = nodeAt(source), target.node
    if not node.isDirectory and (source.slash or target.slash):
        fails()
    if node is replaced:
        return
    if node.isDirectory and contains(node, target.parent):
        fails()
    if replaced is not None:
        if node.isDirectory != replaced.isDirectory or replaced.entries:
            fails()
        if replaced.isDirectory and contains(replaced, source.parent):
            fails()
    del source.parent.entries[source.name]
    target.parent.entries[target.name] = node


def hardLink(root, path, toRoot, toPath):
    source, target = namePlace(root, path), namePlace(toRoot, toPath)
    if source.slash:  # only a directory can have one, and directories can't be linked to
        existing(source.parent, source.name + b'/', True)
        leaves()
    if nodeAt(source).isDirectory or target.node is not None or target.slash:
        fails()
    target.parent.entries[target.name] = source.node


def readlink(root, path):
    node = existing(root, path, False).node
    if node.kind != 'link':
        fails()
    if node.content.startswith(b'/'):
        leaves()
    return node.content
