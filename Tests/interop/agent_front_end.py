"""The front end of one agent."""

from client import TENANT, Client, now


class AgentFrontEnd(Client):
    """Publishes what an agent does and sees his assignment topics."""

    kind = "agents"

    def __init__(self, url, contract, agent="ana", tenant=TENANT):
        self.agent, self.tenant = agent, tenant
        super().__init__(url, contract, f"agent-{agent}", f"agent.{tenant}.{agent}.#")

    def send(self, message_type, message_id=None, **data):
        body = {"tenant": self.tenant, "agentId": self.agent, "at": now(), **data}
        return self.publish("agents", self.agent, message_type, body, message_id)

    def log_in(self, *channels, lease=600):
        """The tests' agents send no heartbeats, so they ask for a lease that outlives the test."""
        return self.send("agent.channel.login.v1", channelIds=list(channels) or ["site"], leaseSeconds=lease)

    def log_out(self):
        return self.send("agent.channel.logout.v1")

    def accept(self, card):
        return self.send("agent.card.accepted.v1", conversationId=card["conversationId"], offerId=card["offerId"])

    def decline(self, card):
        return self.send("agent.card.declined.v1", conversationId=card["conversationId"], offerId=card["offerId"])

    def say(self, conversation, text, message_id=None, **data):
        return self.send("agent.message.sent.v1", message_id, conversationId=conversation, text=text, **data)

    def finish(self, conversation):
        return self.send("agent.session.finished.v1", conversationId=conversation)

    def save(self, conversation, revision, final=True, **data):
        return self.send(
            "agent.protocol.saved.v1", conversationId=conversation, revision=revision, final=final, **data
        )
