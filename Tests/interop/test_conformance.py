"""The conformance runner passes programs that do what the contract says, and finds exactly what is wrong with others."""

import subprocess

import pytest

from client import new_id
from conformance import BIN, Runner, TolerantContract
from conforming import Counter, MenuBot, Website
from erring import MISTAKES

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
    assert report.unseen <= {"tells-presence"}  # the one thing that a gateway need not do
    assert report.conforms and report.code == 0


@pytest.mark.parametrize("kind, expected", MISTAKES, ids=[kind.__name__ for kind, _ in MISTAKES])
def test_a_mistake_is_found_and_nothing_else(conform, kind, expected):
    report = conform(kind, patience=3)
    assert report.found == expected, report.findings
    assert not report.conforms and report.code == 1
    for finding in report.findings:
        assert finding["got"] and finding["rule"] and finding["heading"] and finding["remedy"]


def test_a_bot_that_never_comes_is_a_finding(broker):
    words = ["bot", "--prefix", f"conf-{new_id()[:8]}", "--amqp-url", broker.url, "--patience", "1"]
    ended = conformance(words)
    assert ended.returncode == 1
    assert "nobody consumed" in ended.stdout and "does not conform yet" in ended.stdout


def test_the_runner_refuses_to_play_beside_an_installation(system, broker):
    ended = system.command("conformance", "bot", "--patience", "1")
    assert ended.returncode == 1
    assert "There is an installation" in ended.stderr and "--prefix" in ended.stderr


def conformance(words):
    return subprocess.run([BIN / "guiche", "conformance", *words], capture_output=True, text=True, timeout=30)
