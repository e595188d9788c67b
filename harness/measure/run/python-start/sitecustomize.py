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

    path = os.path.join(os.path.dirname(here), "guard.py")
    with open(path, "rb") as file:
        module = {"__name__": "sdkdrift_guard"}
        exec(compile(file.read(), path, "exec"), module)
    if session["registry"] == "pypi":
        sys.meta_path.insert(0, version_under_test(session, loaded, note))
        # Last: what the SDK needs and the project has, is the project's.
        sys.path.append(session["dir"])
    refused = lambda host, port: note(event="egress", host=host, port=port, loaded=bool(loaded))  # noqa: E731
    module["guard"](frozenset(session["ports"]), refused, processes=True)
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
    distribution = normal(session["package"])
    modules = modules_of(folder, distribution)

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


def modules_of(folder, distribution):
    """The names that the package's own RECORD puts beside its `.dist-info`."""
    for entry in os.listdir(folder):
        stem, _, kind = entry.rpartition(".")
        if kind != "dist-info" or normal(stem.rpartition("-")[0]) != distribution:
            continue
        with open(os.path.join(folder, entry, "RECORD"), encoding="utf-8") as file:
            tops = {line.split(",")[0].split("/")[0] for line in file}
        return {top.removesuffix(".py") for top in tops if top and not top.endswith((".dist-info", ".data", ".."))}
    return {distribution.replace("-", "_")}


def normal(name):
    return name.lower().replace("_", "-").replace(".", "-")


if "SDKDRIFT_SESSION" in os.environ:
    start(json.loads(os.environ["SDKDRIFT_SESSION"]))
