"""The broker's users of the tests: for each system those of `deploy/rabbitmq/definitions.json`, made for its prefix and
for the tenants of its directory. The tests' own tools (rabbitmqctl, a look into a queue, a fault) stay with guest."""

import json
import pathlib
import re
import sys
from urllib.parse import quote, urlsplit, urlunsplit

import pika
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "deploy/lib"))

import definitions  # noqa: E402
from definitions import client_user, program_user  # noqa: E402, F401

STRANGER = "nobody"  # a tenant that the broker knows and no directory does


def password(user):
    """With everything that an address has to encode."""
    return f"{user}: 100% @home/ção?"


def tenants_of(directory):
    """The tenants of a directory file."""
    return [tenant["id"] for tenant in yaml.safe_load(pathlib.Path(directory).read_text("utf-8"))["tenants"]]


def closed_to_others(text, *users):
    """A directory file's text, with these as the only broker users of every tenant."""
    return re.sub(r"(?m)^    timeZone: .*$", lambda zone: f"{zone[0]}\n    brokerUsers: {json.dumps(users)}", text)


def give(broker, prefix, tenants, folder):
    """Makes the users of one installation; returns the file that its `guiche` reads from GUICHE_AMQP_USERS."""
    return give_all(broker, [prefix], tenants, folder)[prefix]


def give_all(broker, prefixes, tenants, folder):
    """The same for several at once."""
    folder, files = pathlib.Path(folder), {}
    together = {"users": [], "permissions": [], "topic_permissions": [], "vhosts": [{"name": "/"}]}
    for prefix in prefixes:
        made = definitions.rendered(prefix, [*tenants, STRANGER], password)
        for part in ("users", "permissions", "topic_permissions"):
            together[part] += made[part]
        files[prefix] = folder / f"{prefix}-users.yaml"
        definitions.write_private(files[prefix], definitions.users_file(made, prefix, password))
    file = folder / "definitions.json"
    file.write_text(json.dumps(together), encoding="utf-8")
    broker.ctl("import_definitions", str(file))
    return files


def address(url, user, secret=None):
    """The broker's address for this user."""
    parts = urlsplit(url)
    login = f"{quote(user, safe='')}:{quote(secret or password(user), safe='')}"
    return urlunsplit(parts._replace(netloc=f"{login}@{parts.netloc.rpartition('@')[2]}"))


def connect(url, user=None):
    """A connection as this user, or as the tests' own tools."""
    parameters = pika.URLParameters(url)
    parameters.heartbeat = 600  # these clients rest between steps and serve no heartbeat meanwhile
    if user is not None:
        parameters.credentials = pika.PlainCredentials(user, password(user))
    return pika.BlockingConnection(parameters)
