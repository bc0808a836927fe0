"""Real processes around the tests: a private broker and `guiche up`."""

import os
import pathlib
import signal
import subprocess
import time

import accounts

ROOT = pathlib.Path(__file__).resolve().parents[2]
NODE = ROOT / "deploy/rabbitmq/node"
PROGRAMS = ("ingress", "bot-bridge", "router", "agent-presence", "protocol-writer")
READY_SECONDS = 90
STOP_SECONDS = 20  # guiche up stops its children within 15


def children(pid):
    """The processes that a process has started and that have not ended."""
    threads = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for thread in threads for child in thread.read_text(encoding="ascii").split())


def name_of(pid):
    """What a process is called; empty if it has ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def resident(pid):
    """Megabytes of a process that are in memory; 0 if it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


class Broker:
    """A private broker: the one deploy/test started, or one of these tests' own."""

    def __init__(self, folder, port=5790):
        self.url = os.environ.get("GUICHE_TEST_AMQP_URL")
        self.data = os.environ.get("GUICHE_TEST_NODE_DATA", str(folder))
        self.is_own = self.url is None
        if self.is_own:
            words = [NODE, "start", "--data", self.data, "--port", str(port)]
            self.url = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def ctl(self, *words):
        """Runs rabbitmqctl against the broker and returns what it printed."""
        command = [NODE, "ctl", "--data", self.data, "--", *words]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def stop(self):
        if self.is_own:
            subprocess.run([NODE, "stop", "--data", self.data], check=True)


class System:
    """`guiche up` with a store and a log of its own in a folder, and with the broker users of its prefix: the address
    that it is given opens nothing."""

    def __init__(
        self, broker, folder, directory, replicas=None, prefix="guiche", without="web-gateway,demo-bot",
        environment=None,
    ):
        self.folder = pathlib.Path(folder)
        self.broker, self.directory, self.prefix, self.has_users = broker, directory, prefix, False
        self.log = self.folder / "guiche.log"
        store = self.folder / "store"
        store.mkdir(parents=True, exist_ok=True)
        self.bin = pathlib.Path(os.environ.get("GUICHE_BIN", ROOT / ".build/release"))
        self.environment = os.environ | {
            "GUICHE_AMQP_URL": accounts.address(broker.url, "nobody"), "GUICHE_DIRECTORY": str(directory),
            "GUICHE_AMQP_USERS": str(self.folder / f"{prefix}-users.yaml"), "GUICHE_STORE": f"sqlite:{store}",
            "GUICHE_PREFIX": prefix,
        } | (environment or {})
        self.words = [str(self.bin / "guiche"), "up", "--without", without]
        for name, count in (replicas or {}).items():
            self.words += ["--replicas", f"{name}={count}"]
        self.process = None

    def give_users(self):
        """Once: what a test changes about the users stays."""
        if not self.has_users:
            accounts.give(self.broker, self.prefix, accounts.tenants_of(self.directory), self.folder)
            self.has_users = True

    def start(self):
        self.give_users()
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                self.words, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + READY_SECONDS
        while "guiche: ready" not in self.log.read_text(encoding="utf-8").splitlines():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                tail = "\n".join(self.log.read_text(encoding="utf-8").splitlines()[-20:])
                raise AssertionError(f"guiche up was not ready; its last words:\n{tail}")
            time.sleep(0.05)
        return self

    def command(self, *words, timeout=60):
        """Runs `guiche WORDS` against this system and returns the finished process."""
        self.give_users()
        return subprocess.run(
            [self.bin / "guiche", *words], env=self.environment, capture_output=True, text=True, timeout=timeout
        )

    def beside(self, program):
        """The environment of one more of a program, started by hand: it comes with its own user, as a child of
        `guiche up` does."""
        address = accounts.address(self.broker.url, accounts.program_user(program, self.prefix))
        return self.environment | {"GUICHE_AMQP_URL": address, "GUICHE_AMQP_USERS": ""}

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
