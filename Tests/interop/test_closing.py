"""Rule 9 from outside: the calendar closes while somebody waits; it closes on a minute, so this waits for one."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from agent_front_end import AgentFrontEnd
from gateway import Gateway

PREFIX = "closing"
DIRECTORY = """
tenants:
  - id: acme
    name: Acme
    timeZone: America/Sao_Paulo
    closingGraceSeconds: 2
    calendars:
      - id: soon
        weekly: {{ {week} }}
    queues: [ {{ id: fin, name: Financeiro, calendar: soon }} ]
    channels:
      - id: site
        name: Site
        type: webchat
        enabled: true
        subjects: [ {{ id: fin, label: Financeiro, queue: fin }} ]
    agents: [ {{ id: ana, name: Ana, channels: [site], queues: [fin], capacity: 1 }} ]
"""


def closing():
    """The next minute that leaves time to prepare, and how it is written in the file."""
    now = datetime.now(ZoneInfo("America/Sao_Paulo"))
    minute = (now + timedelta(seconds=80)).replace(second=0, microsecond=0)
    ends = "24:00" if minute.strftime("%H:%M") == "00:00" else minute.strftime("%H:%M")
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return minute, ", ".join(f'{day}: ["00:00-{ends}"]' for day in days)


def test_who_waits_keeps_his_place_for_a_while_and_who_is_served_is_not_cut(new_system, broker, contract, tmp_path):
    end, week = closing()
    directory = tmp_path / "directory.yaml"
    directory.write_text(DIRECTORY.format(week=week), encoding="utf-8")
    new_system(directory=directory, prefix=PREFIX)
    # Class attributes of the clients: the prefix is the system's.
    clients = [type("Closing" + kind.__name__, (kind,), {"prefix": PREFIX}) for kind in (Gateway, AgentFrontEnd)]
    gateways, agents = clients
    with agents(broker.url, contract, "ana") as ana, gateways(broker.url, contract) as served, \
            gateways(broker.url, contract) as waiting:
        ana.log_in("site")
        ana.expect("agent.state.changed.v1", status="available")
        for gateway in (served, waiting):
            gateway.start()
            gateway.expect("conversation.subjects.offered.v1")
            gateway.select("fin")
            gateway.expect("conversation.queued.v1")
        ana.accept(ana.expect("conversation.offered.v1", conversationId=served.conversation()))
        served.expect("conversation.accepted.v1")
        left = (end - datetime.now(end.tzinfo)).total_seconds()
        assert left > 0, "the preparation took too long"
        waiting.expect_nothing("conversation.refused.v1", left + 1)
        refused = waiting.expect("conversation.refused.v1")
        late = (datetime.now(end.tzinfo) - end).total_seconds()
        assert refused["reason"] == "out_of_hours" and refused["nextOpenAt"]
        assert 2 <= late < 4, f"the place was kept for {late} s"
        waiting.expect("conversation.closed.v1", outcome="refused")
        ana.say(served.conversation(), "continuamos")
        served.expect("conversation.message.v1", text="continuamos")
        time.sleep(0.1)
        ana.finish(served.conversation())
        served.expect("conversation.finished.v1")
