"""Every code of the contract page, provoked from outside. A code nobody provokes here fails the last test."""

import pathlib
import time

import pytest

from agent_front_end import AgentFrontEnd
from bot_platform import BotPlatform
from client import Client, now
from dead_letter_queue import DeadLetterQueue
from gateway import Gateway
from processes import System
from test_path import AGENT, in_service

PREFIX = "codes"
DIRECTORY = pathlib.Path(__file__).with_name("codes.yaml")
PROVOKED = {}


def provokes(code):
    def remember(how):
        PROVOKED[code] = how
        return how

    return remember


@pytest.fixture(scope="module")
def system(broker, tmp_path_factory):
    system = System(broker, tmp_path_factory.mktemp("codes"), DIRECTORY, prefix=PREFIX).start()
    yield system
    system.stop()


class Stage:
    """Makes the clients of one test and closes them."""

    def __init__(self, url, contract):
        self.url, self.contract, self.made = url, contract, []

    def make(self, kind, *words, **options):
        own = type(kind.__name__, (kind,), {"prefix": PREFIX})
        self.made.append(own(self.url, self.contract, *words, **options))
        return self.made[-1]

    def gateway(self, **options):
        return self.make(Gateway, **options)

    def agent(self, name=AGENT):
        """An agent who is logged in."""
        agent = self.make(AgentFrontEnd, name)
        agent.log_in("site")
        agent.expect("agent.state.changed.v1")
        return agent

    def serving(self, agent=None):
        """A customer in service: (gateway, agent, conversation)."""
        gateway, agent = self.gateway(), agent or self.agent()
        return gateway, agent, in_service(gateway, agent, "path")["conversationId"]

    def dead_letters(self):
        """What comes there from now on."""
        self.made.append(DeadLetterQueue(self.url, PREFIX))
        self.made[-1].clear()
        return self.made[-1]

    def close(self):
        for client in self.made:
            client.close()


@pytest.fixture
def stage(system, broker, contract):
    stage = Stage(broker.url, contract)
    yield stage
    stage.close()


def finish(agent, conversation):
    agent.finish(conversation)
    agent.save(conversation, 1)
    agent.expect("conversation.closed.v1", conversationId=conversation)


# What the doors refuse


@provokes("invalid_contract")
def a_text_of_nothing(stage):
    gateway = stage.gateway()
    rejection = gateway.expect_rejection("invalid_contract", gateway.say(""))
    assert rejection["details"] == {"path": "text"}


@provokes("unknown_type")
def a_message_nobody_takes(stage):
    gateway = stage.gateway()
    gateway.expect_rejection("unknown_type", gateway.send("webchat.customer.danced.v1"))
    assert gateway.query("protocols", "protocol.burn.v1")["code"] == "unknown_type"


@provokes("unknown_tenant")
def a_company_nobody_knows(stage):
    gateway = stage.gateway(tenant="nobody")
    letters = stage.dead_letters()
    gateway.start()
    assert letters.next().headers["reason"] == "unknown_tenant"
    assert gateway.query("channels", "channel.status.v1", tenant="nobody", channelId="site")["code"] == "unknown_tenant"


@provokes("unknown_channel")
def a_channel_nobody_knows(stage):
    gateway = stage.gateway(channel="nowhere")
    gateway.expect_rejection("unknown_channel", gateway.start())
    assert gateway.query("channels", "channel.status.v1", channelId="nowhere")["code"] == "unknown_channel"


@provokes("unknown_agent")
def an_agent_nobody_knows(stage):
    stranger = stage.make(AgentFrontEnd, "nobody-at-all")
    stranger.expect_rejection("unknown_agent", stranger.log_in("site"))


class UnknownBot(Client):
    """A bot platform whose bot has no queue."""

    kind = "bots"


@provokes("unknown_bot")
def a_bot_nobody_knows(stage):
    """It has no queue to be told in."""
    stranger, letters = stage.make(UnknownBot, "stranger"), stage.dead_letters()
    body = {"tenant": "acme", "botId": "nobody", "conversationId": "c", "at": now(), "turnId": "t"}
    stranger.publish("bots", "c", "bot.acknowledged.v1", body)
    assert letters.next().headers["reason"] == "unknown_bot"


@provokes("too_large")
def a_body_beyond_64_kib(stage):
    gateway = stage.gateway()
    gateway.expect_rejection("too_large", gateway.send("webchat.message.sent.v1", text="oi", pad="x" * 70_000))
    assert gateway.query("protocols", "protocol.search.v1", pad="x" * 70_000)["code"] == "too_large"


@provokes("not_permitted")
def a_company_of_another_broker_user(stage):
    gateway = stage.gateway(tenant="locked")
    gateway.expect_rejection("not_permitted", gateway.start())
    assert gateway.query("protocols", "protocol.search.v1", tenant="locked")["code"] == "not_permitted"


@provokes("rate_limited")
def a_session_that_runs_wild(stage):
    gateway = stage.gateway(tenant="slow")
    sent = [gateway.start() for _ in range(20)]
    rejection = gateway.expect_rejection("rate_limited")
    assert rejection["commandId"] in sent[3:] and rejection["sessionId"] == gateway.session
    neighbour = stage.gateway(tenant="slow")
    neighbour.start()
    neighbour.expect("conversation.opened.v1")


