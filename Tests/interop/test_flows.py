"""The flows of the manual, played from outside by the contract page alone."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

STANDARD_TEXT = "Fora do horário de atendimento"


def picked(clients, subject, channel="hours"):
    """A gateway whose customer has picked a subject."""
    gateway = clients.gateway(channel=channel)
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select(subject)
    return gateway


def next_monday():
    """The next Monday, 03:00 in São Paulo, as the contract writes an instant."""
    zone = ZoneInfo("America/Sao_Paulo")
    now = datetime.now(zone)
    day = now.date() + timedelta(days=(7 - now.weekday()) % 7)
    opening = datetime(day.year, day.month, day.day, 3, tzinfo=zone)
    if opening <= now:
        opening += timedelta(days=7)
    return opening.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_flow_1_the_bot_talks_until_it_asks_for_a_human(clients):
    agent, gateway, bot = clients.agent("agent-handed"), clients.gateway(channel="robot"), clients.bot()
    agent.log_in("robot")
    agent.send("agent.resumed.v1")
    agent.expect("agent.state.changed.v1", status="available")
    gateway.start(customer={"name": "Maria"}, page={"url": "https://acme.example/boletos"}, locale="pt-BR")
    start = bot.turn(gateway, kind="start")
    assert start["customer"]["name"] == "Maria" and start["page"]["url"] and start["locale"] == "pt-BR"
    bot.reply(start, "Olá! Como posso ajudar?", "Escreva sua dúvida.")
    first = gateway.expect("conversation.message.v1")
    second = gateway.expect("conversation.message.v1")
    assert second["messageId"] == f"{first['messageId']}.2"
    assert first["from"] == {"kind": "bot", "id": "menu"}

    asked = gateway.say("Quero falar com alguém")
    gateway.expect("conversation.message.v1", messageId=asked)
    turn = bot.turn(gateway, text="Quero falar com alguém")
    bot.hand_over(turn, subjectId="handed", summary="Quer falar com alguém.", attributes={"contrato": "4711"})
    assert bot.expect("bot.conversation.taken.v1", conversationId=gateway.conversation())["by"] == "queue"
    assert gateway.expect("conversation.queued.v1")["subjectId"] == "handed"
    card = agent.expect("conversation.offered.v1", conversationId=gateway.conversation())
    assert card["summary"] == "Quer falar com alguém." and card["attributes"] == {"contrato": "4711"}
    agent.accept(card)
    opened = agent.expect("protocol.opened.v1", conversationId=gateway.conversation())
    assert [line["from"]["kind"] for line in opened["transcript"]] == ["system", "bot", "bot", "customer", "system"]
    late = bot.reply(turn, "Ainda estou aqui!")
    assert bot.expect_rejection("bot_replaced", late)["conversationId"] == gateway.conversation()
    agent.finish(gateway.conversation())
    agent.save(gateway.conversation(), revision=1)
    gateway.expect("conversation.closed.v1", outcome="answered")


def test_flow_2_without_bot_and_subjects_the_standard_text(clients):
    gateway = clients.gateway(channel="empty")
    gateway.start()
    refused = gateway.expect("conversation.refused.v1")
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == "no_subjects"
    assert "form" not in refused.body and "nextOpenAt" not in refused.body
    assert gateway.expect("conversation.closed.v1")["outcome"] == "refused"
    assert [message.type for message in gateway.seen][0] == "conversation.opened.v1"


def test_flow_3_closed_without_a_form_the_standard_text_and_when_it_opens(clients):
    gateway = picked(clients, "mondays")
    refused = gateway.expect("conversation.refused.v1")
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == "out_of_hours"
    assert refused["nextOpenAt"] == next_monday()
    gateway.expect("conversation.closed.v1", outcome="refused")
    gateway.expect_rejection("conversation_closed", gateway.say("alguém aí?"))
    gateway.expect_rejection("conversation_closed", gateway.start())


def test_flow_3_a_calendar_that_never_opens_names_no_opening(clients):
    refused = picked(clients, "never").expect("conversation.refused.v1")
    assert refused["reason"] == "out_of_hours" and "nextOpenAt" not in refused.body


def test_flow_3_on_a_holiday_the_reason_is_the_holiday(clients):
    refused = picked(clients, "holiday").expect("conversation.refused.v1")
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == "holiday"
    opening = datetime.fromisoformat(refused["nextOpenAt"].replace("Z", "+00:00"))
    local = opening.astimezone(ZoneInfo("America/Sao_Paulo"))
    assert (local.hour, local.minute) == (0, 0) and local > datetime.now(local.tzinfo)


def test_flow_4_open_and_nobody_logged_in_the_standard_text(clients):
    refused = picked(clients, "nobody", channel="site").expect("conversation.refused.v1")
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == "no_agent_logged_in"


def test_t51_a_logged_in_agent_does_not_open_a_closed_queue(clients):
    """Hours come first: who is logged in is asked only while the queue is open."""
    observer = clients.listener("observer", "queue.acme.never.#")
    gateway = picked(clients, "never")
    gateway.expect("conversation.closed.v1")
    decided = observer.expect("routing.decided.v1", conversationId=gateway.conversation(), decision="refuse")
    assert [check["check"] for check in decided["checks"]] == ["subject", "hours", "form"]


def test_a_channel_that_is_switched_off_takes_nothing_new(clients):
    gateway = clients.gateway(channel="off")
    gateway.expect_rejection("unknown_channel", gateway.start())
