"""Comes first in every Python program that a user's command starts (PYTHONPATH): the SDK and all that it resolved to are
those of the version under test, and the guard stands. Nothing but the standard library; the session is described in
command-environment.ts."""

import json
import os
import sys


def start(session):
    here = os.path.dirname(os.path.abspath(__file__))
    log = session["log"]
    loaded = []

    def note(**event):
        with open(log, "a", encoding="utf-8") as file:
            file.write(json.dumps(event) + "\n")

    def part(name):
        path = os.path.join(os.path.dirname(here), name)
        with open(path, "rb") as file:
            module = {"__name__": "sdkdrift_" + name.partition(".")[0]}
            exec(compile(file.read(), path, "exec"), module)
        return module

    refused = lambda host, port: note(event="egress", host=host, port=port, loaded=bool(loaded))  # noqa: E731
    # First: it must stand whatever lies in the folder.
    hosts = session.get("hosts")
    if hosts:
        hosts = {"patterns": lambda: session["hosts"]["patterns"], "port": lambda: session["hosts"]["port"]}
    guard = part("guard.py")
    guard["guard"](frozenset(session["ports"]), refused, hosts=hosts, error=guard["as_unreachable"])
    part("hand_on.py")["hand_on"]()
    if session["language"] == "python":
        part("version_tree.py")["give"](session["dir"], session["packages"], loaded, note)
    if hosts:
        part("own_roots.py")["name_roots"]()
    # A sitecustomize of the user's own machine is no less wanted for ours coming first.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    ours = sys.modules.pop("sitecustomize")
    try:
        import sitecustomize  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "sitecustomize":
            raise
    finally:
        # The import of ours, under way, looks for itself there.
        sys.modules["sitecustomize"] = ours


if "SDKDRIFT_SESSION" in os.environ:
    start(json.loads(os.environ["SDKDRIFT_SESSION"]))
