"""Carries recipes out in the SDK that lies in an isolated folder; knows no SDK.

Jobs come on stdin, events leave on file descriptor 3, one JSON object a line: see model/driver.ts.
Nothing but the standard library, and the SDK.

The SDK shares the process. What speaks with the harness is found by no name, and keeps the secret of a job in local variables.
That is a fence and no wall: Python lets any code look into the frames that called it. So the word that a job's end must bear
comes when the SDK is called no more.
"""

import asyncio
import functools
import importlib
import inspect
import io
import json
import os
import queue
import ssl
import sys
import tempfile
import threading
import time
import traceback
import types
import typing

MAX_MESSAGE = 4096

base = dict(os.environ)
attempts = []
leftovers = {}
led = (None, ())
every_host = ()
keywords = {}
modules = {}


class Unsupported(Exception):
    """This version has no word for a part of the recipe."""


class Channel:
    """What is said to the harness, and what it answers."""

    def __init__(self, stdin):
        # Its own: what an SDK puts in their places hears nothing.
        self.encode, self.decode, self.write = json.JSONEncoder().encode, json.JSONDecoder().decode, os.write
        self.answers = {name: queue.SimpleQueue() for name in ("recipe", "go", "waited", "word", "dir")}
        self.asked = {"recipe": 0, "go": 0, "waited": 0, "word": 0, "dir": 1}
        threading.Thread(target=self.read, args=(stdin,), daemon=True).start()

    def read(self, stdin):
        for line in stdin:
            message = self.decode(line.decode())
            kind = next(name for name in self.answers if name in message)
            if self.asked[kind] < 1:
                # Somebody has spoken in our place: the harness must not go on.
                os.write(2, b"An answer came to what was not asked.\n")
                os._exit(1)
            self.asked[kind] -= 1
            self.answers[kind].put(message)
        # The harness is done, or gone.
        os._exit(0)

    def say(self, **event):
        data = (self.encode(event) + "\n").encode()
        while data:
            data = data[self.write(3, data) :]

    def ask(self, kind, **event):
        self.asked[kind] += 1
        self.say(**event)
        return self.answers[kind].get()


# --- The guard: only the harness's own loopback ports, and no way out of this process. ---


def guard(ports, patterns, files, dir, say):
    global every_host
    every_host = patterns or ()

    def its_led():
        # What a thread of an earlier job does late still arrives where that job's requests did.
        return leftovers.get(threading.current_thread(), led)

    def refused(host, port):
        # What a thread of an earlier job does late is refused too, but is no result of this one.
        if threading.current_thread() not in leftovers:
            attempts.append((host, port))

    hosts = {"patterns": lambda: its_led()[1], "port": lambda: its_led()[0]} if patterns else None
    itself = beside("guard_itself.py")
    refuse = itself["telling"](say)
    reachable = {**files, "reads": files["reads"] + own_runtime()}
    more = {
        **itself["self_checks"](refuse),
        **beside("hold_processes.py")["process_checks"](refuse, dir),
        **beside("hold_files.py")["file_checks"](reachable, refuse),
    }
    beside("guard.py")["guard"](ports, refused, hosts=hosts, more=more)


