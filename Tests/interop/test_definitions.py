"""The definitions file and the script that makes others of it."""

import json
import re
import subprocess
import sys

import pika
import pytest
import yaml

import accounts
import definitions
from client import new_id
from permitted import KINDS, PROGRAMS, TENANTS
from processes import NODE

SCRIPT = definitions.TEMPLATE.parents[1] / "lib/definitions.py"
COMMANDS = PROGRAMS | {"guiche"}


def run(*words, code=0):
    ended = subprocess.run([sys.executable, "-B", SCRIPT, *words], capture_output=True, text=True)
    assert ended.returncode == code, ended
    return ended


def test_the_file_is_the_default_and_opens_nothing_by_itself():
    template = json.loads(definitions.TEMPLATE.read_text("utf-8"))
    assert json.loads(run().stdout) == template
    assert {user["password_hash"] for user in template["users"]} == {""}
    # Nobody administers anything; the operator may put a dead letter back in its sender's name.
    assert {user["name"]: user["tags"] for user in template["users"] if user["tags"]} == {
        "guiche-operator": ["impersonator"]
    }
    named = {user["name"] for user in template["users"]}
    assert named == {f"guiche-{who}" for who in PROGRAMS | {"operator"}} | {f"acme-{kind}" for kind in KINDS}
    assert {entry["user"] for entry in template["permissions"]} == named
    assert {entry["user"] for entry in template["topic_permissions"]} == named - {"guiche-operator"}


def test_passwords_are_made_once_and_for_their_owner_alone(tmp_path):
    passwords, users = tmp_path / "passwords.json", tmp_path / "users.yaml"
    words = ["--passwords", passwords, "--users", users]
    run(*words)
    first = json.loads(passwords.read_text("utf-8"))
    made = json.loads(run(*words, "--tenant", "acme", "--tenant", "loja").stdout)
    then = json.loads(passwords.read_text("utf-8"))
    assert then.items() > first.items() and then.keys() == {user["name"] for user in made["users"]}
    assert len(set(then.values())) == len(then) and min(map(len, then.values())) >= 32
    assert [file.stat().st_mode & 0o777 for file in (passwords, users)] == [0o600, 0o600]
    told = yaml.safe_load(users.read_text("utf-8"))
    assert told.keys() == COMMANDS
    assert all(then[login["user"]] == login["password"] for login in told.values())
    assert told["guiche"]["user"] == "guiche-operator"


@pytest.mark.parametrize(
    "words", [["--prefix", "a b"], ["--tenant", "a.b"], ["--tenant", "(a|b)"], ["--users", "/tmp/x"], ["--prefix", ""]])
def test_what_would_be_another_pattern_is_refused(words):
    assert run(*words, code=2).stderr.strip()


def test_a_prefix_and_its_dots_mean_themselves():
    made = definitions.rendered("my.acme", TENANTS)
    allowed = {entry["user"]: entry for entry in made["permissions"]}
    for entry in allowed.values():
        for field in ("configure", "write", "read"):
            for stranger in ("myxacme.webchat", "guiche.webchat", "my.acmex.webchat", "x.my.acme.webchat"):
                assert not re.search(entry[field], stranger), entry
    assert re.search(allowed["my.acme-operator"]["write"], "my.acme.webchat")
    assert re.search(allowed["my.acme-demo-bot"]["read"], "my.acme.bot.loja.menu")
    assert not re.search(allowed["my.acme-demo-bot"]["read"], "my.acme.bot.other.menu")
    assert not re.search(allowed["my.acme.acme-bots"]["read"], "my.acme.bot.loja.menu")
    assert {entry["exchange"] for entry in made["topic_permissions"]} == {"my.acme.events"}


def test_a_user_without_a_password_can_not_log_in(broker, tmp_path):
    prefix = f"shut-{new_id()[:8]}"
    file = tmp_path / "definitions.json"
    file.write_text(json.dumps(definitions.rendered(prefix, TENANTS)), encoding="utf-8")
    broker.ctl("import_definitions", str(file))
    user = accounts.program_user("operator", prefix)
    for secret in ("", "guest", user):
        with pytest.raises(pika.exceptions.AMQPConnectionError):
            parameters = pika.URLParameters(broker.url)
            parameters.credentials = pika.PlainCredentials(user, secret)
            pika.BlockingConnection(parameters)
    broker.ctl("change_password", user, accounts.password(user))
    accounts.connect(broker.url, user).close()


def test_a_file_that_the_broker_does_not_take_ends_the_start_of_the_node(broker, tmp_path):
    file = tmp_path / "wrong.json"
    port = broker.url.rstrip("/").rpartition(":")[2]
    for text in ('{"users": [', json.dumps({"permissions": [{
            "user": "nobody-at-all", "vhost": "/", "configure": "", "write": "", "read": ""}]})):
        file.write_text(text, encoding="utf-8")
        words = [NODE, "start", "--data", broker.data, "--port", port, "--definitions", file]
        ended = subprocess.run(words, capture_output=True, text=True)
        assert ended.returncode == 1 and str(file) in ended.stderr and not ended.stdout, ended
