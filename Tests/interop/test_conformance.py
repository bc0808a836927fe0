"""The conformance runner passes programs that do what the contract says, and finds what is wrong with others."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from client import new_id
from conformance import BIN, Runner, TolerantContract
from conforming import Counter, MenuBot, Website
from contract import ROOT as CONTRACTS
from erring import MISTAKES
from processes import ROOT

ROLES = {MenuBot: "bot", Website: "gateway", Counter: "agent"}
AT_ONCE = 8  # runs mostly wait, so that several share the machine
PATIENCE = 5


@pytest.fixture(scope="module")
def reports(request, broker):
    """The report on each program that a selected test asks about; all of them are played at the same time."""
    kinds = [item.callspec.params["kind"] for item in request.session.items if takes_a_program(item)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {kind: pool.submit(conform, broker.url, kind) for kind in kinds}


def takes_a_program(item):
    return item.path.name == "test_conformance.py" and "kind" in getattr(getattr(item, "callspec", None), "params", {})


def conform(url, kind):
    """Runs a program against a runner of its own, under a prefix of its own."""
    prefix = f"conf-{new_id()[:8]}"
    role = next(role for base, role in ROLES.items() if issubclass(kind, base))
    runner = Runner(url, role, prefix, "--patience", str(PATIENCE))
    program = type(kind.__name__, (kind,), {"prefix": prefix})
    return runner.play(lambda: program(url, TolerantContract()))


@pytest.mark.parametrize("kind", ROLES)
def test_a_conforming_program_passes(reports, kind):
    report = reports[kind].result()
    assert report.findings == []
    assert report.unseen <= {"tells-presence"}  # the one thing that a gateway need not do
    assert report.conforms and report.code == 0


@pytest.mark.parametrize("kind, expected", MISTAKES, ids=[kind.__name__ for kind, _ in MISTAKES])
def test_a_mistake_is_found_and_nothing_else(reports, kind, expected):
    report = reports[kind].result()
    assert report.found == expected, report.findings
    assert not report.conforms and report.code == 1
    for finding in report.findings:
        assert finding["got"] and finding["rule"] and finding["remedy"]
        page, words = finding["heading"].split(": ")
        assert words in (CONTRACTS / page).read_text(encoding="utf-8"), f"contracts/{page} has no {words!r}"


def test_a_bot_that_never_comes_is_a_finding(broker):
    ended = conformance("bot", "--prefix", f"conf-{new_id()[:8]}", "--amqp-url", broker.url, "--patience", "1")
    assert ended.returncode == 1
    assert "nobody consumed" in ended.stdout and "does not conform yet" in ended.stdout


def test_the_runner_refuses_to_play_beside_an_installation(system):
    ended = system.command("conformance", "bot", "--patience", "1")
    assert ended.returncode == 1
    assert "There is an installation" in ended.stderr and "--prefix" in ended.stderr


def test_the_demo_bot_conforms(broker):
    """The one outside program that is ours and no test's."""
    prefix = f"conf-{new_id()[:8]}"
    words = [BIN / "guiche", "conformance", "bot", "--prefix", prefix, "--amqp-url", broker.url]
    runner = subprocess.Popen(
        [*words, "--ask-for-human", "Atendente: outro assunto"], stdout=subprocess.PIPE, text=True
    )
    first = runner.stdout.readline()
    directory = str(ROOT / "deploy/config/demo.yaml")
    told = {"GUICHE_AMQP_URL": broker.url, "GUICHE_PREFIX": prefix, "GUICHE_DIRECTORY": directory}
    bot = subprocess.Popen([BIN / "demo-bot"], env=os.environ | told, stderr=subprocess.DEVNULL)
    try:
        said, _ = runner.communicate(timeout=120)
    finally:
        runner.kill()
        bot.terminate()
        bot.wait()
    assert "Start your bot platform" in first
    assert runner.returncode == 0, said


def conformance(*words):
    return subprocess.run([BIN / "guiche", "conformance", *words], capture_output=True, text=True, timeout=30)
