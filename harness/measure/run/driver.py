"""Carries recipes out in the SDK that lies in an isolated folder; knows no SDK.

Jobs come on stdin, events leave on file descriptor 3, one JSON object a line: see model/driver.ts.
Nothing but the standard library, and the SDK.

The SDK shares the process. What speaks with the harness is found by no name, and keeps the secret of a job in local variables.
That is a fence and no wall: Python lets any code look into the frames that called it. So the word that a job's end must bear
comes when the SDK is called no more.
"""

import contextlib
import functools
import importlib
import os
import sys
import traceback
import types


def beside(name, of=None):
    # By its path: nothing beside the standard library and the SDK may be found by name (`-I`).
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "rb") as file:
        module = {"__name__": "sdkdrift_" + name[:-3], **(of or {})}
        exec(compile(file.read(), path, "exec"), module)
    return module


@functools.lru_cache(maxsize=None)
def part(name):
    """One of those that know recipes. The SDK meets what is in it as its user's program: classes and functions say so."""
    return types.SimpleNamespace(**beside(name, {"__name__": "__main__", "part": part}))


Unsupported = part("unsupported.py").Unsupported
homes, variables = part("homes.py"), part("variables.py")
perform = part("perform.py").perform


def guard(hello, whose, say):
    """Only the harness's own loopback ports, and no way out of this process."""
    patterns, files = hello.get("hosts"), hello["files"]
    hosts = {"patterns": lambda: whose.led_to()[1], "port": lambda: whose.led_to()[0]} if patterns else None
    itself = beside("guard_itself.py")
    refuse = itself["telling"](say)
    reachable = {**files, "reads": files["reads"] + own_runtime()}
    more = {
        **itself["self_checks"](refuse),
        **beside("hold_processes.py")["process_checks"](refuse, hello["dir"]),
        **beside("hold_files.py")["file_checks"](reachable, refuse),
    }

    def refused(host, port):
        if not whose.refused(host, port):
            with contextlib.suppress(PermissionError):
                refuse("connect", f"{host}:{port}")

    beside("guard.py")["guard"](frozenset(hello["ports"]), refused, hosts=hosts, more=more)


def own_runtime():
    """What this Python reads of itself."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    parts = [os.path.join(prefix, part) for prefix in prefixes for part in ("lib", "lib64", "ssl", "pyvenv.cfg")]
    named = [sys.executable, os.path.dirname(os.path.abspath(__file__)), *parts, *sys.path]
    return [path for name in named for path in {name, os.path.realpath(name)}]


def virtual_time():
    clock = beside("virtual_time.py")["VirtualTime"]()
    clock.use()
    return clock


def main():
    # The SDK may read what it likes from its stdin: ours is another one.
    stdin = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    channel = beside("channel.py")["Channel"](stdin)
    hello = channel.answers["dir"].get()
    variables.base.update(hello.get("variables", {}))
    variables.set_environment(variables.base)
    # Last, as site-packages are: a backport must not stand in for the standard library.
    sys.path.append(hello["dir"])
    named = functools.partial(beside("imported_as.py")["imported_as"], hello["dir"], hello["package"])
    whose = beside("whose_job.py")["WhoseJob"]()
    guard(hello, whose, channel.say)
    clock = virtual_time() if hello.get("virtualTime") else None
    look_for_changes = beside("look_for_changes.py")["look_for_changes"]
    channel.say(event="loading")
    try:
        importlib.import_module(homes.modules[homes.at_home(hello["loads"], named)["module"]])
    except Unsupported:
        # An end of its jobs, as of any other that the version has no word for.
        pass
    variables.keep_own({"env": {}})
    # What the SDK changed as it was imported is its doing in every job.
    changes = look_for_changes()
    job = channel.ask("recipe", event="ready", runtime="python " + ".".join(map(str, sys.version_info[:3])))
    while True:
        job = perform(job, hello, channel, whose, named, clock, changes)


if __name__ == "__main__":
    # Found by its name, every function here could be put in another's place.
    own_module = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        main()
    except BaseException:
        traceback.print_exc()
        sys.stdout.flush()
        os._exit(1)
