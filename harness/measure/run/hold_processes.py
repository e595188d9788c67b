"""Holds what leads to other processes: starting and signalling them, listening, and native code by `ctypes`."""

import importlib
import os
import socket

STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "pty.spawn")
SIGNALS = ("os.kill", "os.killpg", "signal.pthread_kill", "resource.prlimit")

# Ways out that raise no audit event, or one that not every Python heeds: what `multiprocessing` starts Python anew with, and
# another interpreter in this process, in which no hook of this one is asked.
UNHEARD = (("_posixsubprocess", "fork_exec"), ("_interpreters", "create"), ("_xxsubinterpreters", "create"))
OF_OTHERS = ("setpriority", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "pidfd_open")
OF_THE_MACHINE = ("unshare", "setns", "chroot", "memfd_create", "mkfifo", "mknod")
# `fcntl`'s F_SETOWN and F_SETOWN_EX: whom a socket signals.
OWNERS = (8, 15)
FAMILIES = (-1, socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)


def process_checks(refuse):
    """By event; what raises none is put out of reach. `refuse(kind, what)` raises."""
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

    for module, name in UNHEARD:
        instead(module, name, starting)
    for module in ("posix", "os"):
        for name in OF_OTHERS:
            # Whom it is about stands first, or behind a word for which of them.
            instead(module, name, lambda *args, first=1 if name == "setpriority" else 0: signalling(args[first]))
        for name in OF_THE_MACHINE:
            instead(module, name, lambda *_, name=name, **__: refuse("process", name))
    return {
        **dict.fromkeys(STARTS, starting),
        **dict.fromkeys(SIGNALS, signalling),
        "os.spawn": lambda _mode, program, *_: starting(program),
        "fcntl.fcntl": setting,
        "socket.__new__": opening,
        "socket.bind": lambda _socket, address: refuse("listen", str(address[0] if isinstance(address, tuple) else address)),
        "ctypes.dlsym": finding,
    }


def instead(module, name, refusal):
    try:
        owner = importlib.import_module(module)
    except ImportError:
        return  # It goes by the other name in this Python.
    if hasattr(owner, name):
        setattr(owner, name, refusal)


def name_of(program):
    """A program's name alone: where it lies is the machine's matter, what it is told may be anybody's secret."""
    if isinstance(program, (list, tuple)):
        program = program[0] if program else None
    if isinstance(program, bytes):
        program = program.decode(errors="replace")
    words = str(program).split() if program else []
    return words[0].rsplit("/", 1)[-1] if words else "something without a name"
