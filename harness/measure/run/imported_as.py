"""Which modules a distribution that lies in a folder brings; standard library alone."""

import os


def imported_as(folder, distribution, word):
    """The module of a family's SDK: as the family calls it, where the distribution installs that; a renamed fork's own
    name; else the only one there is. One that merely lies beside it (the original, say, as a dependency) is another SDK."""
    tops = modules_of(folder, distribution)
    own = normal(distribution).replace("-", "_")
    if tops is None or word.split(".")[0] in tops:
        return word
    if own in tops:
        return own
    found = sorted(name for name in tops if is_module(folder, name))
    if len(found) == 1:
        return found[0]
    raise ImportError(f"{distribution} installs no module {word} or {own}, but {', '.join(found) or 'none at all'}.")


def modules_of(folder, distribution):
    """The names that the package's own RECORD puts beside its `.dist-info`; None when there is no such package."""
    for entry in os.listdir(folder):
        stem, _, kind = entry.rpartition(".")
        if kind != "dist-info" or normal(stem.rpartition("-")[0]) != normal(distribution):
            continue
        with open(os.path.join(folder, entry, "RECORD"), encoding="utf-8") as file:
            tops = {line.split(",")[0].split("/")[0] for line in file}
        return {top[:-3] if top.endswith(".py") else top for top in tops if is_own(top)}
    return None


def is_own(top):
    return bool(top.strip()) and not top.endswith((".dist-info", ".data", ".."))


def is_module(folder, name):
    return any(os.path.isfile(os.path.join(folder, path)) for path in (name + ".py", os.path.join(name, "__init__.py")))


def normal(name):
    return name.lower().replace("_", "-").replace(".", "-")
