"""Makes the broker's definitions of one installation from `deploy/rabbitmq/definitions.json`, which is written for the
prefix `guiche` and the tenant `acme`: one user for each program, and one for each kind of outside client of a tenant.

    definitions.py [--prefix P] [--tenant T]... [--passwords FILE [--users FILE]] > definitions.json

--passwords names a JSON file {user: password}; users who have none in it get a random one. Without it nobody of the
definitions can log in until `rabbitmqctl change_password` gives him a password. --users writes what `guiche` reads from
`GUICHE_AMQP_USERS`. Both files are for their owner alone.
"""

import argparse
import base64
import hashlib
import json
import os
import pathlib
import re
import secrets
import sys

TEMPLATE = pathlib.Path(__file__).resolve().parents[1] / "rabbitmq/definitions.json"
PREFIX, TENANT, OPERATOR = "guiche", "acme", "operator"
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # a tenant's (contracts/README.md); safe inside a pattern

NAMES = re.compile(rf"\b{PREFIX}(?=\\\.)|(?<=\\\.){TENANT}(?=\\\.|-)")  # where a pattern of the template has them


def program_user(program, prefix=PREFIX):
    """The user of one program, or of the operator."""
    return f"{prefix}-{program}"


def client_user(tenant, kind, prefix=PREFIX):
    """The user of one kind of outside client; of another installation on the same broker it carries the prefix."""
    return f"{tenant}-{kind}" if prefix == PREFIX else f"{prefix}.{tenant}-{kind}"


def hashed(password):
    """As RabbitMQ keeps it: base64 of a salt of 4 bytes and the SHA-256 of salt and password."""
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def rendered(prefix=PREFIX, tenants=(TENANT,), password=None):
    """The definitions, as what JSON makes of them. `password` maps a user's name to his password."""
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    made = {"vhosts": template["vhosts"]}
    for part in ("users", "permissions", "topic_permissions"):
        made[part] = [one for entry in template[part] for one in entries(entry, prefix, tenants)]
    for user in made["users"]:
        user["password_hash"] = hashed(password(user["name"])) if password else ""
    return made


def entries(entry, prefix, tenants):
    """What one entry of the template becomes: of a tenant's client one for each tenant."""
    who, kind = entry.get("user", entry.get("name")).split("-", 1)
    key = "user" if "user" in entry else "name"
    if who == PREFIX:
        return [filled(entry, prefix, tenants) | {key: program_user(kind, prefix)}]
    return [filled(entry, prefix, [tenant]) | {key: client_user(tenant, kind, prefix)} for tenant in tenants]


def filled(entry, prefix, tenants):
    """The patterns for this prefix and these tenants. A prefix may hold dots, and these mean themselves."""
    meant = {
        PREFIX: prefix.replace(".", r"\."), TENANT: tenants[0] if len(tenants) == 1 else f"({'|'.join(tenants)})",
    }
    made = dict(entry)
    for field in ("configure", "write", "read"):
        if field in made:
            made[field] = NAMES.sub(lambda found: meant[found.group()], made[field])
    if "exchange" in made:
        made["exchange"] = made["exchange"].replace(PREFIX, prefix, 1)
    return made


def known_passwords(file):
    """What stands in the file; nothing when there is none yet."""
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def write_private(file, text):
    """Writes a file that nobody but its owner may read, not even for a moment."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        written.write(text)
    fresh.replace(file)


def users_file(made, prefix, password):
    """The text of the file for `GUICHE_AMQP_USERS`. JSON texts are YAML, too."""
    lines = []
    for name in (user["name"] for user in made["users"]):
        if not name.startswith(f"{prefix}-"):
            continue
        program = name.removeprefix(f"{prefix}-")
        key = "guiche" if program == OPERATOR else program
        lines.append(f"{key}: {json.dumps({'user': name, 'password': password(name)})}\n")
    return "".join(lines)


def asked():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prefix", default=PREFIX, help="GUICHE_PREFIX of the installation (guiche)")
    parser.add_argument("--tenant", action="append", help="a tenant of its directory; may be repeated (acme)")
    parser.add_argument("--passwords", type=pathlib.Path, help="the file with the passwords, made if it is missing")
    parser.add_argument("--users", type=pathlib.Path, help="the file to write for GUICHE_AMQP_USERS")
    words = parser.parse_args()
    words.tenant = words.tenant or [TENANT]
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", words.prefix):
        parser.error("--prefix is 1 to 64 characters of A-Z a-z 0-9 _ - and dots")
    for tenant in words.tenant:
        if not IDENTIFIER.fullmatch(tenant):
            parser.error(f"--tenant {tenant} is no id: 1 to 64 characters of A-Z a-z 0-9 _ and -")
    if words.users and not words.passwords:
        parser.error("--users needs --passwords")
    return words


def main():
    words, passwords = asked(), {}
    if words.passwords:
        passwords = known_passwords(words.passwords)
    password = (lambda name: passwords.setdefault(name, secrets.token_urlsafe(24))) if words.passwords else None
    made = rendered(words.prefix, words.tenant, password)
    if words.passwords:
        write_private(words.passwords, json.dumps(passwords, indent=2) + "\n")
    if words.users:
        write_private(words.users, users_file(made, words.prefix, password))
    json.dump(made, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
