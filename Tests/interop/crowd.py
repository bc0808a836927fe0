"""Many customers and agents at once, played by one thread: everybody reacts to what he is shown, nobody waits."""

import itertools
import time

import pika

from client import TENANT, Client, Silence, new_id, now


class Crowd:
    """Sessions that go the whole way, from the first click to the saved protocol, and a note of all that was sent."""

    def __init__(self, url, contract, prefix, agents, subjects, lines=3):
        self.customers = self.client(url, contract, prefix, "gateway", f"customer.{TENANT}.#")
        self.agents = self.client(url, contract, prefix, "agents", f"agent.{TENANT}.#")
        self.witness = self.client(url, contract, prefix, "supervisors", f"conversation.{TENANT}.#")
        self.subjects = itertools.cycle(subjects)
        self.names, self.lines = agents, lines
        self.sent = {}  # conversation or session: [(sender, message-id, text)], confirmed by the broker
        self.live, self.done, self.rejections = set(), set(), []
        self.finishing, self.heard = {}, {}

    @staticmethod
    def client(url, contract, prefix, kind, audience):
        crowd_client = type("CrowdClient", (Client,), {"prefix": prefix, "kind": kind})
        return crowd_client(url, contract, kind, audience)

    def log_in(self):
        for agent in self.names:
            self.from_agent(agent, "agent.channel.login.v1", channelIds=["site"], leaseSeconds=3600)

    def start(self):
        session = f"s-{new_id()}"
        self.live.add(session)
        self.from_customer(session, "webchat.session.started.v1")

    def from_customer(self, session, message_type, **data):
        body = {"tenant": TENANT, "channelId": "site", "sessionId": session, "at": now(), **data}
        return self.publish(self.customers, "webchat", session, message_type, body)

    def from_agent(self, agent, message_type, **data):
        body = {"tenant": TENANT, "agentId": agent, "at": now(), **data}
        return self.publish(self.agents, "agents", agent, message_type, body)

    @staticmethod
    def publish(client, exchange, key, message_type, body):
        """Until the broker has confirmed it: a full door says "later", and the id makes a repeat harmless."""
        message_id = new_id()
        while True:
            try:
                return client.publish(exchange, key, message_type, body, message_id)
            except pika.exceptions.NackError:
                client.connection.process_data_events(time_limit=0.05)

    # Reacting

    def turn(self, seconds=0.02):
        """Lets everybody read for a moment and answer what he read."""
        for client in (self.customers, self.agents, self.witness):
            client.connection.process_data_events(time_limit=seconds)
            unread, client.unread = client.unread, []
            for message in unread:
                self.react(client, message)

    def react(self, client, message):
        side = "customer" if client is self.customers else "agent" if client is self.agents else "witness"
        answer = getattr(self, f"{side}_{message.type.removesuffix('.v1').replace('.', '_')}", None)
        if answer:
            answer(message)

    def customer_conversation_subjects_offered(self, message):
        self.from_customer(message["sessionId"], "webchat.subject.selected.v1", subjectId=next(self.subjects))

    def customer_conversation_accepted(self, message):
        for number in range(self.lines):
            text = f"cliente {number}"
            sent = self.from_customer(message["sessionId"], "webchat.message.sent.v1", text=text)
            self.note(message["conversationId"], "customer", sent, text)

    def customer_conversation_closed(self, message):
        self.live.discard(message["sessionId"])
        self.done.add(message["conversationId"])

    def customer_command_rejected(self, message):
        self.rejections.append(message.body)

    def agent_conversation_offered(self, message):
        self.from_agent(
            message["agentId"], "agent.card.accepted.v1", conversationId=message["conversationId"],
            offerId=message["offerId"],
        )

    def agent_protocol_opened(self, message):
        """The record is there: talk, finish and save back to back; their order must hold."""
        agent, conversation = message["agentId"], message["conversationId"]
        for number in range(self.lines):
            text = f"atendente {number}"
            sent = self.from_agent(agent, "agent.message.sent.v1", conversationId=conversation, text=text)
            self.note(conversation, "agent", sent, text)
        self.finishing[conversation] = (agent, message["revision"])
        self.finish_if_all_said(conversation)

    def agent_conversation_message(self, message):
        self.heard.setdefault(message["conversationId"], set()).add(message["messageId"])
        self.finish_if_all_said(message["conversationId"])

    def finish_if_all_said(self, conversation):
        """The agent ends when he has seen both sides' lines; then nothing can be refused for being late."""
        heard = self.heard.get(conversation, set())
        if conversation not in self.finishing or len(heard) < 2 * self.lines:
            return
        agent, revision = self.finishing.pop(conversation)
        self.from_agent(agent, "agent.session.finished.v1", conversationId=conversation)
        self.from_agent(
            agent, "agent.protocol.saved.v1", conversationId=conversation, revision=revision, final=True,
            service={"resumo": "feito"},
        )

    def agent_command_rejected(self, message):
        self.rejections.append(message.body)

    def note(self, conversation, sender, message_id, text):
        self.sent.setdefault(conversation, []).append((sender, message_id, text))

    def until_all_are_done(self, deadline_seconds=90):
        deadline = time.monotonic() + deadline_seconds
        while self.live:
            self.turn()
            if time.monotonic() > deadline:
                raise Silence(f"{len(self.live)} sessions never ended: {self.stuck()}")

    def stuck(self):
        """What the last events of the first unfinished sessions were."""
        last = {}
        for message in self.witness.seen:
            if message["sessionId"] in self.live:
                last[message["sessionId"]] = (message.type, message["seq"])
        return list(last.items())[:5], self.rejections[:5]

    def close(self):
        for client in (self.customers, self.agents, self.witness):
            client.close()
