"""Programs that do what the contract says, on top of the reference clients; the runner drives them.

Each method that a broken variant overrides is one duty."""

import time
import uuid

import pika

from agent_front_end import AgentFrontEnd
from bot_platform import BotPlatform
from client import TENANT, Client, new_id
from gateway import Gateway

DERIVED = uuid.UUID("7b1f3a52-9a40-5d5e-8f0f-1c2d3e4f5a6b")


def derived(*causes):
    """The id that the same cause always gives again."""
    return str(uuid.uuid5(DERIVED, "/".join(causes)))


class Patient(Client):
    """Publishes again, under the same message-id, what the broker refused."""

    def known_types(self, audiences):
        """Anything: what it does not know it ignores, as the contract wants it."""
        return set()

    def publish(self, exchange, key, message_type, body, message_id=None):
        message_id = message_id or new_id()
        while True:
            try:
                return super().publish(exchange, key, message_type, body, message_id)
            except pika.exceptions.NackError:
                message_id = self.after_nack(message_id)
                self.connection.process_data_events(time_limit=0.05)

    def after_nack(self, message_id):
        return message_id

    def turn(self):
        self.connection.process_data_events(time_limit=0.02)
        unread, self.unread = self.unread, []
        for message in unread:
            self.on_any(message)
            handle = getattr(self, "on_" + message.type.removesuffix(".v1").replace(".", "_"), None)
            if handle:
                handle(message)

    def on_any(self, message):
        """Whatever comes."""

    def do(self, step):
        getattr(self, "do_" + step["step"].replace("-", "_"))(step)


class MenuBot(Patient, BotPlatform):
    """Answers every turn, hands over when asked for a human."""

    def do_consume(self, _step):
        """It consumes from its start."""

    def on_bot_turn(self, turn):
        if turn["kind"] == "start":
            self.answer(turn, "Olá! Sou o assistente virtual.")
        elif turn["kind"] == "message" and "atendente" in (turn.get("text") or ""):
            self.ask_for_human(turn)
        elif turn["kind"] == "message":
            self.answer(turn, "Entendi.", options=[{"id": "boleto", "label": "2ª via"}])

    def answer(self, turn, text, **data):
        self.say(turn["conversationId"], text, self.id_of(turn), turnId=turn["turnId"], **data)

    def say(self, conversation, text, message_id=None, turnId=None, **data):
        named = {"turnId": turnId} if turnId else {}
        self.send(conversation, "bot.replied.v1", message_id, messages=[{"text": text, **data}], **named)

    def ask_for_human(self, turn):
        self.send(turn["conversationId"], "bot.transfer.requested.v1", self.id_of(turn), summary="Quer um atendente")

    def id_of(self, turn):
        return derived(turn["conversationId"], turn["turnId"])


class Screen:
    """What a person sees of one conversation: the lines in their order, each once."""

    def __init__(self):
        self.lines, self.seq = {}, 0

    def show(self, event):
        self.seq = max(self.seq, event.get("seq", 0))
        if event.get("line") is not None:
            self.lines[event["line"]] = event["text"]

    def last_word(self):
        words = [text.split(": ")[1] for _, text in sorted(self.lines.items()) if text.startswith("Palavra: ")]
        return words[-1] if words else "nada"

    def count(self, text):
        return list(self.lines.values()).count(text)


