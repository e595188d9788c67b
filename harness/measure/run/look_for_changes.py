"""Which of the things that everything in a process rests on are not what they were; look-for-changes.mjs is the same for Node.

Functions and classes of the standard library that an SDK makes its requests by, those of the driver's own classes, and which
module a name stands for. What one scenario changes there would be what the next is measured by.
"""

import sys

MODULES = (
    "asyncio asyncio.base_events asyncio.events asyncio.selector_events asyncio.streams asyncio.tasks base64 builtins "
    "contextlib copy email.message functools hashlib hmac http.client http.cookies importlib inspect io json json.decoder "
    "json.encoder logging os queue random re select selectors signal socket ssl sys threading time types typing urllib.parse "
    "urllib.request uuid warnings weakref zlib"
).split()

# More is told of by these.
MOST = 10

# Py_TPFLAGS_HEAPTYPE: a class that is no such one cannot be changed.
HEAP_TYPE = 1 << 9


def look_for_changes():
    """Gives what is asked as often as one likes: what has been changed since, by name."""
    loaded = [name for name in MODULES if name in sys.modules]
    known = [one for name in loaded for one in members_of(name, vars(sys.modules[name]))]
    # What is new in one of these stands in front of what it inherits.
    classes = [(members, len(members), frozenset(members), name) for name in loaded for members, name in classes_of(name)]
    modules = dict(sys.modules)
    missing = object()

    def changes():
        found = []
        for owner, key, was, name in known:
            if owner.get(key, missing) is not was:
                found.append(name)
        for members, count, had, name in classes:
            if len(members) != count:
                found.extend(f"{name}.{new}" for new in members if new not in had and not new.startswith("__"))
        now = sys.modules
        for name, was in modules.items():
            if now.get(name, missing) is not was:
                found.append(f"sys.modules[{name!r}]"[:100])
        return found[:MOST]

    return changes


def members_of(name, own):
    for key, value in list(own.items()):
        if not key.startswith("_") and callable(value):
            yield own, key, value, f"{name}.{key}"
    for members, of in classes_of(name):
        for key, value in list(members.items()):
            if callable(value) or isinstance(value, (property, classmethod, staticmethod)):
                yield members, key, value, f"{of}.{key}"


def classes_of(name):
    for key, value in list(vars(sys.modules[name]).items()):
        if isinstance(value, type) and value.__module__ == name and value.__flags__ & HEAP_TYPE:
            yield vars(value), f"{name}.{key}"
