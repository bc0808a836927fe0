"""Runs the bare chain and Guichê in turns and prints their figures and ratios. Started by deploy/bench.

The machine drifts by a third within minutes, so only pairs of one round are compared, and the ratio that counts is the
median over the rounds.
"""

import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time

READY_SECONDS = 90
STOP_SECONDS = 20
RUN_SECONDS = 600  # no single measurement may take longer


class BenchFailed(Exception):
    """Says in a sentence what could not be measured."""


def broker_cpu_seconds():
    """The processor time the broker has used so far."""
    fields = pathlib.Path(f"/proc/{os.environ['GUICHE_NODE_PID']}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(words, messages):
    """Runs a load once and returns its JSON line, with the broker's processor time added."""
    before = broker_cpu_seconds()
    run = subprocess.run(words, capture_output=True, text=True, timeout=RUN_SECONDS)
    if run.returncode != 0 or not run.stdout.strip():
        raise BenchFailed(f"{words[0]} ended with {run.returncode}: {run.stderr.strip()[-300:]}")
    figures = json.loads(run.stdout.strip().splitlines()[-1])
    figures["brokerCpuPer10000"] = (broker_cpu_seconds() - before) * 10_000 / messages
    return figures


class Guiche:
    """`guiche up` as a child process, for the time of one measurement."""

    def __init__(self, folder, routers):
        store = folder / "store" / f"routers-{routers}"
        store.mkdir(parents=True, exist_ok=True)
        os.environ["GUICHE_STORE"] = f"sqlite:{store}"
        os.environ.setdefault("GUICHE_DIRECTORY", "deploy/config/bench.yaml")
        os.environ["GUICHE_PREFIX"] = f"bench{routers}"
        self.log = folder / f"guiche-{routers}.log"
        self.words = [os.environ["GUICHE_BIN"] + "/guiche", "up", "--replicas", f"router={routers}",
                      "--without", "web-gateway,demo-bot"]

    def __enter__(self):
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + READY_SECONDS
        while "guiche: ready" not in self.log.read_text(encoding="utf-8").splitlines():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise BenchFailed(f"guiche up was not ready; {self.log} tells why")
            time.sleep(0.05)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def line(name, figures):
    latency = figures["latencyMs"]
    print(f"  {name:<22} {figures['perSecond']:>8.0f}/s   p50 {latency['p50']:>8.2f}  p99 {latency['p99']:>8.2f}"
          f"  p99.9 {latency['p999']:>8.2f} ms   broker {figures['brokerCpuPer10000']:>5.2f} s per 10,000", flush=True)


def round_of(contenders, messages, rate):
    figures = {}
    for name, run in contenders.items():
        figures[name] = run(messages, rate)
        line(name, figures[name])
    return figures


def ratios(rounds, of):
    """The median over the rounds of each contender's figure divided by the bare chain's in the same round."""
    names = [name for name in rounds[0] if name != "bare"]
    return {name: statistics.median(of(figures[name]) / of(figures["bare"]) for figures in rounds) for name in names}


def contenders(options):
    def bare(messages, rate):
        words = [str(options.folder / "bare"), os.environ["GUICHE_AMQP_URL"], str(messages), str(rate)]
        return measure(words, messages)

    def ours(routers):
        def run(messages, rate):
            words = [os.environ["GUICHE_BIN"] + "/guiche", "bench", "--steady", "--json", "--seed", str(options.seed)]
            with Guiche(options.folder, routers):
                return measure([*words, "--messages", str(messages), "--rate", str(rate)], messages)
        return run

    found = {"bare": bare}
    if options.only != "bare":
        for routers in options.routers.split(","):
            found[f"guiche, {routers} router" + ("s" if routers != "1" else "")] = ours(routers)
    return found


def main():
    parser = argparse.ArgumentParser(prog="deploy/bench")
    parser.add_argument("--folder", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=20_000, help="of each run that goes as fast as it can")
    parser.add_argument("--rate", type=int, default=500, help="messages per second where latency is measured")
    parser.add_argument("--routers", default="1,2", help="how many routers, one contender for each number")
    parser.add_argument("--seed", type=int, default=1, help="of what is said")
    parser.add_argument("--only", choices=["bare"])
    options = parser.parse_args()
    runs, fast, steady = contenders(options), [], []
    for number in range(1, options.rounds + 1):
        print(f"round {number} of {options.rounds}, as fast as it goes ({options.messages} messages)")
        fast.append(round_of(runs, options.messages, 0))
        print(f"round {number} of {options.rounds}, {options.rate} messages/s for 10 s")
        steady.append(round_of(runs, options.rate * 10, options.rate))
    report(options, runs, fast, steady)


def report(options, runs, fast, steady):
    print(f"\nmedians of {options.rounds} rounds on {os.cpu_count()} cores, broker included")
    for name in runs:
        speed = statistics.median(figures[name]["perSecond"] for figures in fast)
        latencies = [figures[name]["latencyMs"] for figures in steady]
        p50, p99 = (statistics.median(latency[part] for latency in latencies) for part in ("p50", "p99"))
        print(f"  {name:<22} {speed:>8.0f} messages/s   at {options.rate}/s: p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    speeds = ratios(fast, lambda figures: figures["perSecond"])
    medians, tails = (ratios(steady, lambda figures, part=part: figures["latencyMs"][part]) for part in ("p50", "p99"))
    for name in speeds:
        print(f"of the bare chain, paired: {name}: {speeds[name]:.2f} of its throughput,"
              f" {medians[name]:.1f} times its median, {tails[name]:.1f} times its p99")


try:
    main()
except (BenchFailed, subprocess.TimeoutExpired) as error:
    print(f"bench: error: {error}", file=sys.stderr)
    sys.exit(1)
