"""`guiche bench` from outside: a short seeded load against a running system, its figures, its ledger and its page."""

import json
import os
import pathlib
import signal
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest

from processes import ROOT, System

SEED = 20261122
PLOTS = ["Messages per second", "Conversations", "Latency over time", "Latency by percentile"]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """Written by the command itself, as a person would."""
    path = tmp_path_factory.mktemp("bench") / "bench.yaml"
    guiche = pathlib.Path(os.environ.get("GUICHE_BIN", ROOT / ".build/release")) / "guiche"
    words = [guiche, "bench", "--write-directory", path, "--agents", "4", "--bots", "1"]
    written = subprocess.run(words, check=True, capture_output=True, text=True)
    assert f"guiche up --directory {path}" in written.stdout
    return path


@pytest.fixture(scope="module")
def bench(broker, directory, tmp_path_factory):
    system = System(broker, tmp_path_factory.mktemp("system"), directory, prefix="bench").start()
    yield system
    system.stop()


def play(system, *words, timeout=150):
    run = system.command("bench", "--seed", str(SEED), *words, timeout=timeout)
    return run, json.loads(run.stdout) if run.stdout.startswith("{") else None


def test_a_seeded_load_talks_and_leaves_a_clean_ledger(bench, tmp_path):
    page = tmp_path / "report.html"
    run, figures = play(
        bench, "--sessions", "60", "--bots", "1", "--rate", "60", "--duration", "10", "--json", "--report", str(page)
    )
    assert run.returncode == 0, run.stderr
    check_figures(figures)
    check_ledger(figures["ledger"])
    check_progress(run.stderr)
    check_page(page.read_text(encoding="utf-8"))


def check_figures(figures):
    assert figures["seed"] == SEED and figures["ended"] == "duration" and figures["isClean"]
    assert 500 < figures["messages"] < 900  # 60 a second that are paced, and the bot's answers
    assert figures["sessions"] == 60 and figures["agents"] == 4 and figures["bots"] == 1
    assert set(figures["conversations"]) == {"answered"}
    for path in figures["paths"].values():
        assert path["count"] > 0, figures["paths"]  # more come than the agents have room for: all paths are walked
        assert 0 < path["p50"] <= path["p99"] <= path["p999"] <= path["max"]
    way = figures["paths"]["customerToAgent"]
    assert figures["latencyMs"] == {"p50": way["p50"], "p99": way["p99"], "p999": way["p999"]}


def check_ledger(ledger):
    assert not any(ledger["faults"].values()), ledger
    assert {"lost", "doubled", "reordered", "overCapacity", "winners", "unfinished"} <= set(ledger["faults"])
    assert ledger["attempted"] == ledger["acknowledged"] > 500
    assert ledger["booksRead"] > 20 and ledger["linesRead"] > ledger["booksRead"]


def check_progress(text):
    lines = [line for line in text.splitlines() if "messages/s" in line]
    assert lines and "in service" in lines[0] and "waiting" in lines[0], text
    assert "\r" not in text  # a line that is rewritten is for terminals


class Outline(HTMLParser):
    """The headings of a page, its drawings, and whatever it would fetch."""

    def __init__(self):
        super().__init__()
        self.headings, self.fetched, self.in_heading = [], [], False

    def handle_starttag(self, tag, attrs):
        self.in_heading = tag == "h2"
        self.fetched += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data):
        if self.in_heading:
            self.headings.append(data)
            self.in_heading = False


def check_page(text):
    outline = Outline()
    outline.feed(text)
    assert outline.headings[:4] == PLOTS and outline.fetched == []
    drawings = [part.partition("</svg>")[0] + "</svg>" for part in text.split("<svg")[1:]]
    assert len(drawings) == len(PLOTS)
    for drawing in drawings:
        curves = ElementTree.fromstring("<svg" + drawing).findall("polyline")
        assert curves and all(len(curve.get("points").split()) > 3 for curve in curves)
    assert f"--seed {SEED}" in text and ">clean<" in text


def test_the_steady_path_measures_what_customers_write(bench):
    run, figures = play(bench, "--steady", "--messages", "2000", "--sessions", "20", "--json")
    assert run.returncode == 0, run.stderr
    assert figures["messages"] == figures["paths"]["customerToAgent"]["count"] == 2000
    assert figures["paths"]["agentToCustomer"]["count"] == 0
    assert figures["conversations"] == {"answered": 20} and figures["ended"] == "messages"


def test_ctrl_c_ends_early_and_reports(bench):
    words = [bench.bin / "guiche", "bench", "--duration", "600", "--rate", "50", "--sessions", "10", "--json"]
    load = subprocess.Popen(words, env=bench.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    first = load.stderr.readline()
    assert "messages/s" in first, first
    load.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, err = load.communicate(timeout=60)
    figures = json.loads(out)
    assert load.returncode == 0, err
    assert figures["ended"] == "interrupted" and figures["isClean"] and figures["messages"] > 50
    assert time.monotonic() - began < 45


@pytest.mark.parametrize("words, expected", [
    (["--agents", "5"], "--write-directory"),
    (["--bots", "2"], "--write-directory"),
    (["--sessions", "99999"], "too many"),
    (["--sessions", "0"], "--sessions is from 1 to"),
    (["--rate", "1000001"], "--rate is from 0 to"),
    (["--steady", "--bots", "1"], "--steady"),
])
def test_what_the_directory_can_not_bear_is_a_sentence(bench, words, expected):
    run, _ = play(bench, *words)
    assert run.returncode != 0 and expected in run.stderr, run.stderr


def test_a_system_that_dies_is_a_fault(new_system, directory, tmp_path):
    """Nobody serves any more: the load gives up, says what was lost, and fails."""
    system, told = new_system(directory=directory, prefix="bench-dies"), tmp_path / "told"
    words = [system.bin / "guiche", "bench", "--duration", "600", "--rate", "50", "--sessions", "5", "--json"]
    with open(told, "w", encoding="utf-8") as err:
        load = subprocess.Popen(words, env=system.environment, stdout=subprocess.PIPE, stderr=err, text=True)
    try:
        deadline = time.monotonic() + 60
        while "messages/s" not in told.read_text(encoding="utf-8") and time.monotonic() < deadline:
            time.sleep(0.2)
        system.stop()
        out, _ = load.communicate(timeout=100)
    finally:
        load.kill()
    figures = json.loads(out)
    assert load.returncode == 1
    assert figures["ended"] == "stalled" and not figures["isClean"]
    assert figures["ledger"]["faults"]["unfinished"] > 0 and figures["ledger"]["faults"]["lost"] > 0
