"""The conformance runner passes programs that do what the contract says, and finds exactly what is wrong with others."""

import subprocess

import pytest

from client import new_id
from conformance import Runner, TolerantContract
from conforming import Counter, MenuBot, Website

ROLES = {MenuBot: "bot", Website: "gateway", Counter: "agent"}


@pytest.fixture
def conform(broker):
    """Runs the program of a class against the runner and returns the report; each run has its own prefix."""

    def run(kind, *words, patience=4):
        prefix = f"conf-{new_id()[:8]}"
        base = next(base for base in ROLES if issubclass(kind, base))
        runner = Runner(broker.url, ROLES[base], prefix, "--patience", str(patience), *words)
        program = type(kind.__name__, (kind,), {"prefix": prefix})
        return runner.play(lambda: program(broker.url, TolerantContract()))

    return run


@pytest.mark.parametrize("kind", ROLES)
def test_a_conforming_program_passes(conform, kind):
    report = conform(kind)
    assert report.findings == []
    assert report.conforms and report.code == 0
