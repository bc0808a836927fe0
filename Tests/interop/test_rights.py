"""Least privilege: everybody tries everything that anybody may do on the broker, and the broker refuses all but what is
written down for him; then the doors, which hold a message's broker user against the tenant it claims."""

import json

import pika
import pytest
import yaml

import accounts
from agent_front_end import AgentFrontEnd
from bot_platform import BotPlatform
from client import Client, now
from gateway import Gateway
from permitted import ATTEMPTS, EVERYBODY, KINDS, PROGRAMS, PUBLISHING, TENANTS, WORKERS, of
from processes import System
from supervisor import Supervisor

STILL, DOORS = "still", "doors"
REFUSED, WRONG_USER = 403, 406  # AMQP: access refused, precondition failed


def company(tenant, prefix):
    """A tenant whose doors know its broker users."""
    speakers = [kind for kind in KINDS if kind != "wallboard"]
    subject = {"id": "um", "label": "Um", "queue": "fila"}
    return {
        "id": tenant, "name": tenant.title(), "timeZone": "America/Sao_Paulo",
        "brokerUsers": [accounts.client_user(tenant, kind, prefix) for kind in speakers],
        "bots": [{"id": "menu"}, {"id": "hook", "webhook": "http://127.0.0.1:9/"}],
        "queues": [{"id": "fila", "name": "Fila"}],
        "channels": [{"id": "site", "name": "Site", "type": "webchat", "enabled": True, "subjects": [subject]}],
        "agents": [{"id": "ana", "name": "Ana Souza", "channels": ["site"], "queues": ["fila"], "capacity": 3}],
        "supervisors": [{"id": "rui", "name": "Rui Alves"}],
    }


def directory(folder, prefix):
    file = folder / "directory.yaml"
    companies = [company(tenant, prefix) for tenant in TENANTS]
    file.write_text(yaml.safe_dump({"tenants": companies}, allow_unicode=True), encoding="utf-8")
    return file


def user_of(who, prefix):
    """The broker user of somebody in the list."""
    if who in PROGRAMS | {"operator"}:
        return accounts.program_user(who, prefix)
    return accounts.client_user(*who.split("-", 1), prefix)


def own_queue(who):
    """A queue that he may have for himself, under the prefix."""
    if who in WORKERS:
        return f"members.{who}-1-own"
    return f"client.{who}-1-own" if who in PROGRAMS else f"client.{who}.own"


@pytest.fixture(scope="module")
def everybody(broker, tmp_path_factory):
    """An installation that ran once, so that nobody else reads its queues, and a connection of every user."""
    folder = tmp_path_factory.mktemp("still")
    system = System(broker, folder, directory(folder, STILL), prefix=STILL).start()
    system.stop()
    connections = {who: accounts.connect(broker.url, user_of(who, STILL)) for who in EVERYBODY}
    for who, connection in connections.items():
        connection.channel().queue_declare(f"{STILL}.{own_queue(who)}", exclusive=True)
    yield connections
    for connection in connections.values():
        connection.close()


@pytest.fixture
def tools(broker):
    with accounts.connect(broker.url) as connection:
        yield connection.channel()


def succeeds(connection, do):
    """Whether the broker lets him; anything but its 403 is a mistake of the attempt."""
    channel = connection.channel()
    try:
        channel.confirm_delivery()
        do(channel)
    except pika.exceptions.ChannelClosedByBroker as refusal:
        assert refusal.reply_code == REFUSED, refusal
        return False
    channel.close()
    return True


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_everybody_may_do_his_work_and_nothing_else(everybody, tools, attempt):
    assert attempt.may <= EVERYBODY and attempt.may and attempt.may != EVERYBODY
    could = set()
    for who, connection in everybody.items():
        tools.queue_declare(f"{STILL}.bot.acme.scratch", durable=True)
        own = f"{STILL}.{own_queue(who)}"
        if succeeds(connection, lambda channel, own=own: attempt.do(channel, STILL, own)):
            could.add(who)
    assert could == attempt.may


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(broker):
    """What the attempts published lies in queues that nobody reads; the broker is the other tests', too."""
    yield
    with accounts.connect(broker.url) as connection:
        rows = json.loads(broker.ctl("list_queues", "--quiet", "--formatter", "json", "name"))
        for name in (row["name"] for row in rows if row["name"].startswith(f"{STILL}.")):
            connection.channel().queue_delete(name)


