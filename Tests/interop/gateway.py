"""The website gateway of one session."""

from client import TENANT, Client, new_id, now


class Gateway(Client):
    """Publishes what a visitor does and sees what he is to be shown."""

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

    def leave(self, reason="left"):
        return self.send("webchat.session.ended.v1", reason=reason)

    def lines(self):
        """The transcript as this customer saw it."""
        return [message for message in self.seen if message.get("line") is not None]
