"""Calls what a version has, with what a recipe says; instructions (`$provider` and the like) become what they stand for."""

import functools
import inspect
import types

Unsupported = part("unsupported.py").Unsupported
homes, stand_ins = part("homes.py"), part("stand_ins.py")

keywords = {}


def invoke(function, name, invocation, recipe, client=None):
    """Calls it, unless its signature says that it does not take what is given."""
    takes = keywords_of(function)
    for keyword in invocation["kwargs"]:
        if takes is not None and keyword not in takes:
            raise Unsupported(f"This version's {name}() takes no `{keyword}=`.")
    return function(*real(invocation["args"], recipe, client), **real(invocation["kwargs"], recipe, client))


def keywords_of(function):
    """The keywords it takes; None when it takes any, or does not say."""
    known = getattr(function, "__func__", function)
    if known not in keywords:
        try:
            takes = inspect.signature(function).parameters
        except (TypeError, ValueError):
            takes = None
        anything = takes is None or any(p.kind is p.VAR_KEYWORD for p in takes.values())
        keywords[known] = None if anything else frozenset(takes)
    return keywords[known]


def method_at(client, path, name):
    return first_method_at(client, [path], name)


def first_method_at(client, paths, name):
    """Versions name it differently: the first of these names that this one has."""
    for path in paths:
        value = at_path(client, path)
        if callable(value):
            return value
    raise Unsupported(f"This version's {name} has no {' or '.join(f'{path}()' for path in paths)}.")


def at_path(client, path):
    """What hangs at a dotted path; None when nothing does."""
    return functools.reduce(lambda value, part: getattr(value, part, None), path.split("."), client)


def called(call, recipe, client):
    """What a method of the client, or the client itself, gives."""
    method = client if call["method"] == "" else method_at(client, call["method"], recipe["client"])
    invocation = {"args": call.get("args", []), "kwargs": call.get("kwargs", {})}
    return invoke(method, call["method"] or recipe["client"], invocation, recipe, client)


def made_as(made, recipe, client):
    make = homes.export_beside(made, recipe)
    return invoke(make, made["name"], {"args": made.get("args", []), "kwargs": made.get("kwargs", {})}, recipe, client)


def real(arg, recipe, client=None):
    """Turns instructions (`$provider` and the like) into what they stand for."""
    if isinstance(arg, list):
        return [real(item, recipe, client) for item in arg]
    if not isinstance(arg, dict):
        return arg
    if "$make" in arg:
        return made_as(arg["$make"], recipe, client)
    if "$call" in arg:
        return called(arg["$call"], recipe, client)
    if "$tokens" in arg:
        return (stand_ins.AsyncTokens if recipe["async"] else stand_ins.Tokens)(real(arg["$tokens"], recipe, client))
    if "$provider" in arg:
        return stand_ins.provider(arg, recipe["async"])
    if "$blocking" in arg:
        return stand_ins.provider(arg["$blocking"], False)
    if "$client" in arg:
        return client
    if "$nothing" in arg:
        raise Unsupported("Python has no value for what is not set.")
    if "$file" in arg:
        return stand_ins.file_of(arg["$file"])
    if "$transport" in arg:
        return stand_ins.transport(arg["$transport"], recipe["async"])
    if "$fields" in arg:
        return fields_as(arg["$fields"], recipe, client)
    if "$export" in arg:
        return homes.export_beside(arg["$export"], recipe)
    if "$new" in arg:
        return homes.instance(arg["$new"], homes.modules.get(recipe["module"], recipe["module"]))
    return {name: real(value, recipe, client) for name, value in arg.items()}


def fields_as(how, recipe, client):
    if how["as"] == "map":
        return types.MappingProxyType(real(how["of"], recipe, client))
    pairs = [
        (name, one)
        for name, value in real(how["of"], recipe, client).items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return pairs if how["as"] == "pairs" else stand_ins.http_library().Headers(pairs)
