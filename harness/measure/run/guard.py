"""Refuses every connection but those to the harness's own loopback ports; guard.mjs is the same for Node."""

import errno
import socket
import sys

LOOPBACK = ("127.0.0.1", "localhost", b"127.0.0.1", b"localhost")


class Refused(BaseException):
    """A connection that was not let through. No Exception: SDKs catch those, and try again."""


def as_refused(_event, text):
    return Refused(text)


def as_unreachable(event, text):
    """The error of a network that does not lead there: what goes on without an answer in a closed network goes on here."""
    return ConnectionRefusedError(errno.ECONNREFUSED, text) if event == "connect" else socket.gaierror(socket.EAI_AGAIN, text)


# Attempts at one place that may end in such an error: who only tries once more, or goes on without, needs no more of them.
MOST_ERRORS = 3


def guard(ports, on_refused, hosts=None, more=None, error=as_refused):
    """`on_refused(host, port)` is told of every attempt, before it fails; `hosts`: the names that `patterns()` gives
    lead to the loopback port that `port()` says, whichever port is asked for; `more`: who is to hear of other audit events;
    `error(event, text)`: what the first attempts to `connect` somewhere or to `resolve` a name end with."""

    if hosts:
        lead(hosts["patterns"], hosts["port"])

    def is_open(port):
        return port in ports or (hosts is not None and port == hosts["port"]())

    attempts = {}

    def refuse(event, host, port):
        name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
        number = int(port) if str(port).isdigit() else 0
        on_refused(name, number)
        attempts[name, number] = attempts.get((name, number), 0) + 1
        end = error if attempts[name, number] <= MOST_ERRORS else as_refused
        raise end(event, f"sdkdrift refused a connection to {name}:{number}")

    def connecting(_socket, address):
        if not isinstance(address, tuple):
            if address is not None:
                refuse("connect", address, 0)
        elif address[0] == "::1" and is_open(address[1]):
            # `localhost` may mean this first: nobody of ours listens there, and the next address is the right one.
            raise ConnectionRefusedError(f"nobody listens at {address[0]}:{address[1]}")
        elif address[0] not in LOOPBACK or not is_open(address[1]):
            refuse("connect", address[0], address[1])

    def resolving(host, port=0, *_):
        # An address of the stand-ins: nothing is asked of anybody for it.
        if host is not None and host not in LOOPBACK and not (hosts and str(host).startswith("127.77.")):
            refuse("resolve", host, port)

    checks = {
        **dict.fromkeys(("socket.connect", "socket.sendto", "socket.sendmsg"), connecting),
        **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"), resolving),
        "socket.getnameinfo": lambda address: connecting(None, address),
        **(more or {}),
    }
    def hook(event, args):
        if event in checks:
            checks[event](*args)

    sys.addaudithook(hook)


def lead(patterns, port):
    """An audit hook sees a connection and cannot change it: who asks for a name's address is given one of its own on
    loopback, and who connects there is led to the port."""
    stand_ins = {}
    known = socket.getaddrinfo
    resolve = {name: getattr(socket, name) for name in ("gethostbyname", "gethostbyname_ex")}

    def is_meant(host):
        name = (host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)).lower()
        return any(name.endswith(one[1:]) if one.startswith("*.") else name == one for one in patterns())

    def stand_in(host):
        number = stand_ins.setdefault(host, len(stand_ins))
        return f"127.77.{number >> 8}.{number & 255}"

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        if host is not None and is_meant(host):
            return known(stand_in(host), port, family, type, proto, flags)
        return known(host, port, family, type, proto, flags)

    def led(connect):
        def connecting(self, address):
            # Nobody's, before the first job: the hook refuses it like any other.
            if port() is not None and isinstance(address, tuple) and (str(address[0]).startswith("127.77.") or is_meant(address[0])):
                return connect(self, ("127.0.0.1", port()))
            return connect(self, address)

        return connecting

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = lambda host: stand_in(host) if is_meant(host) else resolve["gethostbyname"](host)
    socket.gethostbyname_ex = lambda host: (
        (host, [], [stand_in(host)]) if is_meant(host) else resolve["gethostbyname_ex"](host)
    )
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, led(getattr(socket.socket, name)))
