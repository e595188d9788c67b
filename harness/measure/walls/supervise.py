"""Says of each connection whether it may be, and makes it: what was asked for cannot change between the one and the other.

A filter sees numbers alone, no address in memory. The driver's connections wait until they are answered here
(https://man7.org/linux/man-pages/man2/seccomp_unotify.2.html). Ports that may be connected to come on file descriptor 4, one
a line; an empty one: a job follows, of which all is told anew. What was refused is told where the driver tells its events, before the driver hears of it: so it is told in order.
"""

import _socket
import ctypes
import errno
import fcntl
import os
import select
import struct
import sys

RECEIVE, SEND, VALID = 0xC0502100, 0xC0182101, 0x40082102
PIDFD_OPEN, PIDFD_GETFD = 434, 438
PR_SET_PDEATHSIG, SIGKILL = 1, 9
CHANNEL, EVENTS = 4, 3
# Of a job.
MOST_TOLD = 100

LOOPBACK = bytes([127, 0, 0, 1])
MAPPED = bytes(10) + b"\xff\xff"


class Supervisor:
    """A process beside the driver: it ends with it."""

    def __init__(self, libc):
        self.libc = libc
        self.ports = set()
        self.told = set()
        self.rest = b""
        mine, theirs = os.pipe(), os.pipe()
        driver = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self.supervise(driver, mine[0], theirs[1])
            finally:
                os._exit(0)
        self.tell, self.answer = mine[1], theirs[0]
        os.close(mine[0])
        os.close(theirs[1])

    def begin(self, listener):
        """The listener goes over: nobody of the driver's may answer for itself."""
        os.write(self.tell, struct.pack("=i", listener))
        taken = os.read(self.answer, 1)
        for one in (listener, self.tell, self.answer):
            os.close(one)
        try:
            os.close(CHANNEL)
        except OSError:
            pass  # There is none where walls are only tried.
        if taken != b"+":
            raise OSError(errno.EPERM, "connections cannot be supervised here")

    def supervise(self, driver, ask, say):
        self.libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        if os.getppid() != driver:
            return
        number = struct.unpack("=i", os.read(ask, 4))[0]
        self.driver = driver
        self.process = self.libc.syscall(PIDFD_OPEN, driver, 0)
        listener = self.libc.syscall(PIDFD_GETFD, self.process, number, 0)
        if listener < 0:
            return
        os.write(say, b"+")
        os.close(ask)
        os.close(say)
        os.closerange(0, EVENTS)
        waiting = select.poll()
        waiting.register(listener, select.POLLIN)
        # Read as it comes: a channel that is full would not take the port which the driver asks for next.
        waiting.register(CHANNEL, select.POLLIN)
        while True:
            for which, events in waiting.poll():
                if which == CHANNEL:
                    if not events & select.POLLIN or not self.read_ports():
                        waiting.unregister(CHANNEL)
                elif not events & select.POLLIN:
                    return
                else:
                    self.judge(listener)

    def judge(self, listener):
        asked = bytearray(80)
        try:
            fcntl.ioctl(listener, RECEIVE, asked, True)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):
                return  # Gone before it was answered.
            raise
        (number,) = struct.unpack_from("=Q", asked, 0)
        fd, where, length = struct.unpack_from("=QQQ", asked, 32)
        try:
            failure = self.connect(fd, self.memory(where, min(length, 128)))
        except OSError as error:
            failure = error.errno or errno.EACCES
        try:
            fcntl.ioctl(listener, SEND, struct.pack("=QqiI", number, 0, -failure, 0))
        except OSError:
            pass

    def memory(self, where, length):
        """A copy: whatever another thread writes there now changes nothing."""
        buffer = ctypes.create_string_buffer(max(length, 1))
        local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), length)
        remote = (ctypes.c_size_t * 2)(where, length)
        read = self.libc.process_vm_readv(self.driver, ctypes.byref(local), ctypes.c_ulong(1), ctypes.byref(remote), ctypes.c_ulong(1), ctypes.c_ulong(0))
        if read != length:
            raise OSError(errno.EFAULT, "no address there")
        return buffer.raw[:length]

    def connect(self, fd, address):
        host, port = read_address(address)
        if host is None:
            return errno.EAFNOSUPPORT
        if host != "127.0.0.1" or not self.is_open(port):
            # `localhost` may mean this first: nobody of ours listens there, and the next address is the right one.
            if not (host == "::1" and self.is_open(port)):
                self.report(host, port)
            return errno.ECONNREFUSED
        own = self.libc.syscall(PIDFD_GETFD, self.process, ctypes.c_int(fd & 0xFFFFFFFF), 0)
        if own < 0:
            return errno.EBADF
        try:
            if self.libc.connect(own, address, len(address)) == 0:
                return 0
            return ctypes.get_errno()
        finally:
            os.close(own)

    def is_open(self, port):
        if port not in self.ports:
            self.read_ports()
        return port in self.ports

    def read_ports(self):
        """Is there anybody who may say more?"""
        ready = select.poll()
        ready.register(CHANNEL, select.POLLIN)
        while ready.poll(0):
            data = os.read(CHANNEL, 65536)
            if not data:
                return False
            *lines, self.rest = (self.rest + data).split(b"\n")
            self.ports.update(int(line) for line in lines if line)
            if b"" in lines:
                self.told.clear()
        return True

    def report(self, host, port):
        """Each once: what is tried again and again hides nothing that comes after it."""
        self.read_ports()
        if len(self.told) < MOST_TOLD and (host, port) not in self.told:
            self.told.add((host, port))
            os.write(EVENTS, f'{{"event":"refused","host":"{host}","port":{port}}}\n'.encode())


def read_address(address):
    family = int.from_bytes(address[:2], sys.byteorder)
    port = int.from_bytes(address[2:4], "big")
    if family == _socket.AF_INET and len(address) >= 8:
        return _socket.inet_ntop(_socket.AF_INET, address[4:8]), port
    if family == _socket.AF_INET6 and len(address) >= 24:
        host = address[8:24]
        if host[:12] == MAPPED:
            return _socket.inet_ntop(_socket.AF_INET, host[12:]), port
        return _socket.inet_ntop(_socket.AF_INET6, host), port
    return None, 0
