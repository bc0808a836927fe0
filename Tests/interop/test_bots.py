"""Rules 13 and 14, with a bot platform that does what platforms do."""

import time

import pytest

from test_flows import STANDARD_TEXT

HASTY = "hasty"


@pytest.fixture
def bot(clients):
    return clients.bot()


@pytest.fixture
def hasty(clients):
    """A bot, and a customer who talks to it, of a company with little patience."""
    bot, gateway = clients.bot(tenant=HASTY), clients.gateway(channel="robot", tenant=HASTY)
    gateway.start()
    return bot, gateway, bot.turn(gateway, kind="start")


def talk(clients, bot, channel="robot"):
    gateway = clients.gateway(channel=channel)
    gateway.start()
    return gateway, bot.turn(gateway, kind="start")


def test_a_picked_option_reaches_the_bot_by_its_id_and_the_transcript_by_its_label(clients, bot):
    gateway, start = talk(clients, bot)
    options = [{"id": "1", "label": "2ª via"}, {"id": "2", "label": "Outro assunto"}]
    bot.send(
        start["conversationId"], "bot.replied.v1", turnId=start["turnId"],
        messages=[{"text": "Escolha:", "options": options}],
    )
    assert gateway.expect("conversation.message.v1")["options"] == options
    gateway.send("webchat.message.sent.v1", optionId="1")
    assert gateway.expect("conversation.message.v1")["text"] == "2ª via"
    assert bot.turn(gateway)["optionId"] == "1"


def test_an_option_of_the_first_of_two_lines_is_still_written_by_its_label(clients, bot):
    gateway, start = talk(clients, bot)
    lines = [{"text": "Escolha:", "options": [{"id": "1", "label": "2ª via"}]}, {"text": "Estou aqui."}]
    bot.send(start["conversationId"], "bot.replied.v1", messages=lines)
    gateway.expect("conversation.message.v1", text="Estou aqui.")
    picked = gateway.send("webchat.message.sent.v1", optionId="1")
    assert gateway.expect("conversation.message.v1", messageId=picked)["text"] == "2ª via"


def test_an_answer_to_a_turn_that_was_never_given_is_an_answer(hasty):
    bot, gateway, start = hasty
    gateway.say("oi")
    bot.turn(gateway)
    bot.send(start["conversationId"], "bot.replied.v1", turnId="t99", messages=[{"text": "Olá!"}])
    gateway.expect("conversation.message.v1", text="Olá!")
    gateway.expect_nothing("conversation.notice.v1", 1.6)


def test_attributes_of_many_hand_overs_stay_within_the_contract(clients, bot):
    gateway, start = talk(clients, bot)
    for number in range(4):
        attributes = {f"a{number}-{key}": "\u0001" * 500 for key in range(15)}
        bot.send(start["conversationId"], "bot.transfer.requested.v1", queueId="papers", attributes=attributes)
        bot.expect("bot.transfer.rejected.v1", conversationId=start["conversationId"])
    gateway.say("oi")
    turn = bot.turn(gateway)
    assert "a3-14" in turn["attributes"] and len(turn["attributes"]) <= 50


def test_a_repeated_reply_is_shown_once(clients, bot):
    gateway, start = talk(clients, bot)
    reply = bot.reply(start, "Olá!")
    gateway.expect("conversation.message.v1", messageId=reply)
    bot.send(start["conversationId"], "bot.replied.v1", reply, messages=[{"text": "Olá!"}])
    gateway.expect_nothing("conversation.message.v1")


def test_a_silent_bot_is_replaced_by_the_subjects_and_what_it_says_late_is_kept(hasty):
    bot, gateway, _ = hasty
    gateway.say("oi")
    turn = bot.turn(gateway)
    assert gateway.expect("conversation.notice.v1")["code"] == "bot_replaced"
    assert len(gateway.expect("conversation.subjects.offered.v1")["subjects"]) == 3
    assert bot.expect("bot.conversation.taken.v1", conversationId=gateway.conversation())["by"] == "timeout"
    late = bot.reply(turn, "desculpe a demora")
    bot.expect_rejection("bot_replaced", late)
    document = fenced_document(gateway)
    assert document["fenced"][0]["texts"] == ["desculpe a demora"] and document["fenced"][0]["messageId"] == late
    assert "desculpe a demora" not in [line.get("text") for line in document["transcript"]]
    decision = document["decisions"][-1]
    assert decision["checks"][0] == {"check": "bot", "result": "bot_timeout", "detail": "menu"}


def fenced_document(gateway, timeout=5):
    """The protocol once the book has what was fenced off; it may be a moment behind the rejection."""
    deadline = time.monotonic() + timeout
    while True:
        document = gateway.query("protocols", "protocol.read.v1", tenant=HASTY, conversationId=gateway.conversation())
        if document.get("fenced") or time.monotonic() > deadline:
            return document


