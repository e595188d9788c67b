"""What a program hands to a client that is no plain value: a provider of tokens, a file, a client of its own."""

import asyncio
import inspect
import io
import pathlib
import ssl
import sys
import tempfile
import time
import typing

Unsupported = part("unsupported.py").Unsupported

# Where files lie that are handed over by their place: as long as there may be who reads them.
folders = []


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
    """Bytes alone; a name and bytes; a place on disk; or an open file that has a name."""
    data = wanted["text"].encode()
    if wanted["as"] == "content":
        return data
    if wanted["as"] == "bytes":
        return (wanted["name"], data)
    if wanted["as"] == "path":
        folders.append(tempfile.TemporaryDirectory())
        path = pathlib.Path(folders[-1].name, wanted["name"])
        path.write_bytes(data)
        return path
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
    """The one that the SDK itself has loaded, which is the first: another may be there since a scenario handed it over."""
    for name, module in list(sys.modules.items()):
        if name in ("httpx", "httpx2"):
            return module
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
    if kind == "own-defaults":
        return make(**defaults_of_its_own(), **secured)
    if kind == "own-auth":

        def authorize(request):
            request.headers["authorization"] = how["authorization"]
            return request

        return make(auth=authorize, **secured)
    base = http.AsyncHTTPTransport if is_async else http.HTTPTransport
    if kind == "fails-once":
        return make(transport=failing_once(base, is_async)(**secured))
    copy = http.Headers if kind == "copies-headers" else dict

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


def defaults_of_its_own():
    """What a client has for all that a request does not say; nothing of it is the gateway's."""
    return {
        "base_url": "http://elsewhere.invalid/own",
        "headers": {"x-own": "default", "accept": "own/default", "user-agent": "own"},
        "params": {"own": "default"},
        "cookies": {"own": "default"},
        "timeout": 9,
    }


def failing_once(base, is_async):
    """A transport with a fault of the program's own in the place of the first request."""
    calls = []

    def begin():
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("A fault of the program itself.")

    class Fails(base):
        if is_async:

            async def handle_async_request(self, request):
                begin()
                return await super().handle_async_request(request)

        else:

            def handle_request(self, request):
                begin()
                return super().handle_request(request)

    return Fails


def showing(certificate):
    """What a client is told so that its connections show a certificate. Python reads one from a file alone."""
    context = ssl.create_default_context()
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(certificate["cert"] + certificate["key"])
        file.flush()
        context.load_cert_chain(file.name)
    return {"verify": context}
