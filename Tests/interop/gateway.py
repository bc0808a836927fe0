"""The website gateway of one session."""

import uuid

from client import TENANT, Client, new_id, now

NAMESPACE = uuid.UUID("5b0f4cf2-8a0e-5c53-9d1c-3f6a7b1e2d94")


class Gateway(Client):
    """Publishes what a visitor does and sees what he is to be shown."""

    kind = "gateway"

    def __init__(self, url, contract, channel="site", session=None, tenant=TENANT):
        self.channel_id, self.session, self.tenant = channel, session or f"s-{new_id()}", tenant
        audience = f"customer.{tenant}.{channel}.{self.session}.#"
        super().__init__(url, contract, f"gateway-{self.session[:10]}", audience)

    def send(self, message_type, message_id=None, **data):
        body = {"tenant": self.tenant, "channelId": self.channel_id, "sessionId": self.session, "at": now(), **data}
        return self.publish("webchat", self.session, message_type, body, message_id)

    def start(self, **data):
        return self.send("webchat.session.started.v1", **data)

    def select(self, subject):
        return self.send("webchat.subject.selected.v1", subjectId=subject)

    def say(self, text, message_id=None):
        return self.send("webchat.message.sent.v1", message_id, text=text)

    def submit(self, message_id=None, **fields):
        return self.send("webchat.form.submitted.v1", message_id, fields=fields)

    def leave(self, reason="left"):
        return self.send("webchat.session.ended.v1", reason=reason)

    def conversation(self):
        """The id of the conversation: a pure function of tenant, channel and session (contracts/README.md)."""
        return str(uuid.uuid5(NAMESPACE, f"{self.tenant}/{self.channel_id}/{self.session}"))

    def lines(self):
        """The transcript as this customer saw it."""
        return [message for message in self.seen if message.get("line") is not None]
