"""Where in this version lies what a recipe speaks of: its modules, and what they export."""

import importlib
import importlib.util

Unsupported = part("unsupported.py").Unsupported

# By the word of a recipe: which of them it is in this version.
modules = {}


def at_home(recipe, named):
    """Of the modules in which the client may be, the one that has it in this version, in the place of the first."""
    words = [recipe["module"], *recipe.get("elseModules", [])]
    for word in words:
        if word not in modules:
            modules[word] = named(word)
    if len(words) == 1:
        return recipe
    missing = []
    for word in words:
        try:
            home = importlib.import_module(modules[word])
        except ModuleNotFoundError as error:
            # What it imports itself and does not find is a fault of the version, as its users meet it.
            if not f"{modules[word]}.".startswith(f"{error.name}."):
                raise
            missing.append(error)
            continue
        if recipe.get("by") in ("module", "settings") or hasattr(home, recipe["client"]):
            return {**recipe, "module": word}
    if len(missing) == len(words):
        raise missing[0]
    raise Unsupported(f"This version of {' or '.join(words)} exports no {recipe['client']}.")


def export_of(module, name):
    return getattr(importlib.import_module(modules.get(module, module)), name, None)


def export_beside(wanted, recipe):
    """An export of the SDK's own module, or of one that is there only where the user has it installed beside."""
    module = wanted.get("module", recipe["module"])
    needed = wanted.get("beside")
    if needed and not any(map(importlib.util.find_spec, needed)):
        raise Unsupported(f'{needed[0]} is not installed beside it: "with" in matrix.json installs it.')
    try:
        found = export_of(module, wanted["name"])
    except ModuleNotFoundError as error:
        if error.name is None or not (module + ".").startswith(error.name + "."):
            raise
        raise Unsupported(f'{module} is not installed beside it: "with" in matrix.json installs it.') from None
    if found is None:
        raise Unsupported(f"This version of {module} exports no {wanted['name']}.")
    return found


def instance(paths, module_name):
    for path in paths:
        module, _, name = f"{module_name}.{path}".rpartition(".")
        try:
            return getattr(importlib.import_module(module), name)()
        except (ImportError, AttributeError):
            continue
    raise Unsupported(f"This version has none of {', '.join(paths)}.")


def beside_it(module):
    """What opens connections is there only where the user has it installed beside the SDK."""
    if module is None or module is True:
        return
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise Unsupported(f'{module} is not installed beside it: "with" in matrix.json installs it.') from None