# What the conversation refuses


@provokes("unknown_subject")
def a_subject_that_is_not_offered(stage):
    gateway = stage.gateway()
    gateway.start()
    gateway.expect_rejection("unknown_subject", gateway.select("nothing"))


@provokes("unknown_conversation")
def a_session_that_never_started(stage):
    gateway = stage.gateway()
    gateway.expect_rejection("unknown_conversation", gateway.say("oi"))
    answer = gateway.query("protocols", "protocol.read.v1", number="1")
    assert answer["code"] == "unknown_conversation"


@provokes("conversation_closed")
def a_line_after_the_end(stage):
    gateway = stage.gateway()
    gateway.start()
    gateway.leave()
    gateway.expect("conversation.closed.v1")
    gateway.expect_rejection("conversation_closed", gateway.say("espere"))
    gateway.expect_rejection("conversation_closed", gateway.start())


@provokes("wrong_state")
def a_subject_picked_while_served(stage):
    gateway, agent, conversation = stage.serving()
    gateway.expect_rejection("wrong_state", gateway.select("brief"))
    finish(agent, conversation)


@provokes("invalid_form")
def a_form_with_a_mistake(stage):
    gateway = stage.gateway()
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("papers")
    gateway.expect("conversation.refused.v1", reason="out_of_hours")
    rejection = gateway.expect_rejection("invalid_form", gateway.submit(email="nenhum"))
    assert rejection["details"]["email"]


@provokes("bot_replaced")
def a_bot_that_talks_after_its_hand_over(stage):
    bot, gateway, agent = stage.make(BotPlatform), stage.gateway(channel="robot"), stage.agent()
    agent.log_in("robot")
    agent.expect("agent.state.changed.v1")
    gateway.start()
    turn = bot.turn(gateway, kind="start")
    bot.hand_over(turn)
    bot.expect("bot.conversation.taken.v1", by="queue")
    bot.expect_rejection("bot_replaced", bot.reply(turn, "mais uma coisa"))
    gateway.leave()


# What agents are refused


@provokes("not_logged_in")
def an_agent_who_went_home(stage):
    agent = stage.make(AgentFrontEnd, "agent-home")
    agent.expect_rejection("not_logged_in", agent.send("agent.heartbeat.v1"))


@provokes("not_a_member")
def a_login_to_a_channel_of_others(stage):
    agent = stage.make(AgentFrontEnd, "agent-home")
    agent.expect_rejection("not_a_member", agent.log_in("robot"))


@provokes("offer_expired")
def a_card_answered_too_late(stage):
    gateway, agent = stage.gateway(), stage.agent("agent-brief")
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("brief")
    card = agent.expect("conversation.offered.v1", conversationId=gateway.seen[0]["conversationId"])
    agent.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"], reason="expired")
    agent.expect_rejection("offer_expired", agent.accept(card))


@provokes("offer_taken")
def a_card_accepted_twice(stage):
    gateway, agent = stage.gateway(), stage.agent()
    card = in_service(gateway, agent, "path")
    agent.expect_rejection("offer_taken", agent.accept(card))
    finish(agent, card["conversationId"])


@provokes("not_your_conversation")
def a_line_in_the_talk_of_another(stage):
    _, agent, conversation = stage.serving()
    other = stage.agent("agent-brief")
    other.expect_rejection("not_your_conversation", other.say(conversation, "oi"))
    finish(agent, conversation)


@provokes("has_open_conversations")
def a_logout_in_the_middle_of_a_talk(stage):
    _, agent, conversation = stage.serving()
    agent.expect_rejection("has_open_conversations", agent.log_out())
    finish(agent, conversation)


@provokes("stale_revision")
def a_save_of_an_old_revision(stage):
    _, agent, conversation = stage.serving()
    rejection = agent.expect_rejection("stale_revision", agent.save(conversation, 7, final=False))
    assert rejection["details"]["revision"] == 1
    finish(agent, conversation)


# What queries are refused


@provokes("unknown_queue")
def a_queue_nobody_knows(stage):
    assert stage.gateway().query("queues", "queue.status.v1", queueId="nowhere")["code"] == "unknown_queue"


@provokes("unavailable")
def a_reader_ahead_of_the_book(stage):
    gateway = stage.gateway()
    gateway.start()
    conversation = gateway.expect("conversation.opened.v1")["conversationId"]
    asked = {"tenant": "acme", "conversationId": conversation, "audience": "customer", "afterSeq": 1_000_000}
    answer = gateway.ask("conversations", "conversation.read.v1", asked, time.monotonic() + 5)
    assert answer["code"] == "unavailable"


@pytest.mark.parametrize("code", PROVOKED)
def test_provoked(stage, code):
    PROVOKED[code](stage)


def test_every_code_is_provoked(contract):
    schema = contract.validator("command.rejected.v1").schema
    assert sorted(PROVOKED) == sorted(schema["properties"]["code"]["enum"])
