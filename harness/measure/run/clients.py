"""Makes the clients of a recipe, and closes them."""

import gc
import importlib
import inspect

Unsupported = part("unsupported.py").Unsupported
homes, invoking = part("homes.py"), part("invoke.py")

# Nothing is made, and so nothing closed: the module itself is called.
OF_MODULE = ("module", "settings")

# What modules held before anything was set on them, by their names.
untouched = {}


def clients_of(recipe):
    """The client, and the second one where there is one."""
    return [client_of(made, recipe) for made in (recipe, recipe.get("second")) if made]


def client_of(made, recipe):
    name = made["client"]
    module = homes.modules.get(recipe["module"], recipe["module"])
    home = importlib.import_module(module)
    if recipe.get("by") == "settings":
        return settled(home, made["construct"]["kwargs"], recipe)
    if recipe.get("by") == "module":
        return home
    make = getattr(home, name, None)
    if make is None:
        raise Unsupported(f"This version of {module} exports no {name}.")
    if made.get("subclass"):
        make = extended(make, made["subclass"], recipe)
    return invoking.invoke(make, name, made["construct"], recipe)


def settled(home, settings, recipe):
    """The module, as it is without what an earlier recipe set on it or had it keep."""
    fresh = untouched.setdefault(home.__name__, dict(vars(home)))
    vars(home).update(fresh)
    # Now, and not by chance later: a client that is given up may close what the module has by then (openai 1.3.8).
    gc.collect()
    vars(home).update(fresh)
    for setting, value in settings.items():
        if setting not in fresh:
            raise Unsupported(f"This version of {home.__name__} has no {setting}.")
        setattr(home, setting, invoking.real(value, recipe))
    return home


def extended(base, how, recipe):
    """As a user's class overrides it. A version without this member just has one more."""

    def give(self):
        return invoking.real(how["value"], recipe)

    return type(base.__name__, (base,), {how["name"]: property(give) if how["as"] == "property" else give})


def close(client, recipe):
    """So that no socket outlives its job. What the calls came to stands."""
    if recipe.get("by") in OF_MODULE:
        return
    try:
        client.close()
    except Exception:
        pass


async def close_async(client, recipe):
    if recipe.get("by") in OF_MODULE:
        return
    try:
        closing = client.close()
        if inspect.isawaitable(closing):
            await closing
    except Exception:
        pass
