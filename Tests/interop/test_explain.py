"""Rule 24: for ten prepared conversations `guiche explain` alone answers the five questions a reader has: why this
queue, why this agent, why not the others, why then, why it ended."""

import time

import pytest

from house import ANA, BRUNO, CARLA, TENANT, arrive, customer, document, end, leave, served

QUESTIONS = {
    "pt": ("Por que esta fila", "Por que este atendente", "Por que não os outros", "Por que naquele momento",
           "Por que terminou"),
    "en": ("Why this queue", "Why this agent", "Why not the others", "Why then", "Why it ended"),
}


@pytest.fixture
def explain(system, clients):
    """Tells the story of a closed conversation, and returns it with its five answers."""
    reader = clients.listener("reader")

    def tell(gateway, language="pt"):
        gateway.expect("conversation.closed.v1")
        document(reader, gateway)
        number = gateway.seen[0]["protocol"]
        told = system.command("explain", "--tenant", TENANT, "--language", language, number)
        assert told.returncode == 0, told.stderr
        print(told.stdout)
        answers = {}
        for question in QUESTIONS[language]:
            lines = [line for line in told.stdout.splitlines() if line.startswith(f"- {question}: ")]
            assert len(lines) == 1, told.stdout
            answers[question] = lines[0].split(": ", 1)[1]
        return told.stdout, *answers.values()

    return tell


def test_the_only_agent_at_once(clients, explain):
    ana = arrive(clients, ANA)
    gateway = served(clients, ana)
    end(gateway, ana)
    leave(ana)
    _, queue, agent, others, then, ended = explain(gateway)
    assert "escolheu o assunto Dinheiro" in queue and "no horário de atendimento" in queue
    assert agent.startswith("Ana Souza (ana-house): era o único que podia recebê-la e aceitou")
    assert "Bruno Lima (bruno-house): não estava logado no canal" in others
    assert "assim que a conversa entrou na fila" in then
    assert "Ana Souza (ana-house) finalizou a sessão; o atendimento foi salvo" in ended


def test_in_english(clients, explain):
    ana = arrive(clients, ANA)
    gateway = served(clients, ana)
    end(gateway, ana)
    leave(ana)
    _, queue, agent, others, then, ended = explain(gateway, "en")
    assert "the customer picked Dinheiro" in queue
    assert "nobody else could be asked, and accepted" in agent
    assert "was not logged in" in others and "as soon as it entered the queue" in then
    assert "finished the session; the record was saved" in ended


def test_the_least_busy_of_two(clients, explain):
    ana = arrive(clients, ANA)
    first = served(clients, ana)
    bruno = arrive(clients, BRUNO)
    gateway = served(clients, bruno)
    end(gateway, bruno)
    end(first, ana)
    leave(ana, bruno)
    _, _, agent, others, _, _ = explain(gateway)
    assert "tinha menos atendimentos" in agent
    assert "Ana Souza (ana-house): tinha mais atendimentos" in others


def test_who_waits_for_a_pause_to_end(clients, explain):
    ana = arrive(clients, ANA)
    ana.send("agent.paused.v1")
    ana.expect("agent.state.changed.v1", status="paused")
    gateway = customer(clients)
    gateway.expect("conversation.queued.v1")
    time.sleep(1.2)
    ana.send("agent.resumed.v1")
    ana.accept(ana.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    ana.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, ana)
    leave(ana)
    _, _, _, _, then, _ = explain(gateway)
    assert "quando Ana Souza (ana-house) voltou da pausa" in then and "depois de 1 s" in then


def test_declined_by_one_and_taken_by_the_next(clients, explain):
    ana = arrive(clients, ANA)
    gateway = customer(clients)
    card = ana.expect("conversation.offered.v1", conversationId=gateway.conversation())
    bruno = arrive(clients, BRUNO)
    ana.decline(card)
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    leave(ana, bruno)
    _, _, agent, others, then, _ = explain(gateway)
    assert agent.startswith("Bruno Lima")
    assert "Ana Souza (ana-house): recusou, perdeu ou passou esta conversa há pouco" in others
    assert "ofertas anteriores: Ana Souza (ana-house): recusada" in others
    assert "logo após a recusa anterior" in then


def test_refused_out_of_hours(clients, explain):
    gateway = customer(clients, "night")
    _, queue, agent, _, _, ended = explain(gateway)
    assert "Noite" in queue and "fora do horário" in queue
    assert "não foi oferecida a ninguém" in agent
    assert "fora do horário" in ended and "não pôde ser atendido" in ended


def test_refused_because_nobody_was_logged_in(clients, explain):
    gateway = customer(clients, "empty")
    _, queue, _, _, _, ended = explain(gateway)
    assert "nenhum atendente da fila estava logado no canal" in queue
    assert "nenhum atendente da fila estava logado no canal" in ended


def test_a_bot_hands_over_to_a_misspelt_queue(clients, explain):
    bot, carla = clients.bot("menu", tenant=TENANT), arrive(clients, CARLA, channel="robot")
    gateway = clients.gateway(channel="robot", tenant=TENANT)
    gateway.start()
    turn = bot.expect("bot.turn.v1", conversationId=gateway.conversation())
    bot.hand_over(turn, queueId="hepl")
    carla.accept(carla.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, carla)
    leave(carla)
    _, queue, _, _, _, _ = explain(gateway)
    assert "o bot menu pediu um atendente" in queue
    assert "o destino pedido não existe (hepl), vale a fila padrão do canal" in queue


def test_handed_over_to_another_queue(clients, explain):
    ana, carla = arrive(clients, ANA), arrive(clients, CARLA)
    gateway = served(clients, ana)
    ana.send("agent.transfer.requested.v1", conversationId=gateway.conversation(), queueId="help")
    carla.accept(carla.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, carla)
    leave(ana, carla)
    story, queue, agent, _, _, _ = explain(gateway)
    assert queue.startswith("Suporte (help): ") and "; depois transferência para a fila Suporte (help)" in queue
    assert agent.startswith("Carla Reis")
    assert "Ana Souza (ana-house) pediu a transferência para a fila Suporte (help)." in story
    assert "A transferência de Ana Souza (ana-house) foi aceita." in story


def test_an_agent_logged_out_by_a_supervisor(clients, explain):
    ana, bruno = arrive(clients, ANA), arrive(clients, BRUNO)
    ana.send("agent.paused.v1")
    gateway = served(clients, bruno)
    ana.send("agent.resumed.v1")
    sara = clients.supervisor()
    sara.send("supervisor.agent.loggedout.v1", agentId=BRUNO, reason="fim de turno")
    ana.accept(ana.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    ana.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, ana)
    leave(ana)
    story, _, agent, others, _, _ = explain(gateway)
    assert "Voltou para a fila: supervisor sara: fim de turno." in story
    assert agent.startswith("Ana Souza") and "Bruno Lima (bruno-house): não estava logado no canal" in others


def test_who_gave_up_waiting(clients, explain):
    ana = arrive(clients, ANA)
    ana.send("agent.paused.v1")
    ana.expect("agent.state.changed.v1", status="paused")
    gateway = customer(clients)
    gateway.expect("conversation.queued.v1")
    gateway.leave()
    leave(ana)
    story, queue, agent, _, _, ended = explain(gateway)
    assert "havia atendente da fila logado no canal" in queue
    assert "não foi oferecida a ninguém" in agent
    assert "o cliente saiu; ninguém o atendeu antes do fim" in ended
    assert "Posição 1 na fila Financeiro (money)." in story
