"""Many customers, agents and a bot at once: everybody reacts to what he is shown, nobody waits. All that was said and
seen goes into the evidence, and the moments into the measures."""

import itertools
import json
import time
from datetime import datetime, timezone

import pika

from ledger import Evidence
from wire import Wire

TENANT = "acme"
BOT = "menu"
HEARTBEAT_SECONDS = 30
LEASE_SECONDS = 3600
VIEWS = {  # each with its kind of client and its audience
    "customers": ("gateway", "customer"), "agents": ("agents", "agent"), "witness": ("supervisors", "conversation"),
}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Crowd:
    """Sessions that go the whole way, from the first click to the saved protocol."""

    def __init__(self, url, prefix, agents, measures, chance, lines=3):
        self.evidence, self.measures, self.chance = Evidence(), measures, chance
        self.wires = {
            name: Wire(url, prefix, TENANT, kind, [f"{audience}.{TENANT}.#"], self.hearing(name))
            for name, (kind, audience) in VIEWS.items()
        }
        self.wires["bot"] = Wire(
            url, prefix, TENANT, "bots", [], self.hearing("bot"), f"{prefix}.bot.{TENANT}.{BOT}")
        self.agents, self.lines = agents, lines
        self.names, self.identifiers = itertools.count(1), itertools.count(1)
        self.live, self.finishing, self.heard, self.texts = {}, {}, {}, {}
        self.versions, self.tasks = {}, []

    def hearing(self, name):
        """Calls the method that is named like the message, if there is one."""

        def heard(message_type, _message_id, body):
            if name == "witness":
                self.witness(message_type, body)
                return
            word = message_type.removesuffix(".v1").replace(".", "_")
            react = getattr(self, f"{name}_{word}", None)
            if name == "customers":
                self.see(body)
            if react:
                react(body)

        return heard

    async def start(self):
        for wire in self.wires.values():
            wire.connect()
        for wire in self.wires.values():
            await wire.is_bound.wait()
        for agent in self.agents:
            self.log_in(agent)

    def close(self):
        for wire in self.wires.values():
            wire.close()

    @property
    def is_idle(self):
        return not self.live and all(wire.is_idle for wire in self.wires.values())

    def count(self, what):
        return sum(getattr(wire, what) for wire in self.wires.values())

    # Speaking

    def publish(self, wire, lane, exchange, key, message_type, body):
        """The ids of a run are told apart by its prefix; the same run never uses one twice."""
        message_id = f"chaos-{next(self.identifiers)}-{self.chance.randrange(16**8):08x}"
        properties = pika.BasicProperties(
            type=message_type, message_id=message_id, content_type="application/json", delivery_mode=2,
            app_id="chaos", timestamp=int(time.time()), user_id=self.wires[wire].user,
        )
        self.wires[wire].send(lane, exchange, key, properties, json.dumps({"at": now(), **body}).encode())
        return message_id

    def from_customer(self, session, message_type, **data):
        body = {"tenant": TENANT, "channelId": self.channel(session), "sessionId": session, **data}
        return self.publish("customers", session, "webchat", session, message_type, body)

    @staticmethod
    def channel(session):
        return "robot" if session.startswith("r") else "site"

    def from_agent(self, agent, lane, message_type, **data):
        body = {"tenant": TENANT, "agentId": agent, **data}
        return self.publish("agents", lane, "agents", agent, message_type, body)

    def from_bot(self, conversation, message_type, **data):
        body = {"tenant": TENANT, "botId": BOT, "conversationId": conversation, **data}
        return self.publish("bot", conversation, "bots", conversation, message_type, body)

    def note(self, conversation, sender, message_id):
        self.evidence.sent.setdefault(conversation, []).append((sender, message_id))
        return message_id

    def log_in(self, agent):
        channels = ["site", "robot"]
        self.from_agent(agent, agent, "agent.channel.login.v1", channelIds=channels, leaseSeconds=LEASE_SECONDS)

    def keep_alive(self):
        for agent in self.agents:
            self.from_agent(agent, agent, "agent.heartbeat.v1")

    # Customers

    def begin(self):
        """A new customer, on the channel with a bot or on the one without."""
        session = f"{self.chance.choice('rs')}-{next(self.names)}-{self.chance.randrange(16**8):08x}"
        self.live[session] = time.monotonic()
        self.from_customer(session, "webchat.session.started.v1")
        self.measures.said(session)

    def customers_conversation_opened(self, body):
        self.measures.seen(body["sessionId"])

    def see(self, body):
        if body.get("line") is not None:
            self.evidence.customers_saw[body["conversationId"]].append((body["line"], body["text"]))

    def customers_conversation_subjects_offered(self, body):
        subject = self.chance.choice([subject["subjectId"] for subject in body["subjects"]])
        self.from_customer(body["sessionId"], "webchat.subject.selected.v1", subjectId=subject)

    def customers_conversation_accepted(self, body):
        for number in range(self.lines):
            self.measures.said(self.say(body, f"cliente {number}"))

    def say(self, body, text):
        sent = self.from_customer(body["sessionId"], "webchat.message.sent.v1", text=text)
        return self.note(body["conversationId"], "customer", sent)

    def customers_conversation_message(self, body):
        self.measures.seen(body["messageId"])
        if body["from"]["kind"] == "bot":
            self.say(body, "quero um atendente")

    def customers_conversation_closed(self, body):
        self.live.pop(body["sessionId"], None)
        self.evidence.done.add(body["conversationId"])

    def customers_command_rejected(self, body):
        self.evidence.refused[body["commandId"]] = body["code"]
        self.measures.dropped(body["commandId"])

    # The bot

    def bot_bot_turn(self, body):
        """Greets, and hands over at the first thing that is said to it."""
        conversation = body["conversationId"]
        if body["kind"] == "message":
            self.from_bot(conversation, "bot.transfer.requested.v1", subjectId="path")
            return
        messages = [{"text": "Olá! Em que posso ajudar?"}]
        sent = self.from_bot(conversation, "bot.replied.v1", turnId=body["turnId"], messages=messages)
        self.measures.said(self.note(conversation, "bot", sent))

    bot_command_rejected = customers_command_rejected

    # Agents

    def agents_conversation_offered(self, body):
        fields = {"conversationId": body["conversationId"], "offerId": body["offerId"]}
        self.from_agent(body["agentId"], body["conversationId"], "agent.card.accepted.v1", **fields)

    def agents_protocol_opened(self, body):
        """The record is there: talk, finish and save back to back; their order must hold."""
        agent, conversation = body["agentId"], body["conversationId"]
        for number in range(self.lines):
            fields = {"conversationId": conversation, "text": f"atendente {number}"}
            sent = self.from_agent(agent, conversation, "agent.message.sent.v1", **fields)
            self.measures.said(self.note(conversation, "agent", sent))
        self.finishing[conversation] = (agent, body["revision"])
        self.finish_if_all_said(conversation)

    def agents_conversation_message(self, body):
        if body["from"]["kind"] == "customer":
            self.measures.seen(body["messageId"])
        self.heard[body["conversationId"]] = self.heard.get(body["conversationId"], 0) + 1
        self.finish_if_all_said(body["conversationId"])

    def finish_if_all_said(self, conversation):
        """The agent ends when he has seen both sides' lines; then nothing can be refused for being late."""
        if conversation not in self.finishing or self.heard.get(conversation, 0) < 2 * self.lines:
            return
        agent, revision = self.finishing.pop(conversation)
        del self.heard[conversation]
        fields = {"conversationId": conversation}
        self.from_agent(agent, conversation, "agent.session.finished.v1", **fields)
        self.from_agent(
            agent, conversation, "agent.protocol.saved.v1", **fields, revision=revision, final=True,
            service={"resumo": "feito"},
        )

    def agents_agent_state_changed(self, body):
        """Comes back when he was taken for lost, as a front end does."""
        agent = body["agentId"]
        if body["version"] <= self.versions.get(agent, 0):
            return
        self.versions[agent] = body["version"]
        self.evidence.reserved[agent] = (body["active"], body["offered"])
        if body["active"] + body["offered"] > body["capacity"]:
            self.evidence.over_capacity.append(body)
        if body["status"] == "offline":
            self.log_in(agent)
        elif body["status"] == "away":
            self.from_agent(agent, agent, "agent.resumed.v1")

    agents_command_rejected = customers_command_rejected

    # Whoever sees everything

    def witness(self, message_type, body):
        self.evidence.numbers[body["conversationId"]].append(body["seq"])
        if message_type == "conversation.accepted.v1":
            self.evidence.accepted[body["conversationId"], body["offerId"]] += 1

    def stuck(self):
        """The sessions that have not ended, with how long they have gone on."""
        moment = time.monotonic()
        return [(session, round(moment - since)) for session, since in list(self.live.items())[:5]]
