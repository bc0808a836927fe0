"""One chaos run: real programs, a real broker, customers and agents who talk, and faults that a seed chooses.

Prints the seed and what happened, and at the end the ledger; the exit code is 0 only when nothing was lost, doubled,
overtaken, assigned too often or left behind, and everything came to rest by itself.
"""

import argparse
import asyncio
import pathlib
import random
import sys
import time
import traceback

import faults
import ledger
import report
from client import Client, Silence
from contract import Contract
from crowd import HEARTBEAT_SECONDS, Crowd
from host import Host, Reached
from measures import Measures
from proxy import Proxy
from scene import Scene
from verdict import Verdict
from weather import Weather

DIRECTORY = pathlib.Path(__file__).resolve().parent / "chaos.yaml"
PREFIX = "chaos"
REST_SECONDS = 120  # in which everybody comes to rest after the last fault
FIRST_SECONDS = 5  # before the first fault: what was just declared has to be on the broker's disk
FEW_SECONDS = (0.2, 2)  # between two faults

WEIGHTS = {"kill": 4, "broker-kill": 12}  # how often in a deck; the others once


def arguments():
    parser = argparse.ArgumentParser(prog="deploy/chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2, help="how long faults are made (2)")
    parser.add_argument("--seed", type=int, help="another run's dice; by default new ones")
    parser.add_argument("--replicas", type=int, default=2, choices=(1, 2, 4), help="of every program (2)")
    parser.add_argument("--faults", help="only these, by name, with commas between: " + ", ".join(faults.ALL))
    parser.add_argument("--each", action="store_true", help="every fault once, however long it takes")
    parser.add_argument("--rate", type=float, default=4, help="new customers a second (4)")
    parser.add_argument("--at-once", type=int, default=60, help="the most customers at once (60)")
    parser.add_argument("--folder", required=True, help="for stores, logs and the page")
    parser.add_argument("--url", required=True, help="of the private broker")
    options = parser.parse_args()
    chosen = options.faults.split(",") if options.faults else list(faults.ALL)
    unknown = [name for name in chosen if name not in faults.ALL]
    if unknown:
        parser.error(f"there is no fault {', '.join(unknown)}; there are {', '.join(faults.ALL)}")
    options.chosen = chosen
    options.seed = options.seed or random.SystemRandom().randrange(1, 10**9)
    return options


def deck(chance, names):
    """Every fault as often as it counts, shuffled."""
    cards = [name for name in names for _ in range(WEIGHTS.get(name, 1))]
    chance.shuffle(cards)
    return cards


async def strike(scene, names, deadline):
    """One fault after the other, from a deck that is shuffled anew when it is used up; until the deadline, or, without
    one, until every card was played."""
    cards = []
    while deadline is None or time.monotonic() < deadline:
        cards = cards or deck(scene.chance, names)
        await faults.ALL[cards.pop()](scene)
        if deadline is None and not cards:
            return
        await asyncio.sleep(scene.chance.uniform(*FEW_SECONDS))


async def strike_all(scene, options):
    """What takes long goes on in one row, and quick faults hit it meanwhile in another."""
    await asyncio.sleep(FIRST_SECONDS)
    deadline = None if options.each else time.monotonic() + options.minutes * 60
    rows = [
        [name for name in options.chosen if name not in faults.QUICK],
        [name for name in options.chosen if name in faults.QUICK],
    ]
    async with asyncio.TaskGroup() as group:
        for names in rows:
            if names:
                group.create_task(strike(scene, names, deadline))


async def come_and_go(scene, options):
    """New customers all the time, as long as not too many are there; agents keep their leases."""
    next_heartbeat = 0
    while True:
        if len(scene.crowd.live) < options.at_once and not scene.is_paused:
            scene.crowd.begin()
        if time.monotonic() > next_heartbeat:
            scene.crowd.keep_alive()
            next_heartbeat = time.monotonic() + HEARTBEAT_SECONDS
        await asyncio.sleep(scene.chance.expovariate(options.rate))


async def rest(scene):
    """Until everybody has what he waits for."""
    deadline = time.monotonic() + REST_SECONDS
    while not scene.crowd.is_idle:
        if time.monotonic() > deadline:
            raise Silence(f"{len(scene.crowd.live)} sessions never ended: {scene.crowd.stuck()}")
        await asyncio.sleep(0.1)


async def play(scene, options):
    """The run; returns what went wrong on the way, or None."""
    await scene.crowd.start()
    customers = asyncio.create_task(come_and_go(scene, options))
    striking = asyncio.create_task(strike_all(scene, options))
    done, _ = await asyncio.wait((customers, striking), return_when=asyncio.FIRST_COMPLETED)
    customers.cancel()
    striking.cancel()
    wrong = ["".join(traceback.format_exception(task.exception())) for task in done if task.exception()]
    scene.tell(f"no more faults; {len(scene.crowd.live)} customers are still there")
    try:
        await scene.heal()
        await rest(scene)
    except (AssertionError, Silence) as problem:
        wrong.append(str(problem))
    return "\n".join(wrong) or None


def read_book(scene):
    """The ledger, by the public queries."""
    kind = type("Auditor", (Client,), {"prefix": PREFIX})
    with kind(scene.broker_url, Contract(), "auditor") as reader:
        return ledger.check(scene.crowd.evidence, reader)


async def main():
    options = arguments()
    chance, measures = random.Random(options.seed), Measures()
    print(f"seed {options.seed}: deploy/chaos --seed {options.seed} --replicas {options.replicas}", flush=True)
    folder = pathlib.Path(options.folder)
    scene = Scene(options.url, PREFIX, chance, measures)
    scene.weather = Weather(folder)
    scene.network = await Proxy(int(scene.port), random.Random(options.seed + 1)).start()
    scene.clients_network = await Proxy(int(scene.port), random.Random(options.seed + 2)).start()
    through = options.url.replace(f":{scene.port}/", f":{scene.network.port}/")
    scene.host = Host(Reached(through, scene.data), folder, DIRECTORY, PREFIX, options.replicas, scene.weather)
    try:
        await asyncio.to_thread(scene.host.start)
        own = options.url.replace(f":{scene.port}/", f":{scene.clients_network.port}/")
        scene.crowd = Crowd(own, PREFIX, ["ana", "bruno", "carla"], measures, random.Random(options.seed + 3))
        measures.start = time.monotonic()
        ended_early = await play(scene, options)
        found = await asyncio.to_thread(read_book, scene)
        verdict = Verdict(scene, options, found, ended_early)
        await verdict.look()
        page = report.write(folder / "report.html", verdict)
        print(f"{verdict}\nseed {options.seed}; the timeline: {page}", flush=True)
        return 0 if verdict.is_clean else 1
    finally:
        if scene.crowd:
            scene.crowd.close()
        await asyncio.to_thread(scene.host.stop)
        scene.network.stop()
        scene.clients_network.stop()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
