"""The environment variables of a job, and what stays of them."""

import os

base = dict(os.environ)


def set_environment(env):
    for name in [name for name in os.environ if name not in env]:
        del os.environ[name]
    os.environ.update(env)


def keep_own(recipe):
    """What a module sets as it is imported stays, as the module does; what tells of the job at hand does not."""
    said = [text for text in texts_in(recipe) if len(text) > 7]
    for name, value in os.environ.items():
        if name not in base and name not in recipe["env"] and not any(text in value for text in said):
            base[name] = value


def texts_in(value):
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(item)
