"""What a run measures: when each line was said and seen, and when each fault began and ended."""

import time
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Fault:
    """One fault, in seconds since the run began."""

    name: str
    target: str
    began: float
    ended: float | None = None
    recovered: float | None = None  # when a line said after the end was seen


@dataclass
class Measures:
    """Times in seconds since `start`."""

    start: float = field(default_factory=time.monotonic)
    under_way: dict = field(default_factory=dict)  # message-id: when it was said
    latencies: dict = field(default_factory=lambda: defaultdict(list))  # second: [seconds a line took, seen in it]
    faults: list = field(default_factory=list)
    waiting: list = field(default_factory=list)  # faults that have ended and after which nothing was seen yet
    longest_wait: float = 0.0  # the longest that a line, or a new customer's first answer, was waited for

    @property
    def now(self):
        return time.monotonic() - self.start

    def said(self, message_id):
        self.under_way[message_id] = self.now

    def seen(self, message_id):
        """The other side sees a line."""
        said = self.under_way.pop(message_id, None)
        if said is None:
            return
        moment = self.now
        self.latencies[int(moment)].append(moment - said)
        self.longest_wait = max(self.longest_wait, moment - said)
        while self.waiting and said >= self.waiting[0].ended:
            self.waiting.pop(0).recovered = moment

    def dropped(self, message_id):
        """A line that was refused is waited for no longer."""
        self.under_way.pop(message_id, None)

    def began(self, name, target):
        fault = Fault(name, target, self.now)
        self.faults.append(fault)
        return fault

    def ended(self, fault):
        fault.ended = self.now
        self.waiting.append(fault)

    @property
    def recovered(self):
        return sum(1 for fault in self.faults if fault.recovered is not None)