def own_runtime():
    """What this Python reads of itself."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    parts = [os.path.join(prefix, part) for prefix in prefixes for part in ("lib", "lib64", "ssl", "pyvenv.cfg")]
    named = [sys.executable, os.path.dirname(os.path.abspath(__file__)), *parts, *sys.path]
    return [path for name in named for path in {name, os.path.realpath(name)}]


def beside(name):
    # By its path: nothing beside the standard library and the SDK may be found by name (`-I`).
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "rb") as file:
        module = {"__name__": "sdkdrift_" + name[:-3]}
        exec(compile(file.read(), path, "exec"), module)
    return module


# --- A recipe ---


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
        return (AsyncTokens if recipe["async"] else Tokens)(real(arg["$tokens"], recipe, client))
    if "$provider" in arg:
        return provider(arg, recipe["async"])
    if "$blocking" in arg:
        return provider(arg["$blocking"], False)
    if "$client" in arg:
        return client
    if "$nothing" in arg:
        raise Unsupported("Python has no value for what is not set.")
    if "$file" in arg:
        return file_of(arg["$file"])
    if "$transport" in arg:
        return transport(arg["$transport"], recipe["async"])
    if "$fields" in arg:
        return fields_as(arg["$fields"], recipe, client)
    if "$export" in arg:
        return export_beside(arg["$export"], recipe)
    if "$new" in arg:
        return instance(arg["$new"], modules.get(recipe["module"], recipe["module"]))
    return {name: real(value, recipe, client) for name, value in arg.items()}


def export_of(module, name):
    return getattr(importlib.import_module(modules.get(module, module)), name, None)


def export_beside(wanted, recipe):
    """An export of the SDK's own module, or of one that is there only where the user has it installed beside."""
    module = wanted.get("module", recipe["module"])
    try:
        found = export_of(module, wanted["name"])
    except ModuleNotFoundError as error:
        if error.name is None or not (module + ".").startswith(error.name + "."):
            raise
        raise Unsupported(f'{module} is not installed beside it: "with" in matrix.json installs it.') from None
    if found is None:
        raise Unsupported(f"This version of {module} exports no {wanted['name']}.")
    return found


def made_as(made, recipe, client):
    make = export_beside(made, recipe)
    return invoke(make, made["name"], {"args": made.get("args", []), "kwargs": made.get("kwargs", {})}, recipe, client)


def called(call, recipe, client):
    """What a method of the client, or the client itself, gives."""
    method = client if call["method"] == "" else method_at(client, call["method"], recipe["client"])
    invocation = {"args": call.get("args", []), "kwargs": call.get("kwargs", {})}
    return invoke(method, call["method"] or recipe["client"], invocation, recipe, client)


class AccessToken(typing.NamedTuple):
    token: str
    expires_on: int
    token_type: str = "Bearer"
    refresh_on: typing.Optional[int] = None


class Tokens:
    """Hands out tokens as Azure's SDKs ask for them: https://learn.microsoft.com/python/api/azure-core/azure.core.credentials"""

    def __init__(self, provide):
        self.provide = provide

    def get_token(self, *_, **__):
        return AccessToken(self.provide(), int(time.time()) + 3600)

    get_token_info = get_token

    def close(self):
        pass


class AsyncTokens:
    def __init__(self, provide):
        self.provide = provide

    async def get_token(self, *_, **__):
        return AccessToken(await self.provide(), int(time.time()) + 3600)

    get_token_info = get_token

    async def close(self):
        pass


def provider(how, is_async):
    left = list(how["$provider"])
    calls = []

    def next_token():
        calls.append(1)
        if how.get("fails") == "always" or (how.get("fails") == "first" and len(calls) == 1):
            raise RuntimeError("No token can be had now.")
        return left.pop(0) if len(left) > 1 else left[0]

    slow = how.get("slowMs", 0) / 1000

    # A version that takes no function sends its repr: it must say what it is, and none of the tokens.
    def token_provider():
        if slow:
            time.sleep(slow)
        return next_token()

    async def async_token_provider():
        if slow:
            await asyncio.sleep(slow)
        return next_token()

    made = async_token_provider if is_async else token_provider
    made.__qualname__ = "token_provider"
    return made


def file_of(wanted):
    """A name and bytes, or an open file that has a name."""
    data = wanted["text"].encode()
    if wanted["as"] == "bytes":
        return (wanted["name"], data)
    stream = (Pipe if wanted["as"] == "pipe" else io.BytesIO)(data)
    stream.name = wanted["name"]
    return stream


