"""Comes first in every Python program that a user's command starts (PYTHONPATH): the SDK is the version under test, and
the guard stands. Nothing but the standard library; the session is described in command-environment.ts."""

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

    if session["language"] == "python":
        sys.meta_path.insert(0, version_under_test(session, loaded, note))
        # Last: what the SDK needs and the project has, is the project's.
        sys.path.append(session["dir"])
    refused = lambda host, port: note(event="egress", host=host, port=port, loaded=bool(loaded))  # noqa: E731
    beside("guard.py")["guard"](frozenset(session["ports"]), refused, processes=True)
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


def version_under_test(session, loaded, note):
    from importlib.machinery import PathFinder

    folder = session["dir"]
    own = beside("imported_as.py")
    normal, distribution = own["normal"], own["normal"](session["package"])
    modules = own["modules_of"](folder, distribution) or {distribution.replace("-", "_")}

    class VersionUnderTest:
        """Finds the SDK, its own modules and its metadata, and nothing else, in the isolated folder."""

        def find_spec(self, name, path=None, target=None):
            if path is not None or name not in modules:
                return None
            if not loaded:
                loaded.append(name)
                note(event="loaded")
            return PathFinder.find_spec(name, [folder], target)

        def find_distributions(self, context):
            from importlib.metadata import DistributionFinder, MetadataPathFinder

            if normal(context.name or "") != distribution:
                return iter(())
            return MetadataPathFinder().find_distributions(
                DistributionFinder.Context(name=context.name, path=[folder])
            )

    return VersionUnderTest()


def beside(name):
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), name)
    with open(path, "rb") as file:
        module = {"__name__": "sdkdrift_" + name[:-3]}
        exec(compile(file.read(), path, "exec"), module)
    return module


if "SDKDRIFT_SESSION" in os.environ:
    start(json.loads(os.environ["SDKDRIFT_SESSION"]))
