"""The tenant `house`: two agents of Financeiro, one of Suporte, and customers who come to them."""

import time

TENANT = "house"
ANA, BRUNO, CARLA, DAVI = "ana-house", "bruno-house", "carla-house", "davi-house"


def arrive(clients, name, channel="talk"):
    """An agent who is logged in, takes cards, and holds nothing."""
    agent = clients.agent(name, tenant=TENANT)
    agent.log_in(channel)
    agent.expect("agent.state.changed.v1", status="available")
    return agent


def leave(*agents):
    for agent in agents:
        agent.log_out()
        agent.expect("agent.state.changed.v1", status="offline")


def customer(clients, subject="money"):
    gateway = clients.gateway(channel="talk", tenant=TENANT)
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select(subject)
    return gateway


def served(clients, agent, subject="money"):
    """A customer whom the agent has accepted."""
    gateway = customer(clients, subject)
    agent.accept(agent.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    gateway.expect("conversation.accepted.v1", agentId=agent.agent)
    agent.expect("protocol.opened.v1", conversationId=gateway.conversation())
    return gateway


def end(gateway, agent, revision=1):
    """Finishes and saves, so that nothing is left behind."""
    conversation = gateway.conversation()
    agent.finish(conversation)
    gateway.expect("conversation.finished.v1")
    agent.save(conversation, revision)
    agent.expect("conversation.closed.v1", conversationId=conversation, outcome="answered")


def document(client, gateway, seconds=10):
    """The whole record of a conversation that has ended, once the book has its end."""
    deadline = time.monotonic() + seconds
    while True:
        answer = client.query(
            "protocols", "protocol.read.v1", tenant=TENANT, conversationId=gateway.conversation())
        assert answer.type == "protocol.document.v1", answer.body
        if answer["record"].get("closedAt") or time.monotonic() > deadline:
            return answer
        time.sleep(0.1)


def decisions(client, gateway):
    """The decisions of a conversation that has ended."""
    return document(client, gateway)["decisions"]