class Pipe(io.BytesIO):
    """What cannot be read again."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation("seek")

    tell = seek


def http_library():
    """The one that the SDK itself has loaded, with its names in the module of that name."""
    for name in ("httpx2", "httpx"):
        if name in sys.modules:
            return sys.modules[name]
    raise Unsupported("This version has loaded no HTTP library that takes a client of one's own.")


def transport(how, is_async):
    """A client of the program's own, as programs write them to add or log something."""
    http = http_library()
    make = http.AsyncClient if is_async else http.Client
    kind = how["kind"]
    secured = showing(how["certificate"]) if "certificate" in how else {}
    if kind == "plain":
        return make(**secured)
    if kind == "proxied":
        # httpx before 0.26 has another word for it.
        word = "proxy" if "proxy" in inspect.signature(make).parameters else "proxies"
        return make(**{word: how["proxy"]}, **secured)
    if kind == "own-auth":

        def authorize(request):
            request.headers["authorization"] = how["authorization"]
            return request

        return make(auth=authorize, **secured)
    copy = http.Headers if kind == "copies-headers" else dict
    base = http.AsyncHTTPTransport if is_async else http.HTTPTransport

    class Copies(base):
        if is_async:

            async def handle_async_request(self, request):
                request.headers = http.Headers(copy(request.headers))
                return await super().handle_async_request(request)

        else:

            def handle_request(self, request):
                request.headers = http.Headers(copy(request.headers))
                return super().handle_request(request)

    return make(transport=Copies(**secured))


def showing(certificate):
    """What a client is told so that its connections show a certificate. Python reads one from a file alone."""
    context = ssl.create_default_context()
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(certificate["cert"] + certificate["key"])
        file.flush()
        context.load_cert_chain(file.name)
    return {"verify": context}


