"""Runs `guiche conformance` against a program of ours and does what it asks for, as a team's own driver would."""

import json
import os
import pathlib
import queue
import subprocess
import threading
import time
from dataclasses import dataclass, field

from accounts import address, program_user
from contract import Contract
from processes import ROOT

BIN = pathlib.Path(os.environ.get("GUICHE_BIN", ROOT / ".build/release"))
STRANGE = {"futureField", "futurePadding", "mood", "sentiment"}
STRANGE_TYPE = "conversation.mood.changed.v1"
LONGEST_RUN = 180


@dataclass
class Report:
    """What the runner said at the end."""

    code: int
    conforms: bool
    findings: list
    statuses: dict
    steps: list = field(default_factory=list)
    errors: str = ""

    @property
    def found(self):
        return {finding["id"] for finding in self.findings}

    @property
    def unseen(self):
        return {id for id, status in self.statuses.items() if status == "not seen"}


class TolerantContract(Contract):
    """Judges what the runner sends, but for what it makes strange on purpose."""

    def types_at(self, channel):
        return {*super().types_at(channel), STRANGE_TYPE}

    def check(self, message_type, body):
        if message_type in self.types() and not STRANGE & body.keys() and body.get("kind") != "reminder":
            super().check(message_type, body)


def operator(url, prefix):
    """The environment of the operator's command."""
    return os.environ | {"GUICHE_AMQP_URL": address(url, program_user("operator", prefix))}


class Runner:
    """One run of `guiche conformance ROLE`, whose steps a program does."""

    def __init__(self, url, role, prefix, *words):
        self.process = subprocess.Popen(
            [BIN / "guiche", "conformance", role, "--json", "--prefix", prefix, *words], env=operator(url, prefix),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))
        self.lines.put(None)

    def play(self, make):
        """Makes the program at the first step, when the exchanges exist, and lets it do every step."""
        program, steps, report = None, [], None
        deadline = time.monotonic() + LONGEST_RUN
        try:
            while time.monotonic() < deadline:
                line = self.next(program)
                if line is None:
                    break
                if "step" in line:
                    program = program or make()
                    steps.append(line["step"])
                    program.do(line)
                elif line:
                    report = line
        finally:
            self.end(program)
        errors = self.process.stderr.read()
        assert report, f"the runner ended without a report after {steps}: {errors}"
        statuses = {entry["id"]: entry["status"] for entry in report["requirements"]}
        return Report(self.process.wait(), report["conforms"], report["findings"], statuses, steps, errors)

    def next(self, program):
        """The next line; {} when there is none yet, and then the program reads its own queue for a moment."""
        try:
            if program is None:
                return self.lines.get(timeout=30)
            program.turn()
            return self.lines.get_nowait()
        except queue.Empty:
            return {}

    def end(self, program):
        if self.process.poll() is None:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if program is not None:
            program.close()
