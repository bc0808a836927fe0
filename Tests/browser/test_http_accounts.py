"""Accounts: who may do and see what, and what a browser of another site can't do."""

import base64
import hashlib
import hmac
import json
import os
import re
import signal
import time

import pytest

from conftest import SECRET
from http_client import Http
from people import Agent, served

LONG = 3600


def signed(claims, secret=SECRET, algorithm="HS256"):
    """A cookie like the gateway's: a JWT."""
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")
    body = part({"alg": algorithm, "typ": "JWT"}) + b"." + part(claims)
    seal = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return f"guiche_session={(body + b'.' + base64.urlsafe_b64encode(seal).rstrip(b'=')).decode()}"


def claims_of(cookie):
    part = cookie.split("=", 1)[1].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@pytest.fixture
def ana(site):
    browser = Http(site.port)
    assert browser.log_in("ana").status == 200
    return browser


def test_the_cookie_is_for_this_site_and_no_script(site):
    answer = Http(site.port).log_in("ana")
    cookie = answer.headers["Set-Cookie"]
    assert answer.json == {"kind": "agent"}
    for word in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"):
        assert word in cookie
    assert "guiche-demo" not in cookie


def test_behind_a_proxy_that_encrypts_the_cookie_is_for_encrypted_connections(site):
    body = {"tenant": "acme", "user": "ana", "password": "guiche-demo"}
    answer = Http(site.port).post("/api/login", body, X_Forwarded_Proto="https")
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("user, password", [("ana", "guiche-dem"), ("ana", ""), ("nobody", "guiche-demo"),
                                            ("a*", "guiche-demo"), ("ana", "x" * 2000)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(site, user, password):
    browser = Http(site.port, address=f"192.0.2.{len(user) + len(password) % 97}")
    answer = browser.log_in(user, password)
    assert (answer.status, answer.json["code"]) == (401, "wrong_password")
    assert browser.cookie is None


def test_guessing_is_slowed_down_for_the_address_and_locks_nobody_out(site):
    answers = [Http(site.port, address="192.0.2.200").log_in("ana", "wrong") for _ in range(40)]
    assert [answer.status for answer in answers[:20]] == [401] * 20
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) >= 10 and int(refused[0].headers["Retry-After"]) >= 1
    assert Http(site.port, address="192.0.2.201").log_in("ana").status == 200


@pytest.mark.parametrize("change", [
    {"exp": time.time() - 1}, {"sub": "nobody"}, {"tenant": "other"}, {"kind": "supervisor"}, {"password": "0" * 16}])
def test_a_cookie_that_says_something_else_is_none(site, ana, change):
    claims = claims_of(ana.cookie)
    ana.cookie = signed(claims)
    assert ana.get("/api/me").status == 200
    ana.cookie = signed(claims | change)
    assert (ana.get("/api/me").status, ana.get("/api/agent/events").status) == (401, 401)


def test_a_cookie_that_somebody_else_signed_is_none(site, ana):
    claims = claims_of(ana.cookie)
    unsigned = signed(claims, algorithm="none").rsplit(".", 1)[0] + "."
    for cookie in (signed(claims, secret="x" * 40), unsigned, "guiche_session=x", ""):
        ana.cookie = cookie
        assert ana.get("/api/me").status == 401


def test_leaving_takes_the_cookie_away(site, ana):
    answer = ana.post("/api/logout", {})
    assert answer.status == 200 and "Max-Age=0" in answer.headers["Set-Cookie"]


def test_a_new_password_ends_every_session_and_stream_of_the_old_one(site):
    browser = Http(site.port)
    browser.log_in("carla", tenant="acme")
    stream = browser.stream("/api/agent/events")
    stream.expect("agent.snapshot.v1")
    before = site.directory.read_text("utf-8")
    changed = site.system.command("passwd")
    assert changed.returncode != 0  # nothing on standard input
    try:
        lines = before.splitlines()
        at = next(number for number, line in enumerate(lines) if "id: carla" in line)
        at = next(number for number in range(at, len(lines)) if "password:" in lines[number])
        lines[at] = re.sub(r"[A-Za-z0-9+/]{43}", "A" * 43, lines[at])
        site.directory.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.kill(site.system.process.pid, signal.SIGHUP)
        deadline = time.monotonic() + 10
        while browser.get("/api/me").status != 401:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert stream.ended.wait(12)
    finally:
        site.directory.write_text(before, encoding="utf-8")
        os.kill(site.system.process.pid, signal.SIGHUP)


def test_everybody_acts_and_sees_only_as_himself(site):
    ana, carla, rui = Agent(site.port), Agent(site.port, "carla"), Http(site.port)
    rui.log_in("rui")
    ana.arrive("site")
    carla.arrive("site")
    _, _, card = served(site.port, ana)
    conversation, number = card["conversationId"], card["protocol"]
    # Carla signs in Ana's name: the gateway puts her own there.
    forged = {"id": "forged", "type": "agent.message.sent.v1",
              "data": {"agentId": "ana", "conversationId": conversation, "text": "falso"}}
    assert carla.post("/api/agent/commands", forged).status == 202
    assert carla.events.expect("command.rejected.v1", commandId="forged")["code"] == "not_your_conversation"
    ana.end(card)
    assert [one["protocol"] for one in ana.get(f"/api/protocols?number={number}").json["items"]] == [number]
    assert carla.get(f"/api/protocols?number={number}&agentId=ana").json["items"] == []
    for path in (f"protocols/{number}", f"protocols/{number}/explanation", f"conversations/{conversation}/record",
                 f"agent/conversations/{conversation}/events"):
        assert ana.get(f"/api/{path}").status == 200
        assert carla.get(f"/api/{path}").status == 404, path
    assert rui.get(f"/api/protocols/{number}").status == 200
    for path in ("/api/queues", "/api/supervisor/events"):
        assert carla.get(path).status == 403
    assert rui.get("/api/agent/events").status == 403
    assert rui.post("/api/agent/commands", forged).status == 403
    carla.leave()
    ana.leave()


def test_without_a_sign_in_nothing_is_told(site):
    nobody = Http(site.port)
    for path in ("me", "agent/events", "supervisor/events", "protocols", "protocols/1", "queues",
                 "conversations/x/record", "agent/conversations/x/events"):
        answer = nobody.get(f"/api/{path}")
        assert (answer.status, answer.json["code"]) == (401, "not_signed_in"), path
    for who in ("agent", "supervisor"):
        assert nobody.post(f"/api/{who}/commands", {"id": "1", "type": "x", "data": {}}).status == 401


def test_the_consoles_are_shown_only_to_whom_they_are_for(site, ana):
    nobody = Http(site.port)
    for page in ("/console/", "/supervisor/", "/console/index.html", "/con%73ole/"):
        answer = nobody.get(page)
        assert (answer.status, answer.headers["Location"]) == (303, "/login/"), page
    assert ana.get("/console/").status == 200
    assert ana.get("/supervisor/").status == 303


def test_a_page_of_another_site_can_do_nothing(site, ana):
    body = {"id": "m1", "type": "agent.paused.v1", "data": {}}
    path = "/api/agent/commands"
    assert ana.post(path, body, Sec_Fetch_Site="cross-site").status == 403
    assert ana.post(path, body, Sec_Fetch_Site="same-site").status == 403
    assert ana.post(path, body, Origin="https://evil.example").status == 403
    assert ana.post(path, body, Origin="null").status == 403
    assert ana.post(path, body, Content_Type="text/plain").status == 400
    assert ana.post(path, body, Content_Type="application/x-www-form-urlencoded").status == 400
    assert ana.post(path, body, Sec_Fetch_Site="same-origin", Origin=site.address).status == 202


@pytest.mark.parametrize("page, ancestors", [
    ("/login/", "'none'"), ("/demo/", "'none'"), ("/demo/acme/site", "'none'"), ("/console/", "'none'"),
    ("/widget/", "*"), ("/api/companies", "'none'"), ("/nothing", "'none'")])
def test_every_answer_forbids_scripts_in_markup_and_being_framed(site, ana, page, ancestors):
    policy = ana.get(page).headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'",
                 "require-trusted-types-for 'script'", f"frame-ancestors {ancestors}"):
        assert part in policy
    assert "unsafe" not in policy
    assert ana.get(page).headers["X-Content-Type-Options"] == "nosniff"


def test_paths_out_of_the_folder_are_refused(site):
    for path in ("/../Package.swift", "/%2e%2e/%2e%2e/etc/passwd", "/lib/../../x", "/.git/config"):
        assert Http(site.port).get(path).status in (400, 404)