def test_t55_an_acknowledged_turn_may_take_longer(hasty):
    bot, gateway, _ = hasty
    gateway.say("oi")
    turn = bot.turn(gateway)
    bot.send(turn["conversationId"], "bot.acknowledged.v1", turnId=turn["turnId"])
    time.sleep(1.5)
    reply = bot.reply(turn, "Encontrei.")
    gateway.expect("conversation.message.v1", messageId=reply)
    gateway.expect_nothing("conversation.notice.v1", seconds=2)


def test_the_start_is_not_timed(hasty):
    _, gateway, _ = hasty
    gateway.expect_nothing("conversation.notice.v1", seconds=1.5)


def test_a_refused_hand_over_gives_the_bot_the_word(clients, bot):
    gateway, start = talk(clients, bot)
    bot.hand_over(start, subjectId="papers")
    rejected = bot.expect("bot.transfer.rejected.v1", conversationId=gateway.conversation())
    assert rejected["reason"] == "out_of_hours" and "nextOpenAt" not in rejected.body
    bot.reply(start, "Agora está fechado. Posso ajudar com outra coisa?")
    gateway.expect("conversation.message.v1")
    gateway.expect_nothing("conversation.refused.v1")


@pytest.mark.parametrize("subject, reason", [("never", "out_of_hours"), ("nobody", "no_agent_logged_in")])
def test_a_bot_that_says_nothing_after_it_leaves_the_customer_to_the_standard_text(hasty, subject, reason):
    bot, gateway, start = hasty
    bot.hand_over(start, subjectId=subject)
    assert bot.expect("bot.transfer.rejected.v1", conversationId=gateway.conversation())["reason"] == reason
    refused = gateway.expect("conversation.refused.v1")
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == reason
    gateway.expect("conversation.closed.v1", outcome="refused")


def test_and_to_the_form_where_there_is_one(hasty):
    bot, gateway, start = hasty
    bot.hand_over(start, queueId="papers")
    assert gateway.expect("conversation.refused.v1")["form"]["formId"] == "contact"
    gateway.submit(email="maria@example.com")
    gateway.expect("conversation.form.received.v1")
    bot.expect_rejection("conversation_closed", bot.reply(start, "tarde"))


def test_a_hand_over_to_nothing_in_particular_offers_the_subjects(clients, bot):
    gateway, start = talk(clients, bot)
    bot.hand_over(start)
    subjects = gateway.expect("conversation.subjects.offered.v1")["subjects"]
    assert [subject["subjectId"] for subject in subjects] == ["handed", "papers"]
    bot.expect("bot.conversation.taken.v1", conversationId=gateway.conversation())


def test_t57_an_unknown_target_goes_to_the_default_queue(clients, bot):
    agent = clients.agent("agent-handed")
    agent.log_in("robot")
    agent.expect("agent.state.changed.v1")
    gateway, start = talk(clients, bot)
    bot.hand_over(start, subjectId="boletto")
    assert gateway.expect("conversation.queued.v1")["queueId"] == "handed"
    # Whoever stays in the queue becomes a missed card of the agent, who has others to serve.
    gateway.leave()
    gateway.expect("conversation.closed.v1")


def test_t57_without_a_default_queue_an_unknown_target_is_refused_and_the_bot_goes_on(clients, bot):
    gateway, start = talk(clients, bot, channel="astray")
    bot.hand_over(start, queueId="nada")
    assert bot.expect("bot.transfer.rejected.v1", conversationId=gateway.conversation())["reason"] == "no_subjects"
    bot.reply(start, "Posso ajudar eu mesmo.")
    gateway.expect("conversation.message.v1")


def test_a_bot_ends_the_talk(clients, bot):
    gateway, start = talk(clients, bot)
    bot.send(start["conversationId"], "bot.conversation.ended.v1", reason="resolvido")
    assert gateway.expect("conversation.closed.v1")["outcome"] == "bot_contained"
    assert bot.expect("bot.conversation.closed.v1", conversationId=gateway.conversation())["reason"] == "bot_contained"
    gateway.expect_rejection("conversation_closed", gateway.say("mais uma coisa"))


def test_a_customer_who_leaves_ends_the_talk_for_the_bot(clients, bot):
    gateway, _ = talk(clients, bot)
    gateway.leave()
    gateway.expect("conversation.closed.v1", outcome="bot_contained")
    bot.expect("bot.conversation.closed.v1", conversationId=gateway.conversation())


def test_another_bot_has_no_say(clients, bot):
    gateway, start = talk(clients, bot)
    other = clients.bot("other")
    other.expect_rejection("not_your_conversation", other.reply(start, "Eu também!"))
    gateway.expect_nothing("conversation.message.v1")
