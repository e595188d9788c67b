"""Refuses every connection but those to the harness's own loopback ports; guard.mjs is the same for Node."""

import sys

LOOPBACK = ("127.0.0.1", "localhost", b"127.0.0.1", b"localhost")


class Refused(BaseException):
    """A connection that was not let through. No Exception: SDKs catch those, and try again."""


def guard(ports, on_refused, processes=False):
    """`on_refused(host, port)` is told of every attempt, before it fails; `processes`: others may be started."""

    def refuse(host, port):
        name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
        number = int(port) if str(port).isdigit() else 0
        on_refused(name, number)
        raise Refused(f"sdkdrift refused a connection to {name}:{number}")

    def connecting(_socket, address):
        if not isinstance(address, tuple):
            if address is not None:
                refuse(address, 0)
        elif address[0] == "::1" and address[1] in ports:
            # `localhost` may mean this first: nobody of ours listens there, and the next address is the right one.
            raise ConnectionRefusedError(f"nobody listens at {address[0]}:{address[1]}")
        elif address[0] not in LOOPBACK or address[1] not in ports:
            refuse(address[0], address[1])

    def resolving(host, port=0, *_):
        if host is not None and host not in LOOPBACK:
            refuse(host, port)

    def leaving(*_):
        # An ordinary error: libraries ask for such things in passing, and can do without.
        raise PermissionError("sdkdrift allows no other process")

    checks = {
        **dict.fromkeys(("socket.connect", "socket.sendto", "socket.sendmsg"), connecting),
        **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"), resolving),
        "socket.getnameinfo": lambda address: connecting(None, address),
    }
    if not processes:
        ways = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn")
        checks.update(dict.fromkeys(ways, leaving))

    def hook(event, args):
        if event in checks:
            checks[event](*args)

    sys.addaudithook(hook)
