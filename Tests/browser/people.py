"""Customers and agents as programs that speak HTTP, for the tests in which no page has to be looked at."""

from http_client import Customer, Http


class Agent(Http):
    """An agent's console without its page."""

    def __init__(self, port, user="ana", tenant="acme"):
        super().__init__(port)
        answer = self.log_in(user, tenant=tenant)
        assert answer.status == 200, answer.text
        self.open()

    def open(self):
        self.events = self.stream("/api/agent/events")
        return self.events.expect("agent.snapshot.v1")

    def arrive(self, *channels, lease=90):
        self.command("agent", "agent.channel.login.v1", channelIds=list(channels), leaseSeconds=lease)
        return self.events.expect("agent.state.changed.v1", status="available")

    def accept(self):
        card = self.events.expect("conversation.offered.v1")
        self.command(
            "agent", "agent.card.accepted.v1", conversationId=card["conversationId"], offerId=card["offerId"])
        self.events.expect("protocol.opened.v1", conversationId=card["conversationId"])
        return card

    def say(self, card, text):
        return self.command(
            "agent", "agent.message.sent.v1", conversationId=card["conversationId"], text=text)

    def end(self, card, revision=1):
        conversation = card["conversationId"]
        self.command("agent", "agent.session.finished.v1", conversationId=conversation)
        self.command(
            "agent", "agent.protocol.saved.v1", conversationId=conversation, revision=revision, final=True,
            service={"assunto": "teste"})
        self.events.expect("conversation.closed.v1", conversationId=conversation)

    def leave(self):
        self.command("agent", "agent.channel.logout.v1")
        self.events.expect("agent.state.changed.v1", status="offline")
        self.events.close()


def waiting(port, subject="boleto", channel="site", tenant="acme", address=None):
    """A customer in the queue, and his stream."""
    customer = Customer(port, channel=channel, tenant=tenant, address=address)
    assert customer.say("session.started").status == 202
    events = customer.events()
    events.expect("conversation.subjects.offered.v1")
    assert customer.say("subject.selected", subjectId=subject).status == 202
    events.expect("conversation.queued.v1")
    return customer, events


def served(port, agent, **options):
    """A customer whom the agent has accepted, his stream, and the card."""
    customer, events = waiting(port, **options)
    card = agent.accept()
    events.expect("conversation.accepted.v1")
    return customer, events, card


def tidy(port, user, tenant="acme"):
    """Leaves nothing of an agent's behind, whatever a test that failed left: no conversation, no login."""
    agent = Http(port)
    assert agent.log_in(user, tenant=tenant).status == 200
    agent.events = agent.stream("/api/agent/events")
    snapshot = agent.events.expect("agent.snapshot.v1")
    for one in snapshot["conversations"]:
        conversation = one["conversationId"]
        record = agent.get(f"/api/conversations/{conversation}/record").json["record"]
        agent.command("agent", "agent.session.finished.v1", conversationId=conversation)
        agent.command("agent", "agent.protocol.saved.v1", conversationId=conversation, revision=record["revision"],
                      final=True)
        agent.events.expect("conversation.closed.v1", conversationId=conversation)
    if any(channel["loggedIn"] for channel in snapshot["channels"]):
        agent.command("agent", "agent.channel.logout.v1")
        agent.events.expect("agent.state.changed.v1", status="offline")
    agent.events.close()
