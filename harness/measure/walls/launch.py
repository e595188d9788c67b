"""Puts the kernel's walls up around itself, and becomes a driver: another program, or a script in this very process.

Arguments until `--` say which; a wall that cannot be put up ends it. Standard library alone.
"""

import ctypes
import errno
import os
import resource
import sys

libc = ctypes.CDLL(None, use_errno=True)

# The same on every architecture but for seccomp's.
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
SECCOMP = 277 if os.uname().machine == "aarch64" else 317
PR_SET_NO_NEW_PRIVS, PR_SET_PTRACER = 38, 0x59616D61

# What each version of Landlock knows to forbid: files, TCP (to listen: connections the supervisor sees), abstract unix
# sockets and signals. https://docs.kernel.org/userspace-api/landlock.html
FILES = (0, 0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF)
OF_ONE_FILE = 0x1 | 0x2 | 0x4 | 0x4000 | 0x8000

# Numbers that only this process knows, where a filter says so: filter.ts.
UNKNOWN = {"pid": 0x7FFFFFF1, "low": 0x7FFFFFF2, "high": 0x7FFFFFF3}


def call(*args):
    known = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    result = libc.syscall(*known)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def landlock_version():
    try:
        return call(LANDLOCK_CREATE, None, 0, 1)
    except OSError:
        return 0


def wall_files(rules):
    version = landlock_version()
    if version < 1:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock")
    handled = FILES[min(version, len(FILES) - 1)]
    wanted = (ctypes.c_uint64 * 3)(handled, 1 if version >= 4 else 0, 3 if version >= 6 else 0)
    ruleset = call(LANDLOCK_CREATE, ctypes.byref(wanted), 24, 0)
    for rights, path in rules:
        try:
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # What is not there needs no leave.
        rights &= handled if os.path.isdir(path) else handled & OF_ONE_FILE
        rule = ctypes.create_string_buffer(rights.to_bytes(8, sys.byteorder) + beneath.to_bytes(4, sys.byteorder), 12)
        call(LANDLOCK_ADD, ruleset, 1, ctypes.byref(rule), 0)
        # Of /proc the kernel may forget what nobody holds, and with it the leave.
        if path != "/proc/self":
            os.close(beneath)
    call(LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def drop_capabilities():
    """Root is no more than its files' owner."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))


def wall_calls(program, path, asked):
    """The path's own address is what the filter knows it by; returns where connections are asked for."""
    address = ctypes.addressof(path)
    known = {"pid": os.getpid(), "low": address & 0xFFFFFFFF, "high": address >> 32}
    code = bytearray.fromhex(program)
    for name, unknown in UNKNOWN.items():
        marked = unknown.to_bytes(4, "little")
        for at in range(4, len(code), 8):
            if code[at : at + 4] == marked:
                code[at : at + 4] = known[name].to_bytes(4, "little")

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    held = (ctypes.c_char * len(code)).from_buffer(code)
    wanted = Program(len(code) // 8, ctypes.addressof(held))
    # A listener; from Linux 5.19 on a signal does not make a connection be asked for twice.
    for flags in (8 | 32, 8) if asked else (0,):
        try:
            return call(SECCOMP, 1, flags, ctypes.byref(wanted))
        except OSError as error:
            if error.errno != errno.EINVAL or flags in (0, 8):
                raise
    return None


def bytecode_folders(root):
    """Where Python keeps what it compiled: it may go on doing so, and change no other file there."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as found:
            waiting += [one.path for one in found if one.name != "__pycache__" and one.is_dir(follow_symlinks=False)]
        cache = os.path.join(folder, "__pycache__")
        os.makedirs(cache, exist_ok=True)
        yield cache


def own_runtime():
    """What this Python reads of itself."""
    yield os.path.realpath(sys.executable)
    for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}:
        for part in ("lib", "lib64", "ssl", "pyvenv.cfg"):
            yield os.path.join(prefix, part)
    yield from sys.path


def put_up(options):
    def said(name):
        return [value for key, _, value in options if key == name]

    path = ctypes.create_string_buffer(os.fsencode(said("becomes")[0] if said("becomes") else ""))
    supervised = None
    if said("asked"):
        supervised = beside("supervise.py")["Supervisor"](libc)
        libc.prctl(PR_SET_PTRACER, ctypes.c_ulong(supervised.pid), 0, 0, 0)
    rules = [(int(rights, 16), where) for rights, _, where in (rule.partition(":") for rule in said("path"))]
    if not said("becomes"):
        rules += [(0xC, where) for where in own_runtime()]
    if said("files"):
        for root in said("bytecode"):
            rules += [(0x413E | 0x80, where) for where in bytecode_folders(root)]
    for limit in said("limit"):
        name, _, value = limit.partition(":")
        bound(getattr(resource, name), int(value))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    drop_capabilities()
    if said("files"):
        wall_files(rules)
    for program in said("filter"):
        listener = wall_calls(program, path, supervised is not None)
        if supervised:
            supervised.begin(listener)
    return path


def bound(what, value):
    # Where both are one the kernel kills without a word: what it ran out of would not be told.
    later = 5 if what == resource.RLIMIT_CPU else 0
    most = resource.getrlimit(what)[1]
    least, last = (one if most == resource.RLIM_INFINITY else min(one, most) for one in (value, value + later))
    resource.setrlimit(what, (least, last))


def beside(name):
    where = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(where, "rb") as file:
        module = {"__name__": "sdkdrift_" + name[:-3]}
        exec(compile(file.read(), where, "exec"), module)
    return module


def become(path, argv):
    """By the address that the filter knows: `os.execv` would hand on a copy."""
    arguments = (ctypes.c_char_p * (len(argv) + 1))(*map(os.fsencode, argv), None)
    variables = [os.fsencode(f"{name}={value}") for name, value in os.environ.items()]
    environment = (ctypes.c_char_p * (len(variables) + 1))(*variables, None)
    libc.execve(path, arguments, environment)
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def main(argv):
    at = argv.index("--")
    path = put_up([option.partition("=") for option in argv[:at]])
    if path.value:
        become(path, [os.fsdecode(path.value), *argv[at + 1 :]])
    sys.argv = argv[at + 1 :]
    return sys.argv[0]


def carry_on_as(script):
    """As if it had been started itself: nothing of this file is left to whoever looks."""
    with open(script, "rb") as source:
        code = compile(source.read(), script, "exec")
    namespace = sys.modules["__main__"].__dict__
    for name in [name for name in namespace if not name.startswith("__")]:
        del namespace[name]
    namespace.update(__file__=script, __doc__=None)
    exec(code, namespace)


if __name__ == "__main__":
    carry_on_as(main(sys.argv[1:]))
