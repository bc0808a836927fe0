"""What the tests stand on. One broker and one running system serve all tests that only talk to it; a test that breaks
things makes its own with `new_system`."""

import pathlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_front_end import AgentFrontEnd
from bot_platform import BotPlatform
from client import Client
from contract import Contract
from dead_letter_queue import DeadLetterQueue
from gateway import Gateway
from processes import PROGRAMS, Broker, System
from supervisor import Supervisor

MODULUS_HASH = '<<"x-modulus-hash">>'
MODULUS_HASH_MODULE = "rabbit_sharding_exchange_type_modulus_hash"
DIRECTORY = pathlib.Path(__file__).resolve().parent / "directory.yaml"


@pytest.fixture(scope="session")
def contract():
    return Contract()


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    broker = Broker(tmp_path_factory.mktemp("broker"))
    yield broker
    broker.stop()


def dated(folder):
    """The directory with its three holidays around today, so that it is one whenever the tests run."""
    today = datetime.now(ZoneInfo("America/Sao_Paulo")).date()
    text = DIRECTORY.read_text(encoding="utf-8")
    for number in (1, 2, 3):
        text = text.replace(f"2000-01-0{number}", str(today + timedelta(days=number - 2)))
    path = folder / "directory.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def pytest_addoption(parser):
    parser.addoption("--replicas", type=int, default=1, help="how many of every program the shared system runs")


@pytest.fixture(scope="session")
def system(broker, tmp_path_factory, pytestconfig):
    folder = tmp_path_factory.mktemp("system")
    count = pytestconfig.getoption("--replicas")
    system = System(broker, folder, dated(folder), dict.fromkeys(PROGRAMS, count)).start()
    yield system
    system.stop()


@pytest.fixture
def new_system(broker, tmp_path):
    """Starts a system of the test's own beside the shared one, under another prefix: `new_system(replicas={...})`."""
    started = []

    def start(directory=DIRECTORY, replicas=None, prefix="other"):
        system = System(broker, tmp_path / f"system-{len(started)}", directory, replicas, prefix)
        started.append(system)
        return system.start()

    yield start
    for system in started:
        system.stop()


@pytest.fixture
def without_plugin(broker):
    """The shared broker forgets the plugin's exchange type for a moment."""
    broker.ctl("eval", f"rabbit_registry:unregister(exchange, {MODULUS_HASH}).")
    yield broker
    broker.ctl("eval", f"rabbit_registry:register(exchange, {MODULUS_HASH}, {MODULUS_HASH_MODULE}).")


@pytest.fixture
def clients(system, broker, contract):
    """Makes clients and closes them at the end: `clients.gateway()`, `clients.agent("ana")`, `clients.bot("menu")`."""
    maker = Clients(broker.url, contract)
    yield maker
    maker.close()


@pytest.fixture
def dead_letters(system, broker):
    letters = DeadLetterQueue(broker.url)
    letters.clear()
    yield letters
    letters.close()


class Clients:
    def __init__(self, url, contract):
        self.url, self.contract, self.made = url, contract, []

    def keep(self, client):
        self.made.append(client)
        return client

    def gateway(self, **options):
        return self.keep(Gateway(self.url, self.contract, **options))

    def agent(self, agent="ana", **options):
        return self.keep(AgentFrontEnd(self.url, self.contract, agent, **options))

    def bot(self, bot="menu", **options):
        return self.keep(BotPlatform(self.url, self.contract, bot, **options))

    def supervisor(self, supervisor="sara", tenant="house"):
        return self.keep(Supervisor(self.url, self.contract, supervisor, tenant))

    def listener(self, name, *audiences, queue=None):
        return self.keep(Client(self.url, self.contract, name, *audiences, queue=queue))

    def close(self):
        for client in self.made:
            client.close()
