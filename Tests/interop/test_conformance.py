"""The conformance runner passes programs that do what the contract says, and finds what is wrong with others."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

import accounts
from client import TENANT, new_id
from conformance import BIN, Runner, TolerantContract, operator
from conforming import Counter, MenuBot, Website
from contract import ROOT as CONTRACTS
from erring import MISTAKES
from processes import ROOT

ROLES = {MenuBot: "bot", Website: "gateway", Counter: "agent"}
AT_ONCE = 8  # runs mostly wait, so that several share the machine
PATIENCE = 5


@pytest.fixture(scope="module")
def reports(request, broker, tmp_path_factory):
    """The report on each program that a selected test asks about; all of them are played at the same time."""
    kinds = [item.callspec.params["kind"] for item in request.session.items if takes_a_program(item)]
    prefixes = {kind: new_prefix() for kind in kinds}
    accounts.give_all(broker, prefixes.values(), [TENANT], tmp_path_factory.mktemp("users"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {kind: pool.submit(conform, broker.url, kind, prefix) for kind, prefix in prefixes.items()}


def new_prefix():
    return f"conf-{new_id()[:8]}"


@pytest.fixture
def prefix(broker, tmp_path):
    """One with its broker users."""
    prefix = new_prefix()
    accounts.give(broker, prefix, [TENANT], tmp_path)
    return prefix


def takes_a_program(item):
    return item.path.name == "test_conformance.py" and "kind" in getattr(getattr(item, "callspec", None), "params", {})


def conform(url, kind, prefix):
    """Runs a program against a runner of its own, under a prefix of its own."""
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


def test_a_bot_that_never_comes_is_a_finding(broker, prefix):
    words = [BIN / "guiche", "conformance", "bot", "--prefix", prefix, "--patience", "1"]
    ended = subprocess.run(words, env=operator(broker.url, prefix), capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    assert "nobody consumed" in ended.stdout and "does not conform yet" in ended.stdout


def test_the_runner_refuses_to_play_beside_an_installation(system):
    ended = system.command("conformance", "bot", "--patience", "1")
    assert ended.returncode == 1
    assert "There is an installation" in ended.stderr and "--prefix" in ended.stderr


def test_the_demo_bot_conforms(broker, prefix):
    """The one outside program that is ours and no test's."""
    words = [BIN / "guiche", "conformance", "bot", "--prefix", prefix, "--ask-for-human", "Atendente: outro assunto"]
    runner = subprocess.Popen(words, env=operator(broker.url, prefix), stdout=subprocess.PIPE, text=True)
    first = runner.stdout.readline()
    directory = str(ROOT / "deploy/config/demo.yaml")
    url = accounts.address(broker.url, accounts.program_user("demo-bot", prefix))
    told = {"GUICHE_AMQP_URL": url, "GUICHE_PREFIX": prefix, "GUICHE_DIRECTORY": directory}
    bot = subprocess.Popen([BIN / "demo-bot"], env=os.environ | told, stderr=subprocess.DEVNULL)
    try:
        said, _ = runner.communicate(timeout=120)
    finally:
        runner.kill()
        bot.terminate()
        bot.wait()
    assert "Start your bot platform" in first
    assert runner.returncode == 0, said
