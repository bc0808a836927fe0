"""What may go wrong around the pages: a gateway killed, one of two killed, the broker away, bad requests."""

import os
import signal
import subprocess

import pytest

import roles
from cable import Cable
from page import Page
from people import tidy
from processes import NODE
from test_talk import words


def served(ana, maria):
    ana.accept()
    maria.hears("Ana Souza")
    maria.say("antes")
    ana.hears("antes")


def talk_on(ana, maria):
    """Both hear each other, and everything said is there once."""
    ana.say("depois, da atendente")
    maria.say("depois, da cliente")
    for page in (ana, maria):
        page.hears("depois, da atendente")
        page.hears("depois, da cliente")
        said = words(page)
        assert len(said) == len(set(said)), said
    assert words(maria)[-3:].count("depois, da cliente") == 1
    assert [text for text in words(ana) if "depois" in text or text == "antes"] == [
        text for text in words(maria) if "depois" in text or text == "antes"]


def test_a_gateway_that_is_killed_in_mid_talk_is_not_missed(people, site):
    ana = people.console("ana", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    served(ana, maria)
    os.kill(site.gateways()[site.port], signal.SIGKILL)
    maria.say("escrita enquanto caía")
    ana.say("escrita do outro lado")
    ana.hears("escrita enquanto caía", kind="customer")
    maria.hears("escrita do outro lado", kind="agent")
    for page in (ana, maria):
        page.gone("offline")
    talk_on(ana, maria)
    ana.says("status", "Em atendimento")
    ana.wind_up()
    ana.leave()


def test_one_of_two_gateways_is_killed_and_the_other_goes_on(two):
    cable = Cable(two.port, two.port + 1)
    address = f"http://127.0.0.1:{cable.port}"
    ana, maria = roles.Console(address, "ana"), None
    try:
        ana.enter("site")
        maria = roles.Customer(address, name="maria").start("Maria").ask_for("boleto")
        served(ana, maria)
        for port in (two.port, two.port + 1):
            os.kill(two.gateways()[port], signal.SIGKILL)
            maria.say(f"enquanto {port} caía")
            ana.say(f"do outro lado, enquanto {port} caía")
            ana.hears(f"enquanto {port} caía", kind="customer")
            maria.hears(f"do outro lado, enquanto {port} caía", kind="agent")
            ana.wait("the gateway is not back", lambda one=port: one in two.gateways())
        talk_on(ana, maria)
        ana.wind_up()
        ana.leave()
    finally:
        for page in (ana, maria):
            if page:
                page.driver.quit()
        cable.close()


def test_a_broker_that_goes_and_comes_is_told_and_everything_comes_back_by_itself(people, broker):
    ana = people.console("ana", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    served(ana, maria)
    port = broker.url.rstrip("/").rsplit(":", 1)[1]
    subprocess.run([NODE, "kill", "--data", broker.data], check=True)
    try:
        for page in (ana, maria):
            page.find("offline")
            page.shoot("broker away")
        maria.say("escrita sem broker")
        ana.say("do outro lado sem broker")
    finally:
        subprocess.run([NODE, "start", "--data", broker.data, "--port", port], check=True, stdout=subprocess.PIPE)
    ana.says("line", "escrita sem broker", seconds=60)
    maria.says("line", "do outro lado sem broker", seconds=60)
    for page in (ana, maria):
        page.gone("offline")
    talk_on(ana, maria)
    ana.wind_up()
    ana.leave()


def test_what_is_too_long_is_not_sent_and_not_lost(people):
    ana = people.console("ana", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    served(ana, maria)
    for page in (maria, ana):
        page.here()
        field = page.find("message")
        page.driver.execute_script(
            "arguments[0].value = 'x'.repeat(4001);"
            "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", field)
        page.click("send")
        assert len(field.get_attribute("value")) == 4001
        assert "1 caractere" in page.text()
        page.shoot("too long")
        page.driver.execute_script(
            "arguments[0].value = 'x'.repeat(4000);"
            "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", field)
        page.click("send")
    for page in (maria, ana):
        page.wait("both long lines", lambda one=page: words(one).count("x" * 4000) == 2)
    ana.wind_up()
    ana.leave()


def test_an_unknown_channel_is_told(people, site):
    visitor = people.keep(Page(roles.open_browser((420, 720)), site.address, roles.pictures(), "stray"))
    for place in ("/widget/?tenant=acme&channel=nada", "/widget/?tenant=ninguem&channel=site", "/widget/"):
        visitor.go(place)
        visitor.find("problem")
    visitor.shoot("unknown channel")


def test_a_record_of_somebody_else_is_not_shown(people, site):
    ana = people.console("ana", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    served(ana, maria)
    protocol = ana.protocol
    ana.wind_up()
    ana.leave()
    bruno = people.console("bruno")
    bruno.go(f"/console/#/atendimentos/{protocol}")
    bruno.find("record-failed")
    bruno.shoot("a foreign record")
    assert "Maria" not in bruno.text()


@pytest.fixture(autouse=True)
def tidied(request):
    """A broken test leaves nothing to the next."""
    yield
    if "site" in request.fixturenames:
        tidy(request.getfixturevalue("site").port, "ana")
