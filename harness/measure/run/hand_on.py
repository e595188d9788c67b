"""What a user's program starts has the version under test and the guard as well, also where it is given an environment of its
own; hand-on.mjs is the same for Node."""

import os
import sys

# What brings both in, and what stands between ours and a program's own, which comes behind; None: ours alone.
CARRIED = {b"SDKDRIFT_SESSION": None, b"NODE_OPTIONS": b" ", b"PYTHONPATH": b":"}

# Of `_posixsubprocess.fork_exec`, in every Python until now: the environment as a list of `NAME=value`, or None.
ENVIRONMENT = 5


def hand_on():
    import _posixsubprocess

    ours = {name: os.environb[name] for name in CARRIED if name in os.environb}

    def with_ours(env):
        for name, value in ours.items():
            own = env.get(name)
            if not own or CARRIED[name] is None:
                env[name] = value
            elif value not in own:
                env[name] = value + CARRIED[name] + own
        return env

    start = _posixsubprocess.fork_exec

    def started(*args):
        pairs = args[ENVIRONMENT]
        if pairs is None:
            return start(*args)
        env = with_ours(dict(pair.split(b"=", 1) for pair in pairs))
        return start(*args[:ENVIRONMENT], [name + b"=" + value for name, value in env.items()], *args[ENVIRONMENT + 1 :])

    def spawning(spawn):
        def spawned(path, argv, env, *args, **kwargs):
            if env is None:
                return spawn(path, argv, env, *args, **kwargs)
            own = {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
            return spawn(path, argv, with_ours(own), *args, **kwargs)

        return spawned

    _posixsubprocess.fork_exec = started
    for name in ("posix_spawn", "posix_spawnp"):
        if hasattr(os, name):
            setattr(os, name, spawning(getattr(os, name)))
    # Where it was imported before us, it may have kept what it found.
    if hasattr(sys.modules.get("subprocess"), "_fork_exec"):
        sys.modules["subprocess"]._fork_exec = started
