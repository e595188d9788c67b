"""What is said to the harness, and what it answers."""

import json
import os
import queue
import threading


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
