"""The platform of one bot, which is the only consumer of the bot's queue."""

from client import TENANT, Client, now


class BotPlatform(Client):
    """Reads the bot's queue and publishes what the bot says."""

    kind = "bots"

    def __init__(self, url, contract, bot="menu", tenant=TENANT):
        self.bot, self.tenant = bot, tenant
        super().__init__(url, contract, f"bot-{bot}", queue=f"{self.prefix}.bot.{tenant}.{bot}")

    def send(self, conversation, message_type, message_id=None, **data):
        body = {"tenant": self.tenant, "botId": self.bot, "conversationId": conversation, "at": now(), **data}
        return self.publish("bots", conversation, message_type, body, message_id)

    def turn(self, gateway, kind="message", **fields):
        """The next turn of this gateway's conversation."""
        conversation = gateway.conversation()
        return self.expect("bot.turn.v1", conversationId=conversation, kind=kind, **fields)

    def reply(self, turn, *texts):
        messages = [{"text": text} for text in texts]
        return self.send(turn["conversationId"], "bot.replied.v1", turnId=turn["turnId"], messages=messages)

    def hand_over(self, turn, **target):
        return self.send(turn["conversationId"], "bot.transfer.requested.v1", **target)
