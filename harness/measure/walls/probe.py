"""Tries what each wall is to refuse, and what it is to let through: see find-walls.ts. Says which hold, and behind an exclamation
mark which let through what they are to refuse.

Arguments: a port that may be connected to, and one that may not; somebody listens at both.
"""

import _socket
import os
import sys


def is_refused(attempt, *args):
    try:
        attempt(*args)
    except OSError:
        return True
    return False


def connect(port):
    with_tcp = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    try:
        with_tcp.connect(("127.0.0.1", int(port)))
    finally:
        with_tcp.close()


def fork():
    if os.fork() == 0:
        os._exit(0)


def write_at_home():
    with open(os.path.join(os.environ["HOME"], "probe"), "w") as file:
        file.write("kept")


def send_datagrams():
    _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM).close()


let_through = {
    "files": not is_refused(os.listdir, os.path.dirname(os.environ["HOME"])),
    "network": not is_refused(connect, sys.argv[2]) or not is_refused(send_datagrams),
    "signals": not is_refused(os.kill, os.getppid(), 0) or not is_refused(fork),
}
# A wall that lets nothing through at all is none to run an SDK behind.
too_much = {"files": is_refused(write_at_home), "network": is_refused(connect, sys.argv[1])}
walls = [name for name in let_through if not let_through[name] and not too_much.get(name)]
gaps = ["!" + name for name in let_through if let_through[name]]
os.write(3, (" ".join([sys.executable, *walls, *gaps]) + "\n").encode())