class Reader(Patient):
    """Shows a conversation and catches up from the last `seq` it has."""

    audience = "customer"
    conversation = None

    def show(self, conversation):
        """Turns to another conversation."""
        self.conversation, self.screen = conversation, Screen()

    def read_after(self, conversation, seq):
        events, after = [], seq
        while after is not None:
            page = self.query(
                "conversations", "conversation.read.v1", conversationId=conversation, audience=self.audience,
                afterSeq=after,
            )
            events += [event["body"] for event in page["events"]]
            after = page.get("nextAfterSeq")
        return events

    def on_any(self, message):
        if message.get("seq") and message["conversationId"] == self.conversation:
            self.screen.show(message.body)

    def do_reload(self, _step):
        """A new connection with a new queue; what came meanwhile is read."""
        seen = self.ids
        self.close()
        self.connect()
        self.ids = seen
        for event in self.read_after(self.conversation, self.screen.seq):
            self.screen.show(event)

    def do_write(self, step):
        self.write(step["text"])

    def do_word(self, _step):
        self.catch_breath()
        self.write(self.screen.last_word())

    def do_count(self, step):
        self.catch_breath()
        self.write(str(self.screen.count(step["line"])))

    def catch_breath(self, seconds=0.5):
        """A person needs a moment to read."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.turn()


class Website(Reader, Gateway):
    """The gateway of a whole channel, and the one visitor it has."""

    def __init__(self, url, contract):
        super().__init__(url, contract)
        self.url = url

    def connect(self):
        Gateway.__init__(self, self.url, self.contract, session=self.session)

    def own_queue(self, _audiences):
        return super().own_queue([f"customer.{TENANT}.{self.channel_id}.#"])

    def do_open(self, _step):
        self.start(locale="pt-BR")

    def do_open_new(self, step):
        self.session = f"s-{new_id()}"
        self.do_open(step)

    def on_conversation_opened(self, message):
        self.show(message["conversationId"])
        self.screen.show(message.body)

    def on_conversation_subjects_offered(self, message):
        self.subjects = {subject["label"]: subject["subjectId"] for subject in message["subjects"]}

    def do_pick(self, step):
        self.catch_breath()
        self.select(self.subjects[step["text"]])

    def write(self, text):
        self.say(text)

    def on_conversation_refused(self, message):
        self.form = message["form"]

    def do_form(self, _step):
        self.catch_breath()
        self.submit("maria(arroba)cliente.example")

    def do_correct(self, _step):
        self.catch_breath()
        self.submit("maria@cliente.example")

    def submit(self, email):
        values = {"email": email, "texto": "Preciso da 2ª via."}
        fields = {field["id"]: values[field["id"]] for field in self.form["fields"]}
        self.send("webchat.form.submitted.v1", fields=fields)

    def do_leave(self, _step):
        self.leave("closed")


class Counter(Reader, AgentFrontEnd):
    """The front end of one agent, who does what he is told."""

    audience = "agent"
    lease = 6

    def __init__(self, url, contract):
        self.beaten, self.cards, self.revision, self.url = None, {}, None, url
        super().__init__(url, contract)

    def connect(self):
        AgentFrontEnd.__init__(self, self.url, self.contract)

    def turn(self):
        super().turn()
        if self.beaten is not None and time.monotonic() - self.beaten > self.lease / 3:
            self.beat()

    def beat(self):
        self.beaten = time.monotonic()
        self.send("agent.heartbeat.v1")

    def do_login(self, _step):
        self.log_in("site", lease=self.lease)
        self.beaten = time.monotonic()

    def on_conversation_offered(self, message):
        self.cards[message["offerId"]] = message

    def on_conversation_offer_withdrawn(self, message):
        self.cards.pop(message["offerId"], None)

    def the_card(self):
        self.catch_breath()
        return list(self.cards.values())[-1]

    def do_decline(self, _step):
        self.decline(self.the_card())

    def do_ignore(self, _step):
        """Cards that go by themselves need no click."""

    def do_accept(self, _step):
        card = self.the_card()
        self.show(card["conversationId"])
        self.accept(card)

    def on_protocol_opened(self, message):
        self.revision = message["revision"]

    def on_protocol_revised(self, message):
        self.revision = message["revision"]

    def write(self, text):
        self.say(self.conversation, text)

    def do_note(self, step):
        self.say(self.conversation, step["text"], visibility="internal")

    def do_reload(self, step):
        super().do_reload(step)
        self.sync()

    def sync(self):
        self.send("agent.sync.requested.v1")

    def do_finish(self, _step):
        self.finish(self.conversation)

    def do_save(self, _step):
        self.catch_breath()
        self.save(self.conversation, self.revision, service={"motivo": "2ª via"})

    def do_save_again(self, step):
        self.do_save(step)

    def do_logout(self, _step):
        self.log_out()
        self.beaten = None
