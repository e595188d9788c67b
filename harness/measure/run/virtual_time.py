"""Time that is the harness's own: what a client waits for is skipped; virtual-time.mjs is the same for Node.

While a job of virtual time is under way, `time.monotonic()` and `time.perf_counter()` stand still, and go on by what is
skipped. The thread that makes the calls waits in `time.sleep`, in `threading.Event.wait`, for a socket's bytes, or in the
selector of an event loop (and so in `asyncio.sleep`, `wait_for`, anyio). Where it does, nothing came for a moment, and the
harness says that it is answering nothing, only the end of the wait can come, and it comes at once: a time-out never fires
before an answer that was sent. How long it was is told to the harness before it is over.

Other threads wait as they do, and so does whoever waits in other ways (locks, queues). The time of day does not change:
dates that a gateway names are of the machine's own clock. Chance is three quarters where it is drawn first after such a
wait, so that a client whose back-off adds or takes away as chance will have it waits as long each time. What is drawn after
that comes from the upper quarter: ids are made of many draws, and differ.
"""

import asyncio
import random
import socket
import ssl
import threading
import time

# Seconds; what is shorter passes as it does.
SHORTEST = 0.02
# Seconds without anything to do before the harness is asked.
STILL = 0.01
# What chance draws first after a wait, and at least, where time is virtual.
LEAST = 0.75


class Endless(BaseException):
    """Nothing is left to wait for but an answer that never comes. No Exception: SDKs catch those, and try again."""


class VirtualTime:
    def __init__(self):
        self.on = False
        # Chance was drawn since the last wait.
        self.has_drawn = False
        self.shifted = 0.0
        self.stands_at = {}
        # What an event loop has given to other threads, and not got back.
        self.elsewhere = 0
        self.thread = threading.current_thread()
        self.real_sleep = time.sleep

    def begin(self, ask):
        """`ask(ms)`: is nothing of the job being answered? Its time then goes on by so much. `ask(None)`: is something
        asked that never will be?"""
        self.ask = ask
        self.elsewhere = 0
        self.has_drawn = False
        self.stands_at = {name: clock() for name, clock in self.clocks.items()}
        self.on = True

    def end(self):
        self.on = False

    def waits(self, seconds):
        if threading.current_thread() is self.thread:
            self.has_drawn = False
        return self.on and seconds is not None and seconds >= SHORTEST and threading.current_thread() is self.thread

    def now(self, name):
        # Other clocks than those of the calls are of no use to them, and the same for all threads.
        return (self.stands_at[name] if self.on else self.clocks[name]()) + self.shifted

    def skipped(self, seconds, came):
        """Waits for so long, unless something comes: `came(seconds)` waits for it, and is not asked again once it has."""
        while not came(STILL):
            if self.elsewhere > 0:
                continue
            if not self.ask(0):
                continue
            # What was answered before the harness said so has arrived by now.
            if came(0):
                return False
            if self.ask(seconds * 1000):
                self.shifted += seconds
                return True
        return False

    def waits_for_ever(self, seconds):
        return self.on and seconds is None and threading.current_thread() is self.thread

    def for_ever(self, came):
        """A client that has set no time-out waits for ever where no answer comes: that is its end."""
        while not came(STILL):
            if self.elsewhere == 0 and self.ask(None):
                if came(0):
                    return
                raise Endless

    def passed(self, seconds):
        """So much has passed as it does, while the clocks stood still."""
        if self.on:
            self.shifted += seconds

    # --- In the places of what waits ---

    def use(self):
        """Before an SDK is loaded: it may keep what it finds. Where no job of virtual time is under way, all is as it is."""
        self.clocks = {name: getattr(time, name) for name in ("monotonic", "perf_counter")}
        for name in self.clocks:
            setattr(time, name, lambda name=name: self.now(name))
            setattr(time, name + "_ns", lambda name=name: int(self.now(name) * 1_000_000_000))
        time.sleep = self.sleep
        # Its other functions (`uniform`, `triangular`) draw by the generator's own.
        random.random = random._inst.random = self.drawing(random.random)
        threading.Event.wait = self.event_wait(threading.Event.wait)
        for owner, names in ((socket.socket, ("recv", "recv_into")), (ssl.SSLSocket, ("read",))):
            for name in names:
                setattr(owner, name, self.receiving(getattr(owner, name)))
        make = asyncio.SelectorEventLoop.__init__

        def made(loop, *args, **kwargs):
            make(loop, *args, **kwargs)
            loop._selector.select = self.selecting(loop._selector.select)
            loop.run_in_executor = self.counting(loop.run_in_executor)

        asyncio.SelectorEventLoop.__init__ = made

    def drawing(self, draw):
        def drawn():
            if not self.on:
                return draw()
            if self.has_drawn:
                return LEAST + draw() * (1 - LEAST)
            self.has_drawn = True
            return LEAST

        return drawn

    def sleep(self, seconds):
        if not self.waits(seconds):
            self.real_sleep(seconds)
            if threading.current_thread() is self.thread:
                self.passed(seconds)
            return
        self.skipped(seconds, lambda moment: bool(self.real_sleep(moment)))

    def event_wait(self, wait):
        def waiting(event, timeout=None):
            if not self.waits(timeout):
                return wait(event, timeout)
            self.skipped(timeout, lambda moment: wait(event, moment))
            return event.is_set()

        return waiting

    def receiving(self, receive):
        def received(own, *args, **kwargs):
            timeout = own.gettimeout()
            if not self.waits(timeout) and not self.waits_for_ever(timeout):
                return receive(own, *args, **kwargs)
            found = []

            def came(moment):
                # Asked itself: what has arrived may be of TLS alone, and no byte for who reads.
                own.settimeout(max(moment, 0.001))
                try:
                    found.append(receive(own, *args, **kwargs))
                except socket.timeout:  # `TimeoutError` by another name since Python 3.10, and none before.
                    return False
                finally:
                    own.settimeout(timeout)
                return True

            if timeout is None:
                self.for_ever(came)
            elif self.skipped(timeout, came):
                raise socket.timeout("The read operation timed out" if isinstance(own, ssl.SSLSocket) else "timed out")
            return found[0]

        return received

    def counting(self, run):
        def running(*args):
            self.elsewhere += 1
            given = run(*args)
            given.add_done_callback(self.got_back)
            return given

        return running

    def got_back(self, _):
        self.elsewhere -= 1

    def selecting(self, selected):
        def selecting(timeout=None):
            if not self.waits(timeout) and not self.waits_for_ever(timeout):
                events = selected(timeout)
                if timeout and not events and threading.current_thread() is self.thread:
                    self.passed(timeout)
                return events
            found = []

            def came(moment):
                found.extend(selected(moment))
                return bool(found)

            if timeout is None:
                self.for_ever(came)
            else:
                self.skipped(timeout, came)
            return found

        return selecting
