"""Programs that make one mistake each; what the runner has to find stands beside it."""

import json

from client import new_id
from conforming import Counter, MenuBot, Website

MISTAKES = []


def finds(*ids):
    """Marks a program with the requirements that the runner must find broken, and no others."""

    def mark(kind):
        MISTAKES.append((kind, set(ids)))
        return kind

    return mark


# Bot platforms


@finds("message-id")
class BotWithDot(MenuBot):
    def id_of(self, turn):
        return super().id_of(turn) + ".1"


@finds("silent-after-taken")
class BotThatTalksAfterTaken(MenuBot):
    def on_bot_conversation_taken(self, message):
        self.say(message["conversationId"], "Ainda posso ajudar?")


@finds("silent-after-closed")
class BotThatTalksAfterClosed(MenuBot):
    def on_bot_conversation_closed(self, message):
        self.say(message["conversationId"], "Até logo!")


@finds("no-second-answer")
class BotThatAnswersRepeats(MenuBot):
    """Remembers no turn; it knows at least where it is out."""

    def __init__(self, *arguments):
        self.out = set()
        super().__init__(*arguments)

    def arrived(self, channel, method, properties, data):
        self.ids.discard(properties.message_id)
        super().arrived(channel, method, properties, data)

    def on_bot_conversation_taken(self, message):
        self.out.add(message["conversationId"])

    def on_bot_turn(self, turn):
        if turn["conversationId"] not in self.out:
            super().on_bot_turn(turn)

    def id_of(self, turn):
        return new_id()


@finds("repeats-after-nack")
class BotWithNewIdAfterNack(MenuBot):
    def after_nack(self, message_id):
        return new_id()


@finds("repeats-after-nack")
class BotThatGivesUpAfterNack(MenuBot):
    def say(self, *arguments, **data):
        try:
            super().say(*arguments, **data)
        except InterruptedError:
            pass

    def after_nack(self, message_id):
        raise InterruptedError


@finds("takes-strange-turns")
class BotThatNeedsText(MenuBot):
    def on_bot_turn(self, turn):
        if turn["kind"] == "start" or turn.get("text"):
            super().on_bot_turn(turn)


@finds("own-turns")
class BotThatInventsTurns(MenuBot):
    def answer(self, turn, text, **data):
        self.say(turn["conversationId"], text, self.id_of(turn), turnId=new_id(), **data)


@finds("routing-key")
class BotWithItsOwnKey(MenuBot):
    def publish(self, exchange, key, *arguments):
        return super().publish(exchange, self.bot, *arguments)


@finds("accepts-rejections")
class BotThatInsists(MenuBot):
    def on_command_rejected(self, message):
        if message["code"] == "wrong_state":
            self.say(message["conversationId"], "Como eu dizia...")


@finds("stays-after-refusal")
class BotThatLeavesAfterRefusal(MenuBot):
    def __init__(self, *arguments):
        self.left = set()
        super().__init__(*arguments)

    def on_bot_transfer_rejected(self, message):
        self.left.add(message["conversationId"])

    def on_bot_turn(self, turn):
        if turn["conversationId"] not in self.left or "atendente" in turn.get("text", ""):
            super().on_bot_turn(turn)


# Website gateways


@finds("routing-key")
class WebsiteWithOneKey(Website):
    def publish(self, exchange, key, *arguments):
        return super().publish(exchange, self.channel_id, *arguments)


@finds("repeats-after-nack")
class WebsiteWithNewIdAfterNack(Website):
    def after_nack(self, message_id):
        return new_id()


@finds("no-line-twice")
class WebsiteThatRepeatsAfterReconnect(Website):
    """Keeps what it sent without its ids, and sends it again after it reconnected."""

    def __init__(self, *arguments):
        self.kept = []
        super().__init__(*arguments)

    def do_write(self, step):
        self.kept.append(step["text"])
        super().do_write(step)

    def do_reload(self, step):
        super().do_reload(step)
        self.write(self.kept[0])


@finds("schema")
class WebsiteWithLongTexts(Website):
    def do_write(self, step):
        self.write(step["text"] + "!" * 4000 if "boleto" in step["text"] else step["text"])


@finds("text-unchanged")
class WebsiteThatEscapes(Website):
    def do_write(self, step):
        self.write(step["text"].replace("<", "&lt;"))


@finds("drops-repeats")
class WebsiteThatShowsRepeats(Website):
    def __init__(self, *arguments):
        self.times = {}
        super().__init__(*arguments)

    def arrived(self, channel, method, properties, data):
        text = json.loads(data).get("text")
        self.times[text] = self.times.get(text, 0) + 1
        super().arrived(channel, method, properties, data)

    def do_count(self, step):
        self.catch_breath()
        self.write(str(max(self.times.get(step["line"], 0), self.screen.count(step["line"]))))


@finds("catches-up")
class WebsiteThatNeverReads(Website):
    def read_after(self, conversation, seq):
        """Whatever came meanwhile is gone."""
        return []


@finds("asks-again")
class WebsiteThatAsksOnce(Website):
    def query(self, key, message_type, timeout=5, **body):
        """Takes whatever comes for the answer."""
        answer = super().ask(key, message_type, {"tenant": self.tenant, **body}, float("inf"))
        return answer.body if "events" in answer.body else {"events": []}


@finds("reads-on")
class WebsiteThatReadsOnePage(Website):
    def read_after(self, conversation, seq):
        page = self.query(
            "conversations", "conversation.read.v1", conversationId=conversation, audience="customer", afterSeq=seq
        )
        return [event["body"] for event in page["events"]]


@finds("corrects-forms")
class WebsiteThatNeverCorrects(Website):
    def do_correct(self, _step):
        """The visitor sees no mistake."""


@finds("bound")
class WebsiteThatHearsAnotherChannel(Website):
    """Nothing reaches it, so its visitor never gets further than opening the chat."""

    def own_queue(self, _audiences):
        queue = self.new_queue("elsewhere")
        self.consuming.queue_bind(queue, f"{self.prefix}.events", "customer.acme.elsewhere.#")
        return queue


# Agent front ends


@finds("accepts-once")
class CounterThatAcceptsTwice(Counter):
    def do_accept(self, step):
        super().do_accept(step)
        self.accept(self.cards[max(self.cards, key=lambda offer: self.cards[offer]["at"])])


@finds("heartbeats")
class CounterWithoutHeartbeat(Counter):
    lease = 5

    def beat(self):
        """It logs in once and forgets."""


@finds("writes-notes")
class CounterWhoseNotesArePublic(Counter):
    def do_note(self, step):
        self.write(step["text"])


@finds("forgets-void-cards")
class CounterThatAcceptsVoidCards(Counter):
    def on_conversation_offer_withdrawn(self, message):
        if message["reason"] == "expired":
            self.catch_breath(0.8)
            self.accept(message)


@finds("saves-again")
class CounterThatSavesStale(Counter):
    def on_protocol_revised(self, _message):
        """It never learns of another revision, and gives up."""

    def do_save_again(self, _step):
        """The agent is told nothing."""


@finds("syncs")
class CounterThatNeverSyncs(Counter):
    def sync(self):
        """It starts with an empty screen."""


@finds("saves")
class CounterWithoutRevisions(Counter):
    def do_save(self, _step):
        self.catch_breath()
        self.save(self.conversation, self.revision + 7)

    def do_save_again(self, step):
        Counter.do_save(self, step)
