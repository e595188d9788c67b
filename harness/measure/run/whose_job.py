"""Whose it is what a thread does: that of an earlier job may still be there when the next one is under way."""

import threading


class WhoseJob:
    def __init__(self):
        # Where the threads are led that earlier jobs have left, and where those of the job at hand are: a port, and names.
        self.leftovers, self.led = {}, (None, ())
        # Of the job at hand: the connections that were refused.
        self.attempts = []
        self.has_begun = False

    def begin(self, port, names):
        """A job follows, whose names lead to this port."""
        self.attempts.clear()
        self.has_begun = True
        # Themselves and not their numbers, which those of this job get again.
        others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
        self.leftovers = {thread: self.leftovers.get(thread, self.led) for thread in others}
        self.led = (port, names)

    def led_to(self):
        # What a thread of an earlier job does late still arrives where that job's requests did.
        return self.leftovers.get(threading.current_thread(), self.led)

    def refused(self, host, port):
        """Was there a job, whose it may be?"""
        # What a thread of an earlier job does late is refused too, but is no result of this one.
        if threading.current_thread() not in self.leftovers:
            self.attempts.append((host, port))
        return self.has_begun
