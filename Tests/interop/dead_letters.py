"""`guiche dead-letters` as an operator types it."""

import json
import time


class DeadLetters:
    """The command against one system."""

    def __init__(self, system):
        self.system = system

    def run(self, *words, timeout=120):
        return self.system.command("dead-letters", *words, timeout=timeout)

    def good(self, *words):
        ended = self.run(*words)
        assert ended.returncode == 0, ended
        return ended.stdout

    def bad(self, *words):
        """What it says when it fails."""
        ended = self.run(*words)
        assert ended.returncode != 0, ended
        return ended.stderr + ended.stdout

    def list(self):
        return json.loads(self.good("list", "--json"))

    def log(self):
        return json.loads(self.good("log", "--json"))

    def until(self, condition, seconds=30):
        """The list as soon as it is as wanted."""
        deadline = time.monotonic() + seconds
        while not condition(listed := self.list()):
            assert time.monotonic() < deadline, listed
            time.sleep(0.1)
        return listed
