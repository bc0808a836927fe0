"""The ledger: what was sent and confirmed, held against what was seen and what the book has."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from chain import break_of, check_digit_holds

SHOWN = 3  # findings of a kind that are printed


@dataclass
class Evidence:
    """What the people of a run said and saw."""

    sent: dict = field(default_factory=dict)  # conversation: [(sender, message-id)], in the order it was said
    refused: dict = field(default_factory=dict)  # message-id: the code of its rejection
    done: set = field(default_factory=set)  # conversations that the customer saw closed
    customers_saw: dict = field(default_factory=lambda: defaultdict(list))  # conversation: [(line, text)]
    numbers: dict = field(default_factory=lambda: defaultdict(list))  # conversation: every `seq`, as it came
    accepted: Counter = field(default_factory=Counter)  # (conversation, offer): how often accepted
    over_capacity: list = field(default_factory=list)  # agents' states with more than their capacity
    reserved: dict = field(default_factory=dict)  # agent: (active, offered), the last that was told


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
    over_assigned: list = field(default_factory=list)
    leaked: list = field(default_factory=list)
    broken_chains: list = field(default_factory=list)
    unequal: list = field(default_factory=list)

    @property
    def faults(self):
        return {name: value for name, value in vars(self).items() if isinstance(value, list)}

    def __str__(self):
        counts = ", ".join(f"{name} {len(value)}" for name, value in self.faults.items())
        shown = {name: value[:SHOWN] for name, value in self.faults.items() if value}
        done = f"{self.conversations} conversations, {self.acknowledged} acknowledged, {self.lines} lines"
        return f"{done}; {counts} {shown or ''}".rstrip()

    def is_clean(self):
        return not any(self.faults.values())


def check(evidence, reader):
    """Checks every conversation of people who have come to rest; `reader` asks the book."""
    ledger = Ledger(conversations=len(evidence.done))
    for conversation in sorted(evidence.done):
        transcript = read_transcript(reader, conversation, ledger)
        check_sent(evidence, transcript, conversation, ledger)
        check_seen(evidence.customers_saw[conversation], transcript, conversation, ledger)
    check_numbers(evidence, ledger)
    check_people(evidence, ledger)
    return ledger


def read_transcript(reader, conversation, ledger):
    lines, after = [], 0
    while after is not None:
        page = reader.query("protocols", "protocol.read.v1", timeout=20, conversationId=conversation, afterLine=after)
        if page.type != "protocol.document.v1":
            ledger.lost.append((conversation, page.body))
            return []
        lines += page["transcript"]
        after = page.get("nextAfterLine")
    if break_of(lines):
        ledger.broken_chains.append((conversation, break_of(lines)))
    if not check_digit_holds(page["record"]["protocol"]) or page["record"]["state"] != "saved":
        ledger.unequal.append((conversation, page["record"]["state"], page["record"]["protocol"]))
    ledger.lines += len(lines)
    return lines


def check_sent(evidence, transcript, conversation, ledger):
    """Everything confirmed is a line exactly once, unless it was refused with a code; each side's lines in order."""
    sent = evidence.sent.get(conversation, [])
    ledger.acknowledged += len(sent)
    counts = Counter(line.get("messageId") for line in transcript)
    for sender, message_id in sent:
        if counts[message_id] == 0 and message_id not in evidence.refused:
            ledger.lost.append((conversation, sender, message_id))
        if counts[message_id] > (0 if message_id in evidence.refused else 1):
            ledger.doubled.append((conversation, sender, message_id))
    for sender in sorted({who for who, _ in sent}):
        said = [message_id for who, message_id in sent if who == sender]
        kept = [line["messageId"] for line in transcript if line.get("messageId") in set(said)]
        if kept != [message_id for message_id in said if counts[message_id]]:
            ledger.reordered.append((conversation, sender))


def check_seen(seen, transcript, conversation, ledger):
    """The customer saw exactly the transcript, line by line."""
    if seen != [(line["line"], line["text"]) for line in transcript]:
        ledger.unequal.append((conversation, "seen", len(seen), len(transcript)))


def check_numbers(evidence, ledger):
    """Whoever sees everything about a conversation sees its numbers without gaps, and in order."""
    for conversation, seen in evidence.numbers.items():
        if sorted(seen) != list(range(1, len(seen) + 1)):
            ledger.gaps.append((conversation, seen))
        elif seen != sorted(seen):
            ledger.reordered.append((conversation, "events", seen))


def check_people(evidence, ledger):
    ledger.winners += [offer for offer, count in evidence.accepted.items() if count != 1]
    ledger.over_assigned += evidence.over_capacity
    for agent, (active, offered) in evidence.reserved.items():
        if active or offered:
            ledger.leaked.append((agent, active, offered))
