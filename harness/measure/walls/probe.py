"""Tries what each wall is to refuse, and what it is to let through: see find-walls.ts.

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


walls = {
    "files": is_refused(os.listdir, os.path.dirname(os.environ["HOME"])) and not is_refused(write_at_home),
    "network": is_refused(connect, sys.argv[2]) and is_refused(send_datagrams) and not is_refused(connect, sys.argv[1]),
    "signals": is_refused(os.kill, os.getppid(), 0) and is_refused(fork),
}
os.write(3, (" ".join([sys.executable, *(name for name in walls if walls[name])]) + "\n").encode())
