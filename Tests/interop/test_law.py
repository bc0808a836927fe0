"""Rule 25: nobody's data is demanded under the SAC law, a history can be exported, a person can be erased, and the
numbers and the chain stay."""

import json
import sqlite3
import time

import pytest

from house import ANA, TENANT, arrive, document, end, leave, served


@pytest.fixture
def sara(clients):
    return clients.supervisor()


@pytest.fixture
def spoken(clients):
    """A saved conversation of a customer of his own, who said something of himself."""
    name = f"Maria{time.time_ns()}"
    ana = arrive(clients, ANA)
    gateway = clients.gateway(channel="talk", tenant=TENANT)
    gateway.start(customer={"name": name, "email": "maria@example.com"}, attributes={"plano": "ouro"})
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("money")
    ana.accept(ana.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    ana.expect("protocol.opened.v1", conversationId=gateway.conversation())
    gateway.say("meu segredo inconfessável")
    ana.expect("conversation.message.v1", text="meu segredo inconfessável")
    ana.say(gateway.conversation(), "cliente difícil", visibility="internal")
    ana.save(gateway.conversation(), 1, final=False, service={"nota": "particular"})
    ana.expect("protocol.revised.v1", conversationId=gateway.conversation())
    end(gateway, ana, 2)
    leave(ana)
    return gateway, name


def search(client, **words):
    return client.query("protocols", "protocol.search.v1", tenant=TENANT, **words)["items"]


def test_erased_by_the_command_and_the_chain_still_verifies(system, clients, sara, spoken, tmp_path):
    gateway, name = spoken
    number = gateway.seen[0]["protocol"]
    before = document(sara, gateway)
    words = ("--tenant", TENANT, "--customer", name, "--supervisor", "sara", "--reason", "pedido do titular")
    listed = system.command("erase", *words)
    assert listed.returncode == 0 and number in listed.stdout and "say --yes" in listed.stdout, listed.stderr
    assert document(sara, gateway)["record"]["customer"]
    erased = system.command("erase", *words, "--yes")
    assert erased.returncode == 0 and "1 erased." in erased.stdout, erased.stderr
    after = document(sara, gateway)
    assert after["record"]["customer"] == {} and after["record"]["service"] == {} and after["record"]["erasedAt"]
    assert after["record"]["protocol"] == number and after["record"]["agentId"] == ANA
    for old, new in zip(before["transcript"], after["transcript"], strict=True):
        assert "text" not in new and "salt" not in new
        assert (new["line"], new["textHash"], new["hash"]) == (old["line"], old["textHash"], old["hash"])
    everything = json.dumps(after.body, ensure_ascii=False)
    for secret in (name, "segredo", "particular", "ouro", "maria@example.com"):
        assert secret not in everything
    verified = system.command("verify", "--tenant", TENANT, number)
    assert verified.returncode == 0 and "of them erased" in verified.stdout, verified.stderr
    assert not search(sara, customer=name) and not search(sara, text=name)
    assert not search(sara, text="inconfessável particular")
    for audience in ("customer", "agent"):
        events = sara.query(
            "conversations", "conversation.read.v1", tenant=TENANT, conversationId=gateway.conversation(),
            audience=audience)["events"]
        told = json.dumps(events, ensure_ascii=False)
        assert events and name not in told and "segredo" not in told and "difícil" not in told
        for event in events:
            sara.contract.check(event["type"], event["body"])


def test_nothing_of_it_is_left_in_the_stores(system, clients, sara, spoken):
    gateway, name = spoken
    sara.send("supervisor.protocol.erased.v1", conversationId=gateway.conversation())
    sara.expect("protocol.erased.v1", conversationId=gateway.conversation())
    # What was sent is forgotten a moment after it was confirmed.
    time.sleep(3)
    store = system.environment["GUICHE_STORE"].removeprefix("sqlite:")
    for program in ("router", "protocol-writer"):
        with sqlite3.connect(f"file:{store}/{program}.db?mode=ro", uri=True) as database:
            tables = [row[0] for row in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%Words%'")]
            for table in tables:
                for row in database.execute(f"SELECT * FROM {table}"):
                    for value in row:
                        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                        assert name not in text, f"{program}.{table} still has {name}"


def test_what_can_not_be_erased(clients, sara, spoken):
    gateway, _ = spoken
    conversation = gateway.conversation()
    sara.send("supervisor.protocol.erased.v1", conversationId=conversation)
    sara.expect("protocol.erased.v1", conversationId=conversation)
    again = sara.send("supervisor.protocol.erased.v1", conversationId=conversation)
    sara.expect_rejection("wrong_state", again)
    save = sara.send("supervisor.protocol.saved.v1", conversationId=conversation, revision=3, final=True)
    sara.expect_rejection("wrong_state", save)
    ana = arrive(clients, ANA)
    running = served(clients, ana)
    too_soon = sara.send("supervisor.protocol.erased.v1", conversationId=running.conversation())
    sara.expect_rejection("wrong_state", too_soon)
    late = ana.save(conversation, 3)
    ana.expect_rejection("wrong_state", late)
    end(running, ana)
    leave(ana)


def test_a_history_is_exported_whole(system, clients, spoken, tmp_path):
    gateway, name = spoken
    document(clients.listener("reader"), gateway)
    out = tmp_path / "history"
    told = system.command("export", "--tenant", TENANT, "--customer", name, "--out", str(out))
    assert told.returncode == 0 and "1 protocols written" in told.stdout, told.stderr
    (file,) = out.iterdir()
    written = json.loads(file.read_text(encoding="utf-8"))
    assert file.stem == gateway.seen[0]["protocol"] == written["record"]["protocol"]
    assert "meu segredo inconfessável" in [line["text"] for line in written["transcript"]]
    assert written["record"]["customer"]["name"] == name and written["decisions"] and written["revisions"]
    nobody = system.command("export", "--tenant", TENANT, "--customer", "ninguém-assim", "--out", str(out))
    assert nobody.returncode != 0 and "No protocol was found" in nobody.stderr


def test_under_the_sac_law_no_form_demands_personal_data(clients):
    gateway = clients.gateway(channel="regulated", tenant="regulated")
    gateway.start()
    gateway.expect("conversation.opened.v1")
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("night")
    fields = gateway.expect("conversation.refused.v1")["form"]["fields"]
    assert {field["id"]: field["required"] for field in fields} == {"email": False, "nome": False, "texto": True}
    gateway.submit(texto="sem os meus dados")
    gateway.expect("conversation.form.received.v1")


def test_records_are_erased_when_they_have_been_kept_long_enough(system):
    """The time itself is days; what is set for it is looked at."""
    import sqlite3
    store = system.environment["GUICHE_STORE"].removeprefix("sqlite:")
    with sqlite3.connect(f"file:{store}/router.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT count(*) FROM timers WHERE kind = 'retention'").fetchone()
    assert rows[0] > 0
