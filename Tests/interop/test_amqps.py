"""The whole system over `amqps`: encrypted, with the broker's certificate verified, and each program a user of its own
that the companies know."""

import json
import socket
import subprocess
from urllib.parse import urlsplit

import pytest

import accounts
import certificates
from permitted import PROGRAMS
from processes import NODE, ROOT, System

DEMO = ROOT / "deploy/config/demo.yaml"
PREFIX = "secret"


class EncryptedBroker:
    """A broker of these tests' own that listens for amqps beside amqp."""

    def __init__(self, folder, near):
        self.data, self.authority = folder / "broker", certificates.make(folder / "certificates")
        port, self.tls_port = free_ports(near)
        words = [NODE, "start", "--data", self.data, "--port", str(port), "--tls-port", str(self.tls_port)]
        subprocess.run([*words, "--certificates", folder / "certificates"], check=True, stdout=subprocess.DEVNULL)
        self.url = self.at("localhost")

    def at(self, host):
        return f"amqps://guest:guest@{host}:{self.tls_port}/"

    def ctl(self, *words):
        command = [NODE, "ctl", "--data", self.data, "--", *words]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def stop(self):
        subprocess.run([NODE, "stop", "--data", self.data], check=True)


def free_ports(near):
    """One for amqp, with the two that the node derives from it, and one for amqps."""
    for port in range(near + 4, near + 104, 2):
        if not any(listens(one) for one in (port, port + 1, port + 10_000, port + 20_000)):
            return port, port + 1
    raise AssertionError(f"no free port after {near}")


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def encrypted(broker, tmp_path_factory):
    made = EncryptedBroker(tmp_path_factory.mktemp("encrypted"), urlsplit(broker.url).port)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def system(encrypted, tmp_path_factory):
    """Its companies take messages of our own outside programs alone."""
    folder = tmp_path_factory.mktemp("secret")
    speakers = [accounts.program_user(program, PREFIX) for program in ("operator", "web-gateway", "demo-bot")]
    directory = folder / "directory.yaml"
    directory.write_text(accounts.closed_to_others(DEMO.read_text("utf-8"), *speakers), encoding="utf-8")
    system = System(encrypted, folder, directory, prefix=PREFIX, without="")
    system.environment |= {"GUICHE_AMQP_CA_FILE": str(encrypted.authority), "GUICHE_WEB_PORT": "0"}
    yield system.start()
    system.stop()


def test_every_connection_is_encrypted_and_everybody_is_somebody_else(system, encrypted):
    rows = json.loads(encrypted.ctl("list_connections", "--formatter", "json", "user", "ssl", "ssl_protocol"))
    assert rows and all(row["ssl"] for row in rows), rows
    assert {row["ssl_protocol"] for row in rows} <= {"tlsv1.2", "tlsv1.3"}
    users = sorted(row["user"] for row in rows)
    assert users == sorted(2 * [accounts.program_user(program, PREFIX) for program in PROGRAMS])


def test_the_flows_of_the_manual(system):
    played = system.command("demo", timeout=180)
    assert played.returncode == 0, played.stdout + played.stderr


def test_the_doctor_finds_nothing(system):
    ended = system.command("doctor")
    assert ended.returncode == 0 and "0 warnings, 0 errors" in ended.stdout, ended.stdout


def refused(system, encrypted, host="localhost", **changes):
    """What `guiche up` and a worker say that can't trust the broker; both end."""
    url = accounts.address(encrypted.at(host), accounts.program_user("operator", PREFIX))
    environment = system.environment | {"GUICHE_AMQP_USERS": "", "GUICHE_AMQP_URL": url} | changes
    said = []
    for program, *words in (["guiche", "up"], ["ingress"]):
        ended = subprocess.run(
            [system.bin / program, *words], env=environment, capture_output=True, text=True, timeout=60)
        last = ended.stderr.strip().splitlines()[-1]
        assert ended.returncode == 1 and f"{host}:{encrypted.tls_port}" in last, ended.stderr
        assert accounts.password(accounts.program_user("operator", PREFIX)) not in ended.stderr
        said.append(last)
    return said


def test_a_certificate_of_a_strange_authority_is_refused(system, encrypted, tmp_path):
    authority = str(certificates.make(tmp_path))
    for last in refused(system, encrypted, GUICHE_AMQP_CA_FILE=authority):
        assert f"no authority in {authority} has signed it" in last, last


def test_a_certificate_of_another_host_is_refused(system, encrypted):
    for last in refused(system, encrypted, host="127.0.0.1"):
        assert "its certificate does not name the host 127.0.0.1" in last, last


def test_a_missing_file_of_authorities_is_named(system, encrypted):
    environment = system.environment | {"GUICHE_AMQP_CA_FILE": "/nowhere.pem"}
    ended = subprocess.run([system.bin / "guiche", "status"], env=environment, capture_output=True, text=True)
    assert ended.returncode == 1 and "/nowhere.pem" in ended.stderr, ended.stderr
