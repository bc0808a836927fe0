"""What the tests of the pages stand on: one running system with the demonstration's directory, beside it the company
`loja` whose waiting times are short, and browsers."""

import os
import pathlib
import socket
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))

import roles  # noqa: E402
from accounts import closed_to_others, program_user  # noqa: E402
from cable import Cable  # noqa: E402
from people import tidy  # noqa: E402
from processes import ROOT, Broker, System  # noqa: E402

DEMO = ROOT / "deploy/config/demo.yaml"
SHORT = pathlib.Path(__file__).resolve().parent / "loja.yaml"
SECRET = "a secret of the tests, 32 characters or more"


def free_ports(count):
    """A port on 127.0.0.1 with `count - 1` free ones after it: replicas take one after the other."""
    for first in range(8300, 8900, 10):
        taken = False
        for port in range(first, first + count):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                taken = taken or probe.connect_ex(("127.0.0.1", port)) == 0
        if not taken:
            return first
    raise AssertionError("no free port for the web gateway")


class Site:
    """A running system with `replicas` web gateways, and where they listen."""

    def __init__(self, broker, folder, prefix, replicas=1):
        folder = pathlib.Path(folder)
        self.directory = folder / "directory.yaml"
        speakers = [program_user(program, prefix) for program in ("web-gateway", "demo-bot")]
        text = closed_to_others(DEMO.read_text("utf-8") + SHORT.read_text("utf-8"), *speakers)
        self.directory.write_text(text, encoding="utf-8")
        self.port = free_ports(replicas)
        self.system = System(
            broker, folder, self.directory, {"web-gateway": replicas}, prefix=prefix, without="")
        self.system.environment |= {
            "GUICHE_WEB_PORT": str(self.port), "GUICHE_WEB_SECRET": SECRET, "GUICHE_WEB_PROXIES": "1"}
        self.system.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def gateways(self):
        """The process ids of the web gateways, by port."""
        found = {}
        for entry in os.listdir("/proc"):
            try:
                words = pathlib.Path(f"/proc/{entry}/cmdline").read_bytes().split(b"\0")
                variables = pathlib.Path(f"/proc/{entry}/environ").read_bytes().split(b"\0")
            except (OSError, ValueError):
                continue
            store = f"GUICHE_STORE={self.system.environment['GUICHE_STORE']}".encode()
            if words[0].endswith(b"/web-gateway") and store in variables:
                port = next(one for one in variables if one.startswith(b"GUICHE_WEB_PORT="))
                found[int(port.split(b"=")[1])] = int(entry)
        return found

    def stop(self):
        self.system.stop()


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    broker = Broker(tmp_path_factory.mktemp("broker"))
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def site(broker, tmp_path_factory):
    site = Site(broker, tmp_path_factory.mktemp("site"), "web")
    yield site
    site.stop()


@pytest.fixture
def two(broker, tmp_path):
    """A system of its own with two web gateways."""
    site = Site(broker, tmp_path, "two", replicas=2)
    yield site
    site.stop()


class People:
    """Makes pages and closes their browsers at the end; none of them may have complained."""

    def __init__(self, site):
        self.site, self.made, self.agents = site, [], set()

    def keep(self, page):
        self.made.append(page)
        return page

    def address(self, through):
        return self.site.address if through is None else f"http://127.0.0.1:{through.port}"

    def customer(self, channel="site", through=None, **options):
        return self.keep(roles.Customer(self.address(through), channel, **options))

    def console(self, user="ana", *channels, through=None, **options):
        self.agents.add((user, options.get("tenant", "acme")))
        console = self.keep(roles.Console(self.address(through), user, **options))
        return console.enter(*channels) if channels else console

    def supervisor(self, **options):
        return self.keep(roles.Supervisor(self.site.address, **options))

    def close(self):
        complaints = []
        for page in self.made:
            try:
                complaints += [one for one in page.complaints() if not one.startswith(self.expected)]
            finally:
                page.driver.quit()
        for user, tenant in self.agents:
            tidy(self.site.port, user, tenant)
        assert not complaints

    # A page that is refused something is told so by a status, which the browser's console repeats.
    expected = ("http://127.0.0.1",)


@pytest.fixture
def cable(site):
    """The cable of one browser, to be cut."""
    cable = Cable(site.port)
    yield cable
    cable.close()


@pytest.fixture
def people(site):
    people = People(site)
    yield people
    people.close()
