"""Gives a Python program the distributions of one isolated folder, whatever its own environment has of them; all that
does not lie there stays the program's. Nothing but the standard library; run by python-start/sitecustomize.py."""

import os
import platform
import sys
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec, PathFinder

LIBRARY = os.path.dirname(os.__file__)
STANDARD = [LIBRARY, os.path.join(LIBRARY, "lib-dynload")]


def give(folder, packages, loaded, note):
    """`packages` are those under test, the SDK first. `loaded` is empty until one of them was asked for, by the program or
    by the tree; `note` is told of it, and of what does not fit this Python."""
    tree = Tree(folder, packages)

    def on_sdk():
        if not loaded:
            loaded.append(packages[0])
            note(event="loaded", runtime=".".join(map(str, sys.version_info[:3])))

    def on_misfit(module):
        note(event="misfit", module=module, runtime=f"Python {platform.python_version()}")

    sys.meta_path.insert(0, VersionUnderTest(tree, on_sdk, on_misfit))
    # Some look at the path alone. Before what the environment has, behind the standard library.
    known = [at for at, entry in enumerate(sys.path) if entry in STANDARD]
    sys.path.insert(known[-1] + 1 if known else len(sys.path), folder)
    # What a .pth file of the environment imported already is the environment's. A namespace has no file, and stays.
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name.partition(".")[0] in tree.tops and not tree.holds(file):
            del sys.modules[name]


class Tree:
    """What the RECORDs of the folder say: its distributions, and the modules of each."""

    def __init__(self, folder, packages):
        self.folder = folder
        self.distributions = set()
        # Names of the first level; of what is under test, and of extensions, each module.
        self.tops, self.sdk, self.extensions = set(), set(), set()
        wanted = {normal(package) for package in packages}
        for entry in os.listdir(folder):
            stem, _, kind = entry.rpartition(".")
            if kind == "dist-info":
                self.add(normal(stem.rpartition("-")[0]), os.path.join(folder, entry, "RECORD"), wanted)
        if not self.sdk:
            self.sdk = {normal(packages[0]).replace("-", "_")}
            self.tops |= self.sdk
        # There the standard library comes first too.
        self.tops = {top for top in self.tops if not is_standard(top)}

    def add(self, name, record, wanted):
        self.distributions.add(name)
        try:
            with open(record, encoding="utf-8", errors="replace") as file:
                paths = [line.split(",")[0].strip('"') for line in file]
        except FileNotFoundError:
            return
        for path in paths:
            if not path.endswith((".py", ".so", ".pyd")):
                continue
            *folders, last = path.split("/")
            stem = last.partition(".")[0]
            parts = folders if stem == "__init__" else [*folders, stem]
            if not parts or not all(part.isidentifier() for part in parts):
                continue
            module = ".".join(parts)
            self.tops.add(parts[0])
            if name in wanted:
                self.sdk.add(module)
            if not path.endswith(".py"):
                self.extensions.add(module)

    def holds(self, path):
        return path == self.folder or str(path).startswith(self.folder + os.sep)

    def within(self, *parts):
        return os.path.join(self.folder, *parts)


class VersionUnderTest:
    """Finds the tree's modules and metadata, and nothing else."""

    def __init__(self, tree, on_sdk, on_misfit):
        self.tree, self.on_sdk, self.on_misfit = tree, on_sdk, on_misfit
        self.namespaces = set()

    def find_spec(self, name, path=None, target=None):
        tree = self.tree
        *parents, last = name.split(".")
        if (parents[0] if parents else last) not in tree.tops:
            return None
        if name in tree.sdk:
            self.on_sdk()
        if name in tree.extensions and not fits(tree.within(*parents), last):
            self.on_misfit(name)
        # A package of the tree knows best where its modules are.
        if path and all(map(tree.holds, path)) and ".".join(parents) not in self.namespaces:
            return None
        spec = PathFinder.find_spec(name, [tree.within(*parents)], target)
        if spec is None:
            # A namespace's other parts may have come to the path since it was imported.
            parts = [os.path.join(entry or os.getcwd(), *parents) for entry in sys.path]
            return PathFinder.find_spec(name, parts, target) if ".".join(parents) in self.namespaces else None
        return self.shared(name, path, spec) if spec.origin is None else spec

    def shared(self, name, path, spec):
        """A namespace: what the tree has in it wins, what else the environment has in it is there too."""
        self.namespaces.add(name)
        parts = [*spec.submodule_search_locations, *self.elsewhere(name, path)]
        merged = ModuleSpec(name, None, is_package=True)
        merged.submodule_search_locations = list(dict.fromkeys(parts))
        return merged

    def elsewhere(self, name, path):
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path)
            if spec is not None:
                return spec.submodule_search_locations or []
        return []

    def find_distributions(self, context):
        name = normal(context.name or "")
        if name not in self.tree.distributions:
            return iter(())
        # Not before it is needed: it takes longer than all else here.
        from importlib.metadata import DistributionFinder, MetadataPathFinder

        there = DistributionFinder.Context(name=context.name, path=[self.tree.folder])
        return MetadataPathFinder().find_distributions(there)


def fits(folder, stem):
    return any(os.path.exists(os.path.join(folder, stem + suffix)) for suffix in [*EXTENSION_SUFFIXES, ".py"])


def is_standard(name):
    if name in sys.builtin_module_names:
        return True
    spec = PathFinder.find_spec(name, STANDARD)
    return spec is not None and spec.origin is not None


def normal(name):
    return name.lower().replace("_", "-").replace(".", "-")