def test_an_installation_is_closed_to_the_users_of_another(everybody, doors):
    """The same broker, another prefix: not even its operator, and not a client of a tenant of the same name."""
    exchange = f"{DOORS}.webchat"
    for who in ("operator", "acme-gateway", "ingress", "web-gateway"):
        assert not succeeds(everybody[who], lambda channel: channel.basic_publish(exchange, "s1", b""))
    assert not succeeds(everybody["operator"], lambda channel: channel.queue_delete(f"{DOORS}.dead-letters"))


@pytest.mark.parametrize("who", sorted(EVERYBODY - of("wallboard")))  # which publishes nothing at all
def test_nobody_speaks_in_anothers_name(everybody, who):
    """The broker refuses a `user-id` that is not the sender's login, wherever he may publish; but the operator puts a
    dead letter back as its sender's."""
    attempt = next(attempt for attempt in PUBLISHING if who in attempt.may)
    another = user_of("router" if who != "router" else "ingress", STILL)
    for user, expected in ((user_of(who, STILL), None), (another, None if who == "operator" else WRONG_USER)):
        channel, code = everybody[who].channel(), None
        channel.confirm_delivery()
        try:
            attempt.do(channel, STILL, "", pika.BasicProperties(user_id=user))
            channel.close()
        except pika.exceptions.ChannelClosedByBroker as refusal:
            code = refusal.reply_code
        assert code == expected


# The doors


@pytest.fixture(scope="module")
def doors(broker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("doors")
    system = System(broker, folder, directory(folder, DOORS), prefix=DOORS).start()
    yield system
    system.stop()


@pytest.fixture
def client(doors, broker, contract):
    """Makes clients of that installation, as a broker user of the home named: `client(Gateway, "loja")`."""
    made = []

    def make(kind, home, *words, **options):
        own = type(kind.__name__, (kind,), {"prefix": DOORS, "tenant": home})
        made.append(own(broker.url, contract, *words, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_tenants_own_user_is_let_in(client):
    gateway = client(Gateway, "loja", tenant="loja")
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    agent = client(AgentFrontEnd, "loja", tenant="loja")
    agent.log_in("site")
    agent.expect("agent.state.changed.v1", status="available")


def test_a_gateway_that_speaks_for_another_tenant_is_refused(client):
    victim, stranger = client(Gateway, "loja", tenant="loja"), client(Gateway, "acme")
    body = {"tenant": "loja", "channelId": "site", "sessionId": victim.session, "at": now()}
    command = stranger.publish("webchat", victim.session, "webchat.session.started.v1", body)
    victim.expect_rejection("not_permitted", command)
    victim.expect_nothing("conversation.opened.v1", 0.2)


def test_an_agents_and_a_supervisors_front_end_are_refused_at_another_tenant(client):
    agent, supervisor = client(AgentFrontEnd, "loja", tenant="loja"), client(Supervisor, "loja", "rui", "loja")
    stranger = client(AgentFrontEnd, "acme")
    body = {"tenant": "loja", "at": now()}
    login = stranger.publish(
        "agents", "ana", "agent.channel.login.v1", body | {"agentId": "ana", "channelIds": ["site"]})
    agent.expect_rejection("not_permitted", login)
    close = stranger.publish(
        "agents", "rui", "supervisor.conversation.closed.v1",
        body | {"supervisorId": "rui", "reason": "x", "conversationId": "c"})
    supervisor.expect_rejection("not_permitted", close)


def test_a_bot_platform_is_refused_at_another_tenants_bot(client):
    platform, stranger = client(BotPlatform, "loja", tenant="loja"), client(BotPlatform, "acme")
    body = {"tenant": "loja", "botId": "menu", "conversationId": "c", "turnId": "t", "at": now()}
    command = stranger.publish("bots", "c", "bot.acknowledged.v1", body)
    platform.expect_rejection("not_permitted", command)


class Nameless(Gateway):
    """Leaves the user-id out."""

    def __init__(self, *words, **options):
        super().__init__(*words, **options)
        self.user = None


def test_a_message_without_its_user_is_refused(client):
    gateway = client(Nameless, "loja", tenant="loja")
    gateway.expect_rejection("not_permitted", gateway.start())


def test_a_question_about_another_tenant_is_refused(client):
    own, stranger = client(Client, "loja", "reader"), client(Client, "acme", "stranger")
    for words in (["channels", "channel.status.v1"], ["protocols", "protocol.search.v1"]):
        question = {"tenant": "loja"} | ({"channelId": "site"} if words[0] == "channels" else {})
        answer = stranger.query(*words, **question)
        assert answer.type == "command.rejected.v1" and answer["code"] == "not_permitted"
        assert own.query(*words, **question).type != "command.rejected.v1"
