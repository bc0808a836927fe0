"""Rule 1: a closed queue with a web form."""

import time
from datetime import datetime, timedelta

import pytest

from test_flows import STANDARD_TEXT, picked


@pytest.fixture
def gateway(clients):
    """A customer who was refused with a form."""
    gateway = picked(clients, "papers")
    gateway.refused = gateway.expect("conversation.refused.v1")
    return gateway


def recorded(gateway, number, timeout=5):
    """The record once the book has it closed; it may be a moment behind the events."""
    deadline = time.monotonic() + timeout
    while True:
        record = gateway.query("protocols", "protocol.read.v1", number=number)["record"]
        if record["state"] != "open" or time.monotonic() > deadline:
            return record


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def test_the_refusal_brings_the_form_and_the_conversation_stays_open(gateway):
    refused = gateway.refused
    assert refused["text"] == STANDARD_TEXT and refused["reason"] == "out_of_hours"
    assert refused["form"] == {
        "formId": "contact", "title": "Fale conosco", "fields": [
            {"id": "email", "label": "E-mail", "type": "email", "required": True},
            {"id": "texto", "label": "Mensagem", "type": "text", "required": True, "maxLength": 40},
            {"id": "phone", "label": "Telefone", "type": "phone", "required": False},
        ],
    }
    gateway.expect_nothing("conversation.closed.v1")


def test_an_invalid_form_is_answered_field_by_field_and_a_corrected_one_is_recorded(gateway):
    command = gateway.submit(email="maria", texto="x" * 41)
    rejection = gateway.expect_rejection("invalid_form", command)
    assert set(rejection["details"]) == {"email", "texto"}
    assert all(isinstance(sentence, str) and sentence for sentence in rejection["details"].values())

    gateway.submit(email="maria@example.com", texto="Liguem depois das 14h, por favor", phone="(11) 98765-4321")
    received = gateway.expect("conversation.form.received.v1")
    assert received["protocol"] in received["text"]
    assert instant(received["dueAt"]) - instant(received["at"]) == timedelta(days=7)
    assert gateway.expect("conversation.closed.v1")["outcome"] == "offline_form"

    record = recorded(gateway, received["protocol"])
    assert record["state"] == "offline_form" and record["dueAt"] == received["dueAt"]
    assert record["customer"]["email"] == "maria@example.com" and record["customer"]["phone"] == "(11) 98765-4321"
    values = {field["id"]: field["value"] for field in record["service"]["form"]["fields"]}
    assert values["texto"] == "Liguem depois das 14h, por favor"
    assert record["queueId"] == "papers" and record["subjectId"] == "papers"


def test_a_form_is_found_by_its_words_its_state_and_its_customer(gateway):
    gateway.submit(email="jose@example.com", texto="Devolução urgentíssima do aparelho")
    number = gateway.expect("conversation.form.received.v1")["protocol"]
    gateway.expect("conversation.closed.v1")
    assert recorded(gateway, number)["state"] == "offline_form"
    for condition in (
        {"number": number}, {"text": "devolucao URGENTISSIMA"}, {"customer": "jose@example.com"},
        {"state": "offline_form", "queueId": "papers"},
    ):
        found = gateway.query("protocols", "protocol.search.v1", limit=100, **condition)["items"]
        assert number in [item["protocol"] for item in found], condition


def test_the_same_submission_again_has_no_second_effect(gateway):
    command = gateway.submit(email="maria@example.com", texto="Oi")
    gateway.expect("conversation.form.received.v1")
    gateway.submit(command, email="maria@example.com", texto="Oi")
    gateway.expect_nothing("conversation.form.received.v1")
    gateway.expect_rejection("conversation_closed", gateway.submit(email="maria@example.com", texto="Oi de novo"))


def test_another_subject_may_be_picked_instead(gateway):
    gateway.select("never")
    assert "form" not in gateway.expect("conversation.refused.v1").body
    gateway.expect("conversation.closed.v1", outcome="refused")


def test_a_form_that_was_not_offered_is_in_the_wrong_state(clients):
    gateway = clients.gateway(channel="hours")
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.expect_rejection("wrong_state", gateway.submit(email="maria@example.com", texto="Oi"))
