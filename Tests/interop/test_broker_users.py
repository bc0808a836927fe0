"""The file of GUICHE_AMQP_USERS: each program gets its own user and nothing of the others', and a mistake is told."""

import json
import os
import pathlib

import pytest

import accounts
from processes import System, children, name_of

PREFIX = "users"
SECRET = "a secret of the tests"
EVERYBODY = ("guiche", "ingress", "bot-bridge", "router", "agent-presence", "protocol-writer")


@pytest.fixture(scope="module")
def up(broker, tmp_path_factory):
    directory = pathlib.Path(__file__).with_name("directory.yaml")
    system = System(broker, tmp_path_factory.mktemp("users"), directory, prefix=PREFIX).start()
    yield system
    system.stop()


def test_each_program_knows_its_own_password_and_no_other(up):
    passwords = {name: accounts.address("amqp://x/", user_of(name)).split(":")[2].split("@")[0] for name in EVERYBODY}
    found = {}
    for pid in children(up.process.pid):
        process = pathlib.Path(f"/proc/{pid}")
        environment, words = (process / "environ").read_text("utf-8"), (process / "cmdline").read_text("utf-8")
        found[name_of(pid)] = {name for name, password in passwords.items() if password in environment}
        assert "GUICHE_AMQP_USERS" not in environment
        assert not any(password in words for password in passwords.values())
    assert found == {name[:15]: {name} for name in EVERYBODY if name != "guiche"}
    log = up.log.read_text("utf-8")
    assert not any(password in log or accounts.password(user_of(name)) in log for name, password in passwords.items())


def user_of(name):
    return accounts.program_user("operator" if name == "guiche" else name, PREFIX)


def test_the_broker_sees_each_under_its_name(up, broker):
    rows = json.loads(broker.ctl("list_connections", "--formatter", "json", "user"))
    seen = {row["user"] for row in rows if row["user"].startswith(f"{PREFIX}-")}
    assert seen == {user_of(name) for name in EVERYBODY if name != "guiche"}


def test_a_command_comes_as_the_operator(up):
    told = up.command("doctor")
    assert told.returncode == 0 and f"{PREFIX}-operator may configure" in told.stdout, told.stdout + told.stderr


def entry(name):
    return f"{name}: {{ user: somebody, password: {SECRET} }}\n"


ALL = "".join(map(entry, EVERYBODY))
MISTAKES = {
    "missing program": (ALL.replace(entry("router"), ""), ["router"]),
    "missing command": (ALL.replace(entry("guiche"), ""), ["has no user for guiche"]),
    "unknown key": (ALL + entry("routre"), ["routre", "protocol-writer"]),
    "unknown field": (ALL + f"web-gateway: {{ user: x, pasword: {SECRET} }}\n", ["pasword", "web-gateway"]),
    "no password": (ALL + "web-gateway: { user: x }\n", ["web-gateway", "password"]),
    "a text": (ALL + f"web-gateway: {SECRET}\n", ["web-gateway", "user: NAME"]),
    "named twice": (ALL + entry("router"), ["router", "twice"]),
    "no YAML": (ALL + f"web-gateway: {{ user: x, password: '{SECRET}\n", ["YAML", "line"]),
    "no mapping": (f"- {SECRET}\n", ["PROGRAM: { user"]),
    "empty": ("", ["PROGRAM: { user"]),
    "huge": ("#" * 70_000, ["65536 bytes"]),
}


def refused(up, file, words):
    """Nothing is started, one sentence names the variable and the file, and no password is shown."""
    changed, up.environment = up.environment, up.environment | {"GUICHE_AMQP_USERS": str(file)}
    try:
        ended = up.command("up", "--without", "web-gateway,demo-bot", timeout=30)
    finally:
        up.environment = changed
    assert ended.returncode == 1 and not ended.stdout, ended
    assert len(ended.stderr.splitlines()) == 1 and SECRET not in ended.stderr, ended.stderr
    for word in ["GUICHE_AMQP_USERS", str(file), *words]:
        assert word in ended.stderr, ended.stderr


@pytest.mark.parametrize("text, words", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_start(up, tmp_path, text, words):
    file = tmp_path / "users.yaml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    refused(up, file, words)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o610])
def test_a_file_that_others_may_use_is_refused(up, tmp_path, mode):
    file = tmp_path / "users.yaml"
    file.write_text(ALL, encoding="utf-8")
    os.chmod(file, mode)
    refused(up, file, [f"chmod 600 {file}"])


def test_a_file_that_is_not_there_is_named(up, tmp_path):
    refused(up, tmp_path / "nowhere.yaml", ["No such file"])
