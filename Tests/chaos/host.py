"""The programs of a run: `guiche up`, which restarts what dies, and guests beside it, which nobody restarts: programs
that join for a while, each with an environment of its own."""

import os
import pathlib
import signal
import subprocess
from dataclasses import dataclass

from processes import PROGRAMS, Broker, System, children, name_of


@dataclass(frozen=True)
class Victim:
    """A running program."""

    pid: int
    name: str

    def signal(self, number):
        """False if it has ended already."""
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return False
        return True

    @property
    def is_alive(self):
        try:
            state = pathlib.Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state != "Z"


class Host:
    """`broker` is where the programs find it; `weather` what their clock and their disk are like."""

    def __init__(self, broker, folder, directory, prefix, replicas, weather, without=()):
        self.folder = pathlib.Path(folder)
        self.system = System(
            broker, folder, directory, {name: replicas for name in PROGRAMS if name not in without}, prefix,
            ",".join(["web-gateway", "demo-bot", *without]), weather.environment,
        )
        self.guests = []

    def start(self):
        self.system.start()

    @property
    def store(self):
        return self.folder / "store"

    def children(self):
        """The programs that `guiche up` runs now."""
        named = [Victim(pid, name_of(pid)) for pid in children(self.system.process.pid)]
        return [victim for victim in named if victim.name in PROGRAMS]

    def running(self):
        """Those and the guests."""
        return self.children() + [Victim(guest.pid, name_of(guest.pid)) for guest in self.guests]

    def guest(self, name, **environment):
        """One more of a program, until it is ended or ends itself."""
        with open(self.folder / "guests.log", "a", encoding="utf-8") as log:
            process = subprocess.Popen(
                [self.system.bin / name], env=self.system.beside(name) | environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log,
            )
        self.guests.append(process)
        return process

    def dismiss(self, process, seconds=15):
        """Ends a guest politely, or else at once."""
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        if process in self.guests:
            self.guests.remove(process)

    def stop(self):
        for process in list(self.guests):
            process.kill()
            process.wait()
        self.system.stop()


class Reached(Broker):
    """The private broker of a run, at the address at which its programs reach it."""

    def __init__(self, url, data):
        self.url, self.data, self.is_own = url, data, False