def fields_as(how, recipe, client):
    if how["as"] == "map":
        return types.MappingProxyType(real(how["of"], recipe, client))
    pairs = [
        (name, one)
        for name, value in real(how["of"], recipe, client).items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return pairs if how["as"] == "pairs" else http_library().Headers(pairs)


def instance(paths, module_name):
    for path in paths:
        module, _, name = f"{module_name}.{path}".rpartition(".")
        try:
            return getattr(importlib.import_module(module), name)()
        except (ImportError, AttributeError):
            continue
    raise Unsupported(f"This version has none of {', '.join(paths)}.")


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


def invoke(function, name, invocation, recipe, client=None):
    """Calls it, unless its signature says that it does not take what is given."""
    takes = keywords_of(function)
    for keyword in invocation["kwargs"]:
        if takes is not None and keyword not in takes:
            raise Unsupported(f"This version's {name}() takes no `{keyword}=`.")
    return function(*real(invocation["args"], recipe, client), **real(invocation["kwargs"], recipe, client))


def method_at(client, path, name):
    value = client
    for part in path.split("."):
        value = getattr(value, part, None)
    if not callable(value):
        raise Unsupported(f"This version's {name} has no {path}().")
    return value


def clients_of(recipe):
    """The client, and the second one where there is one."""
    return [client_of(made, recipe) for made in (recipe, recipe.get("second")) if made]


def client_of(made, recipe):
    name = made["client"]
    module = modules.get(recipe["module"], recipe["module"])
    home = importlib.import_module(module)
    if recipe.get("by") == "module":
        return home
    make = getattr(home, name, None)
    if make is None:
        raise Unsupported(f"This version of {module} exports no {name}.")
    if made.get("subclass"):
        make = extended(make, made["subclass"], recipe)
    return invoke(make, name, made["construct"], recipe)


def extended(base, how, recipe):
    """As a user's class overrides it. A version without this member just has one more."""

    def give(self):
        return real(how["value"], recipe)

    return type(base.__name__, (base,), {how["name"]: property(give) if how["as"] == "property" else give})


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
        if recipe.get("by") == "module" or hasattr(home, recipe["client"]):
            return {**recipe, "module": word}
    if len(missing) == len(words):
        raise missing[0]
    raise Unsupported(f"This version of {' or '.join(words)} exports no {recipe['client']}.")


def calls_of(recipe, clients):
    """Each call that is to be made: (a function that makes it, the call)."""
    for call in recipe["calls"]:
        client = clients[1 if call.get("by") == "second" else 0]
        for name, value in call.get("set", {}).items():
            setattr(client, name, real(value, recipe, client))
        method = functools.lru_cache(maxsize=None)(functools.partial(method_of, recipe, client, call))
        for _ in range(1 if call.get("atOnce") else call["times"]):
            # A refusal that the SDK swallowed ends the job all the same.
            if attempts:
                return
            yield functools.partial(made_by_call, method, call, recipe), call


def made_by_call(method, call, recipe):
    function, client = method()
    return invoke(function, call["method"], call, recipe, client)


def method_of(recipe, client, call):
    """The function that is called, and the client, or the copy of it, that its arguments may ask."""
    name, target, copy = recipe["client"], client, call.get("copy")
    if copy:
        target = invoke(method_at(client, copy["method"], name), copy["method"], copy, recipe)
    if call.get("of"):
        found = export_of(call["of"], call["method"])
        if found is None:
            raise Unsupported(f"This version of {call['of']} exports no {call['method']}.")
        return found, target
    return method_at(called(call["on"], recipe, target) if call.get("on") else target, call["method"], name), target


def carry_out(recipe, go_ahead):
    """A call that fails keeps no later one from being made."""
    clients = clients_of(recipe)
    ends = []
    try:
        for make, call in calls_of(recipe, clients):
            if ends:
                go_ahead()
            if call.get("afterMs"):
                time.sleep(call["afterMs"] / 1000)
            once = functools.partial(end_of, make, call, recipe)
            ends.append(all_at_once(once, call["times"]) if call.get("atOnce") else once())
    finally:
        for client in clients:
            close(client, recipe)
    return {"kind": "called", "calls": ends}


def end_of(make, call, recipe):
    stream = call["stream"]
    try:
        beside_it(call.get("connection"))
        result = make()
        if call.get("connection"):
            with result:
                pass
        elif call.get("enter"):
            with result as response:
                response.read()
        elif stream:
            for _ in member(result, stream):
                pass
        return {"kind": "returned"}
    except Unsupported:
        raise
    except Exception as error:
        return raised(error, recipe["statusOf"])


def all_at_once(once, times):
    """A thread each, as in a program that serves several users. The first that failed tells how they ended."""
    ends = [None] * times

    def run(place):
        try:
            ends[place] = once()
        except BaseException as error:
            ends[place] = error

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return first_failed(ends)


def first_failed(ends):
    for end in ends:
        if isinstance(end, BaseException):
            raise end
    return next((end for end in ends if end["kind"] == "raised"), ends[0])


async def carry_out_async(recipe, go_ahead):
    clients = clients_of(recipe)
    ends = []
    try:
        for make, call in calls_of(recipe, clients):
            if ends:
                go_ahead()
            if call.get("afterMs"):
                await asyncio.sleep(call["afterMs"] / 1000)
            once = functools.partial(end_of_async, make, call, recipe)
            if call.get("atOnce"):
                ends.append(first_failed(await asyncio.gather(*[once() for _ in range(call["times"])], return_exceptions=True)))
            else:
                ends.append(await once())
    finally:
        for client in clients:
            await close_async(client, recipe)
    return {"kind": "called", "calls": ends}


async def end_of_async(make, call, recipe):
    stream = call["stream"]
    try:
        beside_it(call.get("connection"))
        result = make()
        if inspect.isawaitable(result):
            result = await result
        if call.get("connection"):
            async with result:
                pass
        elif call.get("enter"):
            async with result as response:
                await response.read()
        elif stream:
            async for _ in member(result, stream):
                pass
        return {"kind": "returned"}
    except Unsupported:
        raise
    except (Exception, asyncio.CancelledError) as error:
        return raised(error, recipe["statusOf"])


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


def member(result, stream):
    """Where the stream is, if the result is not it."""
    return getattr(result, stream) if isinstance(stream, str) else result


def close(client, recipe):
    """So that no socket outlives its job. What the calls came to stands."""
    if recipe.get("by") == "module":
        return
    try:
        client.close()
    except Exception:
        pass


async def close_async(client, recipe):
    if recipe.get("by") == "module":
        return
    try:
        closing = client.close()
        if inspect.isawaitable(closing):
            await closing
    except Exception:
        pass


# --- Jobs ---


def raised(error, status_of):
    status = getattr(error, status_of, None)
    return {
        "kind": "raised",
        "name": type(error).__name__,
        "message": str(error)[:MAX_MESSAGE],
        "status": status if isinstance(status, int) and not isinstance(status, bool) and abs(status) < 2**53 else None,
    }


def perform(job, channel, named, clock, changes):
    """Gives the job that follows."""
    global led
    attempts.clear()
    # Themselves and not their numbers, which those of this job get again.
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    known = {thread: leftovers.get(thread, led) for thread in others}
    leftovers.clear()
    leftovers.update(known)
    led = (job.get("hostPort"), job.get("hosts", every_host))
    recipe, own = job["recipe"], job["job"]
    channel.say(event="start", job=own)
    set_environment({**base, **recipe["env"]})
    imported = len(sys.modules)
    end = None
    # The harness counts what has arrived before it lets the next call be made: so each request is told to its call.
    go_ahead = functools.partial(channel.ask, "go", event="called", job=own)
    if job.get("time"):
        clock.begin(lambda ms: channel.ask("waited", event="wait", job=own, ms=ms)["waited"])
    try:
        recipe = at_home(recipe, named)
        if recipe["async"]:
            end = asyncio.run(carry_out_async(recipe, go_ahead))
        else:
            end = carry_out(recipe, go_ahead)
    except Unsupported as lack:
        end = {"kind": "unsupported", "reason": str(lack)}
    except (Exception, asyncio.CancelledError) as error:
        end = raised(error, recipe["statusOf"])
    except BaseException as error:
        if type(error).__name__ == "Endless" and clock:
            end = {"kind": "endless"}
        elif not attempts:
            raise
    if clock:
        clock.end()
    if len(sys.modules) > imported:
        keep_own_variables(job["recipe"])
    set_environment(base)
    if attempts:
        host, port = attempts[0]
        end = {"kind": "egress", "host": host, "port": port}
    word = channel.ask("word", event="over", job=own)["word"]
    changed = changes()
    more = {"changed": changed} if changed else {}
    return channel.ask("recipe", event="end", job=own, word=word, end=end, **more)


def keep_own_variables(recipe):
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


def set_environment(env):
    for name in [name for name in os.environ if name not in env]:
        del os.environ[name]
    os.environ.update(env)


def virtual_time():
    clock = beside("virtual_time.py")["VirtualTime"]()
    clock.use()
    return clock


def main():
    # The SDK may read what it likes from its stdin: ours is another one.
    stdin = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    channel = Channel(stdin)
    hello = channel.answers["dir"].get()
    base.update(hello.get("variables", {}))
    set_environment(base)
    # Last, as site-packages are: a backport must not stand in for the standard library.
    sys.path.append(hello["dir"])
    named = functools.partial(beside("imported_as.py")["imported_as"], hello["dir"], hello["package"])
    guard(frozenset(hello["ports"]), hello.get("hosts"), hello["files"], hello["dir"], channel.say)
    clock = virtual_time() if hello.get("virtualTime") else None
    look_for_changes = beside("look_for_changes.py")["look_for_changes"]
    channel.say(event="loading")
    try:
        importlib.import_module(modules[at_home(hello["loads"], named)["module"]])
    except Unsupported:
        # An end of its jobs, as of any other that the version has no word for.
        pass
    keep_own_variables({"env": {}})
    # What the SDK changed as it was imported is its doing in every job.
    changes = look_for_changes()
    job = channel.ask("recipe", event="ready", runtime="python " + ".".join(map(str, sys.version_info[:3])))
    while True:
        job = perform(job, channel, named, clock, changes)


if __name__ == "__main__":
    # Found by its name, every function here could be put in another's place.
    own_module = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        main()
    except BaseException:
        traceback.print_exc()
        sys.stdout.flush()
        os._exit(1)
