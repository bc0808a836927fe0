"""Who may do what on the broker, as a list of attempts that can be tried as any user. It is written out apart from the
patterns of `deploy/rabbitmq/definitions.json`, so that a slip in one of them is a difference."""

from dataclasses import dataclass
from typing import Callable

TENANTS = ("acme", "loja")
KINDS = ("gateway", "bots", "agents", "supervisors", "wallboard")
WORKERS = {"ingress", "bot-bridge", "router", "agent-presence", "protocol-writer"}
PROGRAMS = WORKERS | {"web-gateway", "demo-bot"}
EVERYBODY = {"operator"} | PROGRAMS | {f"{tenant}-{kind}" for tenant in TENANTS for kind in KINDS}


@dataclass
class Attempt:
    """One thing to try on a channel; `do` gets the channel, the prefix and the queue that is the user's own, and if it
    publishes, the message's properties."""

    name: str
    do: Callable
    may: set


def of(*kinds):
    """These kinds of client of every tenant."""
    return {f"{tenant}-{kind}" for tenant in TENANTS for kind in kinds}


def publish(exchange, key, *may):
    def do(channel, prefix, _own, properties=None):
        channel.basic_publish(f"{prefix}.{exchange}" if exchange else "", key, b"", properties)

    return Attempt(f"publish to {exchange or 'the default exchange'} with {key}", do, {"operator", *may})


def get(queue, *may):
    def do(channel, prefix, _own):
        channel.basic_get(f"{prefix}.{queue}")

    return Attempt(f"get from {queue}", do, {"operator", *may})


def consume(queue, *may):
    def do(channel, prefix, _own):
        channel.basic_consume(f"{prefix}.{queue}", lambda *_: None)

    return Attempt(f"consume {queue}", do, {"operator", *may})


def bind(exchange, key, *may):
    def do(channel, prefix, own):
        channel.queue_bind(own, f"{prefix}.{exchange}", key)

    return Attempt(f"bind {exchange} with {key or 'nothing'}", do, {"operator", *may})


def declare(queue, *may):
    def do(channel, prefix, _own):
        channel.queue_declare(f"{prefix}.{queue}", exclusive=True)
        channel.queue_delete(f"{prefix}.{queue}")  # the next one's turn

    return Attempt(f"declare {queue}", do, {"operator", *may})


def delete_queue(channel, prefix, _own):
    """The test makes a new one for each try."""
    channel.queue_delete(f"{prefix}.bot.acme.scratch")


def empty_dead_letters(channel, prefix, _own):
    channel.queue_purge(f"{prefix}.dead-letters")


def declare_exchange_again(channel, prefix, _own):
    channel.exchange_declare(f"{prefix}.events", "topic", durable=True)


def make_exchange(channel, prefix, _own):
    channel.exchange_declare(f"{prefix}.members.more", "fanout")
    channel.exchange_delete(f"{prefix}.members.more")


PUBLISHING = [
    publish("webchat", "s1", "web-gateway", *of("gateway")),
    publish("bots", "c1", "bot-bridge", "demo-bot", *of("bots")),
    publish("agents", "ana", "web-gateway", *of("agents", "supervisors")),
    publish("queries", "channels", "web-gateway", "demo-bot", *of("gateway", "bots", "agents", "supervisors")),
    publish("conversation", "0", *WORKERS),
    publish("desk", "0", "router", "agent-presence"),
    publish("record", "0", "router", "protocol-writer"),
    publish("bridge", "0", "router"),
    publish("presence", "0", "router", "agent-presence"),
    publish("members", "", *PROGRAMS),
    publish("", "nobody's queue", *WORKERS),
    publish("events", "customer.acme.site.s1.conversation.message.v1", "ingress", "router"),
    publish("events", "agent.acme.ana.agent.snapshot.v1", "agent-presence", "router", "protocol-writer"),
    publish("events", "supervisor.acme.rui.command.rejected.v1", "agent-presence", "router", "protocol-writer"),
    publish("events", "queue.acme.fila.queue.figures.changed.v1", "router"),
    publish("events", "conversation.acme.c1.conversation.opened.v1", "router"),
    publish("events", "anything.else"),
]

READING = [
    consume("webchat.0", "ingress"),
    consume("bots.0", "bot-bridge"),
    consume("agents.0", "agent-presence"),
    consume("conversation.0", "router"),
    consume("desk.0", "router"),
    consume("record.0", "protocol-writer"),
    consume("bridge.0", "bot-bridge"),
    consume("presence.0", "agent-presence"),
    consume("queries.protocols", "protocol-writer"),
    consume("queries.conversations", "protocol-writer"),
    consume("queries.channels", "router"),
    consume("queries.queues", "router"),
    consume("bot.acme.hook.webhook", "bot-bridge"),
    *(how("dead-letters") for how in (get, consume)),
    *(how("bot.acme.menu", "demo-bot", "acme-bots") for how in (get, consume)),
    *(how("bot.loja.menu", "demo-bot", "loja-bots") for how in (get, consume)),
]

BINDING = [
    bind("events", "#"),
    bind("events", "*.acme.#"),
    bind("events", "customer.#", "web-gateway"),
    bind("events", "customer.*.site.#", "web-gateway"),
    bind("events", "queue.#", "web-gateway"),
    bind("events", "conversation.#"),
    bind("events", "conversation.acme.c1.#", "acme-supervisors"),
    bind("events", "conversation.loja.c1.#", "loja-supervisors"),
    bind("members", "", *WORKERS),
    bind("conversation", "0"),
    bind("record", "0"),
    bind("webchat", "0"),
    bind("queries", "protocols"),
    *(
        bind("events", key.format(tenant), "web-gateway", *(f"{tenant}-{kind}" for kind in kinds))
        for tenant in TENANTS
        for key, kinds in {
            "customer.{}.#": ["gateway"], "agent.{}.ana.#": ["agents"], "queue.{}.#": ["supervisors", "wallboard"],
            "supervisor.{}.rui.#": ["supervisors"],
        }.items()
    ),
]

CONFIGURING = [
    declare("conversation.99"),
    declare("bot.acme.another"),
    declare("bot.acme.another.webhook", "bot-bridge"),
    declare("client.acme-gateway.1", "acme-gateway"),
    declare("client.acme-gatewayx"),
    declare("client.loja-gateway.1", "loja-gateway"),
    declare("client.web-gateway-1-a-customers", "web-gateway"),
    declare("client.demo-bot-1-a-answers", "demo-bot"),
    *(declare(f"members.{worker}-1-a.1", worker) for worker in sorted(WORKERS)),
    *(
        Attempt(do.__name__.replace("_", " "), do, {"operator"})
        for do in (delete_queue, empty_dead_letters, declare_exchange_again, make_exchange)
    ),
]

ATTEMPTS = PUBLISHING + READING + BINDING + CONFIGURING
