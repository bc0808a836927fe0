"""The ledger: what was sent and confirmed, held against what was seen and what the book has."""

from collections import Counter
from dataclasses import dataclass, field

from chain import break_of, check_digit_holds


@dataclass
class Ledger:
    """What the check found. Everything but the first three must be empty."""

    conversations: int = 0
    acknowledged: int = 0
    lines: int = 0
    lost: list = field(default_factory=list)
    doubled: list = field(default_factory=list)
    reordered: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    winners: list = field(default_factory=list)
    over_capacity: list = field(default_factory=list)
    broken_chains: list = field(default_factory=list)
    unequal: list = field(default_factory=list)

    def __str__(self):
        faults = {name: value for name, value in vars(self).items() if isinstance(value, list)}
        counts = ", ".join(f"{name} {len(value)}" for name, value in faults.items())
        shown = {name: value[:3] for name, value in faults.items() if value}
        done = f"{self.conversations} conversations, {self.acknowledged} acknowledged, {self.lines} lines"
        return f"{done}; {counts} {shown}"

    def is_clean(self):
        return not any(value for value in vars(self).values() if isinstance(value, list))


def check(crowd):
    """Checks every conversation of a crowd that has come to rest."""
    ledger = Ledger(conversations=len(crowd.done))
    for conversation in crowd.done:
        transcript = read_transcript(crowd, conversation, ledger)
        check_sent(crowd.sent.get(conversation, []), transcript, conversation, ledger)
        check_seen(crowd, transcript, conversation, ledger)
    check_numbers(crowd, ledger)
    check_people(crowd, ledger)
    return ledger


def read_transcript(crowd, conversation, ledger):
    lines, after = [], 0
    while after is not None:
        page = crowd.witness.query(
            "protocols", "protocol.read.v1", timeout=20, conversationId=conversation, afterLine=after
        )
        if page.type != "protocol.document.v1":
            ledger.lost.append((conversation, page.body))
            return []
        lines += page["transcript"]
        after = page.get("nextAfterLine")
    if break_of(lines):
        ledger.broken_chains.append((conversation, break_of(lines)))
    if not check_digit_holds(page["record"]["protocol"]) or page["record"]["state"] != "saved":
        ledger.unequal.append((conversation, page["record"]))
    ledger.lines += len(lines)
    return lines


def check_sent(sent, transcript, conversation, ledger):
    ledger.acknowledged += len(sent)
    counts = Counter(line.get("messageId") for line in transcript)
    for sender, message_id, _ in sent:
        if counts[message_id] == 0:
            ledger.lost.append((conversation, sender, message_id))
        if counts[message_id] > 1:
            ledger.doubled.append((conversation, sender, message_id))
    for sender in ("customer", "agent"):
        mine = [message_id for who, message_id, _ in sent if who == sender]
        kept = [line["messageId"] for line in transcript if line.get("messageId") in set(mine)]
        if kept != [message_id for message_id in mine if counts[message_id]]:
            ledger.reordered.append((conversation, sender))


def check_seen(crowd, transcript, conversation, ledger):
    """The customer saw exactly the transcript, line by line."""
    seen = [
        (message["line"], message["text"]) for message in crowd.customers.seen
        if message.get("conversationId") == conversation and message.get("line") is not None
    ]
    if seen != [(line["line"], line["text"]) for line in transcript]:
        ledger.unequal.append((conversation, "seen", len(seen), len(transcript)))


def check_numbers(crowd, ledger):
    numbers = {}
    for message in crowd.witness.seen:
        numbers.setdefault(message["conversationId"], []).append(message["seq"])
    for conversation, seen in numbers.items():
        if seen != list(range(1, len(seen) + 1)):
            ledger.gaps.append((conversation, seen))


def check_people(crowd, ledger):
    accepted = Counter()
    for message in crowd.witness.seen:
        if message.type == "conversation.accepted.v1":
            accepted[message["conversationId"], message["offerId"]] += 1
    ledger.winners += [offer for offer, count in accepted.items() if count != 1]
    for message in crowd.agents.seen:
        if message.type == "agent.state.changed.v1" and message["active"] + message["offered"] > message["capacity"]:
            ledger.over_capacity.append(message.body)
