"""Holds what leads to other processes: starting and signalling them, listening, and native code by `ctypes`."""

import _imp
import importlib
import os
import socket
import sys

REFUSED = "sdkdrift.refused"
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "pty.spawn")
SIGNALS = ("os.kill", "os.killpg", "signal.pthread_kill", "resource.prlimit")

# Ways out that raise no audit event, or one that not every Python heeds: what `multiprocessing` starts Python anew with, and
# another interpreter in this process, in which no hook of this one is asked.
UNHEARD = (
    *(("_posixsubprocess", "fork_exec"), ("subprocess", "_fork_exec")),
    *(("_interpreters", "create"), ("_xxsubinterpreters", "create")),
)
# Modules that hold such, which may not be loaded a second time: they would be as they were before this guard.
ONCE = ("_posixsubprocess", "_posixshmem", "_interpreters", "_xxsubinterpreters")
LINES = ("parse_and_bind", "read_init_file", "read_history_file", "write_history_file", "append_history_file")
# Modules that read, write and start by themselves, once somebody has use for them: by which functions, and what.
BY_THEMSELVES = {
    "readline": (LINES, "write", "a history of lines"),
    "_dbm": (("open",), "write", "a database"),
    "_gdbm": (("open",), "write", "a database"),
    "spwd": (("getspnam", "getspall"), "read", "passwords"),
    "nis": (("cat", "match", "maps", "get_default_domain"), "process", "the yellow pages"),
    "_tkinter": (("create",), "process", "Tcl"),
}
BUILTIN = "sdkdrift.builtin"
SHARED = (("_posixshmem", "shm_open"), ("_posixshmem", "shm_unlink"))
OF_OTHERS = ("setpriority", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "pidfd_open")
OF_THE_MACHINE = ("unshare", "setns", "chroot", "memfd_create", "mkfifo", "mknod")
# `fcntl`'s F_SETOWN and F_SETOWN_EX: whom a socket signals.
OWNERS = (8, 15)
FAMILIES = (-1, socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)


def process_checks(refuse, folder):
    """By event; what raises none is put out of reach. `refuse(kind, what)` raises. `folder`: the SDK's own."""
    parent, own = os.getppid(), os.getpid()

    def starting(program=None, *_, **__):
        refuse("process", name_of(program))

    def signalling(pid=None, *_):
        known = {own: "itself", parent: "its parent"}.get(pid)
        refuse("signal", known or ("another process" if isinstance(pid, int) and pid > 0 else "a group"))

    def setting(_file, command, owner=None, *_):
        if command in OWNERS:
            signalling(owner)

    def opening(_socket, family, kind, _protocol):
        # Neither packets made by hand nor a talk with the kernel.
        if family not in FAMILIES or kind & 0xF == socket.SOCK_RAW:
            refuse("process", f"a socket of kind {int(family)}/{int(kind)}")

    def finding(library, name):
        # Of all that the process has loaded, the C library among it; what a package brings has a name of its own.
        if getattr(library, "_name", None) is None and not str(name).startswith(("Py", "_Py")):
            refuse("native-code", name_of(name))

    def loading(library, *_):
        name = name_of(library)
        # By a name of the system's, or where it is no package's: what it holds is native code that no package brought.
        if library is not None and not (isinstance(library, str) and realpath(library).startswith(own_folder)):
            refuse("native-code", name)

    def importing(name, file=None, *_):
        # In a library a module is known by the last part of its name, whatever stands before that.
        name = str(name).rpartition(".")[2] if file is not None else str(name)
        if name in once:
            refuse("process", "Python anew")
        if name in by_themselves and name not in held:
            held.add(name)
            functions, kind, what = by_themselves[name]
            for function in functions:
                instead(name, function, kind, what)
            once.update((name,) if name in sys.modules else ())
            # Whoever is loading it without having asked for it would have a second one, as it was before.
            if file is not None and name in sys.modules:
                refuse("process", "Python anew")

    def building(spec, made):
        # By a spec of our own: another might give another name each time that it is asked.
        module = create_builtin(Spec(str.__str__(spec.name)))
        hold(module)
        made.append(module)

    def hold(module):
        name = getattr(module, "__name__", None)
        if name in once:
            refuse("process", "Python anew")
        for function, kind, what in [one[1:] for one in unheard if one[0] == name]:
            put(module, function, kind, what)
        if name == "_imp":
            module.create_builtin = built

    held = set()
    by_themselves = dict(BY_THEMSELVES)
    create_builtin = _imp.create_builtin
    realpath = os.path.realpath
    own_folder = realpath(folder) + "/"
    unheard = [
        *((module, name, "process", "Python anew") for module, name in UNHEARD),
        *((module, name, "write", "memory by a name") for module, name in SHARED),
        *((module, name, "signal", "another process") for module in ("posix", "os") for name in OF_OTHERS),
        *((module, name, "process", name) for module in ("posix", "os") for name in OF_THE_MACHINE),
        *(("time", name, "process", "the machine's clock") for name in ("clock_settime", "clock_settime_ns")),
        *((module, "pidfd_send_signal", "signal", "another process") for module in ("signal", "_signal")),
    ]
    for one in unheard:
        instead(*one)
    once = {name for name in ONCE if name in sys.modules}
    # Last of all: from here on it asks the hook, and until that stands nothing more is imported.
    _imp.create_builtin = built
    return {
        **dict.fromkeys(STARTS, starting),
        **dict.fromkeys(SIGNALS, signalling),
        "os.spawn": lambda _mode, program, *_: starting(program),
        "fcntl.fcntl": setting,
        "socket.__new__": opening,
        "socket.bind": lambda _socket, address: refuse("listen", str(address[0] if isinstance(address, tuple) else address)),
        **dict.fromkeys(("syslog.openlog", "syslog.syslog"), lambda *_: refuse("process", "the machine's log")),
        "socket.sethostname": lambda *_: refuse("process", "the machine's name"),
        "ctypes.dlsym": finding,
        "ctypes.dlopen": loading,
        "import": importing,
        BUILTIN: building,
        REFUSED: refuse,
    }


class Spec:
    """All that a builtin module is made of."""

    def __init__(self, name):
        self.name = name


def built(spec):
    """Made by the hook, which nobody can look into: what was here before cannot be found by what is here now."""
    made = []
    sys.audit(BUILTIN, spec, made)
    return made[0]


def instead(module, name, kind, what):
    """In its place something that knows of the guard no more than its event's name."""
    try:
        owner = importlib.import_module(module)
    except ImportError:
        return  # It goes by the other name in this Python.
    put(owner, name, kind, what)


def put(owner, name, kind, what):
    if hasattr(owner, name):
        setattr(owner, name, lambda *_, **__: sys.audit(REFUSED, kind, what))


def name_of(program):
    """A program's name alone: where it lies is the machine's matter, what it is told may be anybody's secret."""
    if isinstance(program, (list, tuple)):
        program = program[0] if program else None
    if isinstance(program, bytes):
        program = program.decode(errors="replace")
    words = str(program).split() if program else []
    return words[0].rsplit("/", 1)[-1] if words else "something without a name"
