"""`guiche demo` as its user sees it: every flow of the manual, against a running system with the demo's directory."""

import re

import pytest

from processes import ROOT, System

DIRECTORY = ROOT / "deploy/config/demo.yaml"
STANDARD = "Fora do horário de atendimento"
PROTOCOL = re.compile(r"^\d{17}$")


@pytest.fixture(scope="module")
def demo_system(broker, tmp_path_factory):
    system = System(
        broker, tmp_path_factory.mktemp("demo"), DIRECTORY, prefix="demo", without="web-gateway"
    ).start()
    yield system
    system.stop()


def play(system, *words):
    """Runs the demonstration; returns the process and its text cut at the headings of the flows."""
    ended = system.command("demo", *words, timeout=180)
    parts = re.split(r"^Fluxo (\d): ", ended.stdout, flags=re.M)
    return ended, dict(zip(map(int, parts[1::2]), parts[2::2]))


def found(ended):
    """The rows of the table at the end, by channel."""
    rows = [re.split(r" {2,}", line.strip()) for line in ended.stdout.splitlines()]
    return {row[1]: row for row in rows if len(row) == 6 and PROTOCOL.match(row[0])}


def test_every_flow_of_the_manual(demo_system):
    ended, flows = play(demo_system)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert sorted(flows) == [1, 2, 3, 4, 5, 6]
    assert "\x1b" not in ended.stdout

    assert "resumo do bot no card" in flows[1] and "histórico do bot no registro" in flows[1]
    for number, reason in {2: "no_subjects", 3: "out_of_hours", 5: "no_agent_logged_in"}.items():
        assert STANDARD in flows[number] and f"motivo: {reason}" in flows[number], flows[number]
        assert "atendimento encerrado: refused" in flows[number]
    assert "abre em 31/12/" in flows[4] and "[E-mail*: ____]" in flows[4], flows[4]
    assert "recusado, E-mail:" in flows[4] and "recusado, Mensagem:" in flows[4], flows[4]
    assert "resposta até" in flows[4] and "atendimento encerrado: offline_form" in flows[4], flows[4]
    assert "Ana Souza está atendendo você." in flows[6] and "tempos: abertura" in flows[6], flows[6]

    rows = found(ended)
    assert {channel: row[2] for channel, row in rows.items()} == {
        "bot": "saved", "sem-assuntos": "refused", "fechado": "refused", "formulario": "offline_form",
        "sem-atendente": "refused", "site": "saved",
    }
    assert all(row[5] == "sim" for row in rows.values())


def test_one_flow_alone_and_its_protocol_is_found(demo_system):
    ended, flows = play(demo_system, "--flow", "open", "--agent", "bruno")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert list(flows) == [6] and "Bruno Lima está atendendo você." in flows[6]
    (row,) = found(ended).values()
    shown = demo_system.command("protocols", "show", row[0])
    assert "Bruno Lima está atendendo você." in shown.stdout, shown
    assert "verifies" in demo_system.command("verify", row[0]).stdout


def test_a_flow_on_a_channel_where_it_does_not_hold_fails_with_a_sentence(demo_system):
    ended, _ = play(demo_system, "--flow", "closed", "--channel", "sem-atendente")
    assert ended.returncode == 1
    assert "The refusal's reason is no_agent_logged_in" in ended.stdout, ended.stdout
    assert "Not every flow went as the manual says: closed." in ended.stderr, ended.stderr


def test_a_channel_that_is_not_there_is_a_sentence(demo_system):
    ended, _ = play(demo_system, "--flow", "nobody", "--channel", "nenhum")
    assert ended.returncode == 1 and "has no channel nenhum" in ended.stdout, ended


def test_without_the_bots_program_the_bot_flow_says_so(broker, tmp_path):
    system = System(broker, tmp_path, DIRECTORY, prefix="nobot").start()
    try:
        ended, flows = play(system, "--flow", "bot")
        assert ended.returncode == 1
        assert "nobody plays it" in flows[1] and "--without demo-bot" in flows[1], flows
    finally:
        system.stop()
