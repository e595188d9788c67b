"""Holds files as Node's permission model does: reads beneath some paths, writes beneath others, by what the audit hook hears."""

import os

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Which of its arguments an event's paths are.
WRITES = {
    **dict.fromkeys(("os.truncate", "os.remove", "os.mkdir", "os.rmdir"), (0,)),
    # A link gives its file another name: who may write to the one writes to the other.
    **dict.fromkeys(("os.rename", "os.link"), (0, 1)),
}
# What is changed through a descriptor that need not have been opened for it.
BESIDES = ("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr", "os.chflags")
READS = dict.fromkeys(("os.listdir", "os.scandir", "os.chdir"), (0,))


def file_checks(files, refuse):
    """By event. `files`: see `DriverHello`; `refuse(kind, what)` raises."""
    lstat, readlink, realpath, abspath = os.lstat, os.readlink, os.path.realpath, os.path.abspath
    fsdecode, is_absolute, split = os.fsdecode, os.path.isabs, os.path.split
    may_read, may_write = Beneath(files["reads"]), Beneath(files["writes"])
    compiled = Beneath([files["bytecode"]] if "bytecode" in files else [])
    folders = {}

    def is_folder(path):
        try:
            return lstat(path).st_mode & 0o170000 == 0o040000
        except OSError:
            return False

    def real(path):
        """Through links. What a folder outside is in truth nobody in here can change."""
        folder, name = split(abspath(path))
        known = folders.get(folder)
        if known is None:
            known = realpath(folder)
            if not may_write(known):
                folders[folder] = known
        whole = known + "/" + name if known != "/" else "/" + name
        try:
            if lstat(whole).st_mode & 0o170000 == 0o120000:
                return realpath(whole)
        except OSError:
            pass
        return whole

    def keeps_bytecode(where):
        return compiled(where) and "__pycache__" in where.rsplit("/", 2)[-2:]

    def check(path, is_write):
        if path is None or isinstance(path, int):
            return  # Where it is, or what is open already.
        # A path of another kind may say another thing each time that it is asked.
        if not isinstance(path, (str, bytes)):
            refuse("read", "a path that is none")
        text = fsdecode(exact(path))
        # From wherever it is that a relative path starts: no event says it.
        climbs = not is_absolute(text) and ".." in text.split("/")
        where = real(text)
        if climbs or not (may_write(where) or keeps_bytecode(where) if is_write else may_read(where)):
            refuse("write" if is_write else "read", where)

    def opening(path, mode, flags):
        is_write = bool((flags or 0) & WRITING) or bool(isinstance(mode, str) and set(mode) & set("wax+"))
        check(path, is_write)
        if not is_write and path is not None and not isinstance(path, int):
            starting_from(real(fsdecode(exact(path))))

    def starting_from(where):
        # Relative paths would begin at its descriptor, and no event says it.
        if not may_write(where) and is_folder(where):
            refuse("read", where)

    def linking(target, link, *_):
        check(link, True)
        # Else it could lead to one place when it is looked at, and to another when it is opened.
        check(target, False)

    def each(places, is_write):
        def checking(*args):
            for place in places:
                check(args[place], is_write)

        return checking

    def besides(path, *_):
        # What was installed is opened to be read, and shared with whoever installed it besides.
        check(opened(path) if isinstance(path, int) else path, True)

    def opened(descriptor):
        try:
            return readlink(f"/proc/self/fd/{int(descriptor)}")
        except OSError:
            return "/a file by its descriptor"  # A system that does not tell which.

    return {
        "open": opening,
        **{event: each(places, True) for event, places in WRITES.items()},
        **dict.fromkeys(BESIDES, besides),
        **{event: each(places, False) for event, places in READS.items()},
        # It may open others by itself, which nobody hears.
        "os.symlink": linking,
        "sqlite3.connect": lambda database: refuse("write", fsdecode(database)),
    }


def exact(path):
    """What the kernel is asked for, whatever a subclass says of itself."""
    return str.__str__(path) if isinstance(path, str) else bytes.__getitem__(path, slice(None))


class Beneath:
    """Does a path lie beneath one of these?"""

    def __init__(self, paths):
        self.whole = frozenset(path.rstrip("/") or "/" for path in paths)
        self.starts = tuple(path + "/" for path in self.whole)

    def __call__(self, path):
        return path in self.whole or path.startswith(self.starts)
