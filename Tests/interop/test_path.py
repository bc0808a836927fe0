"""A customer talks to a human, from the first click to the saved protocol, seen from both sides."""

from chain import break_of, check_digit_holds

AGENT = "agent-path"


def in_service(gateway, agent, subject):
    """Leads a new session to the agent and returns his card; both sides have seen the acceptance."""
    gateway.start(customer={"name": "Maria da Conceição", "email": "maria@example.com"})
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select(subject)
    gateway.expect("conversation.queued.v1", queueId=subject)
    conversation = gateway.seen[0]["conversationId"]
    card = agent.expect("conversation.offered.v1", conversationId=conversation)
    agent.accept(card)
    agent.expect("conversation.accepted.v1", conversationId=conversation)
    gateway.expect("conversation.accepted.v1")
    return card


def test_a_customer_reaches_a_human_and_the_protocol_is_found(clients):
    agent, gateway = clients.agent(AGENT), clients.gateway()
    agent.log_in("site")
    state = agent.expect("agent.state.changed.v1", status="available")
    assert [channel["channelId"] for channel in state["channels"] if channel["loggedIn"]] == ["site"]
    card = in_service(gateway, agent, "path")
    conversation, protocol = card["conversationId"], card["protocol"]

    opened = agent.expect("protocol.opened.v1", conversationId=conversation)
    assert opened["revision"] == 1
    assert opened["customer"]["name"] == "Maria da Conceição"
    assert agent.expect("agent.state.changed.v1", status="in_service")["active"] == 1
    assert len(protocol) == 17 and check_digit_holds(protocol)
    assert protocol in gateway.lines()[0]["text"]
    assert card["channel"] == {"channelId": "site", "type": "webchat", "name": "Site"}
    assert gateway.seen[0].type == "conversation.opened.v1"

    talk(gateway, agent, conversation)
    finish_and_save(gateway, agent, conversation, opened["revision"])
    found_again(gateway, agent, conversation, protocol)


def talk(gateway, agent, conversation):
    asked = gateway.say("Olá, preciso da 2ª via do boleto 😀")
    heard = agent.expect("conversation.message.v1", messageId=asked)
    assert heard["text"] == "Olá, preciso da 2ª via do boleto 😀" and heard["from"]["kind"] == "customer"
    assert gateway.expect("conversation.message.v1", messageId=asked)["line"] == heard["line"]

    told = agent.say(conversation, "Bom dia, Maria. Já envio.")
    seen = gateway.expect("conversation.message.v1", messageId=told)
    assert seen["from"] == {"kind": "agent", "id": AGENT, "name": "Ana Souza"}
    agent.expect("conversation.message.v1", messageId=told)

    note = agent.say(conversation, "Cliente antiga", visibility="internal")
    assert "line" not in agent.expect("conversation.message.v1", messageId=note).body
    gateway.expect_nothing("conversation.message.v1")


def finish_and_save(gateway, agent, conversation, revision):
    agent.finish(conversation)
    agent.expect("conversation.finished.v1", conversationId=conversation, by="agent")
    gateway.expect("conversation.finished.v1", by="agent")
    agent.save(conversation, revision, service={"resumo": "2ª via enviada por e-mail"})
    revised = agent.expect("protocol.revised.v1", conversationId=conversation)
    assert revised["revision"] == revision + 1 and revised["final"] is True
    assert gateway.expect("conversation.closed.v1")["outcome"] == "answered"
    agent.expect("conversation.closed.v1", conversationId=conversation)
    agent.expect("agent.state.changed.v1", status="available", active=0)


def found_again(gateway, agent, conversation, protocol):
    for question in ({"number": protocol}, {"text": "BOLETO OLA", "agentId": AGENT}):
        page = agent.query("protocols", "protocol.search.v1", limit=20, **question)
        found = [item for item in page["items"] if item["protocol"] == protocol]
        assert len(found) == 1 and found[0]["state"] == "saved", page.body
    document = agent.query("protocols", "protocol.read.v1", number=protocol)
    transcript = document["transcript"]
    assert document["record"]["service"] == {"resumo": "2ª via enviada por e-mail"}
    assert break_of(transcript) is None
    shown = [(line["line"], line["text"]) for line in gateway.lines()]
    assert [(line["line"], line["text"]) for line in transcript] == shown
    caught_up(gateway, conversation)


def caught_up(gateway, conversation):
    """A client that reconnects reads the same events that came live."""
    snapshot = gateway.query(
        "conversations", "conversation.read.v1", conversationId=conversation, audience="customer", afterSeq=0
    )
    assert [event["messageId"] for event in snapshot["events"]] == [message.id for message in gateway.seen]
    for event in snapshot["events"]:
        gateway.contract.check(event["type"], event["body"])


def test_starting_again_has_no_effect(clients):
    gateway = clients.gateway()
    gateway.start()
    gateway.expect("conversation.opened.v1")
    gateway.expect("conversation.subjects.offered.v1")
    gateway.start()
    gateway.expect_nothing("conversation.opened.v1")


def test_a_repeated_message_is_one_line(clients):
    agent, gateway = clients.agent(AGENT), clients.gateway()
    agent.log_in("site")
    agent.expect("agent.state.changed.v1", status="available")
    card = in_service(gateway, agent, "path")
    asked = gateway.say("uma vez só")
    gateway.say("outra coisa com o mesmo id", message_id=asked)
    gateway.say("fim")
    gateway.expect("conversation.message.v1", text="fim")
    assert [line["text"] for line in gateway.lines() if line.get("messageId") == asked] == ["uma vez só"]
    agent.finish(card["conversationId"])
    agent.save(card["conversationId"], 1)
    agent.expect("conversation.closed.v1", conversationId=card["conversationId"])
