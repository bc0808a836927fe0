"""Verifies a protocol without any of Guichê's code: the check digit of its number and the hash chain of its lines."""

import hashlib
import json

# The quasigroup of Damm's thesis; a number is right when it leads from 0 to 0.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2), (7, 0, 9, 2, 1, 5, 4, 8, 6, 3), (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6), (6, 1, 2, 3, 0, 4, 5, 9, 7, 8), (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4), (8, 9, 4, 5, 3, 6, 2, 0, 1, 7), (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit_holds(number):
    interim = 0
    for digit in number:
        interim = DAMM[interim][int(digit)]
    return interim == 0


def canonical(value):
    """RFC 8785 for what the chain hashes: objects of ASCII keys, strings and small whole numbers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()


def break_of(transcript):
    """The number of the first line that does not fit, with why, or None when the whole chain holds."""
    previous = "0" * 64
    for expected, line in enumerate(transcript, 1):
        if line["line"] != expected:
            return expected, f"the line is numbered {line['line']}"
        if "text" in line and line["textHash"] != sha256(bytes.fromhex(line["salt"]), line["text"].encode()):
            return expected, "the text is not the one that was hashed"
        sender = {name: line["from"][name] for name in ("kind", "id") if name in line["from"]}
        if sender["kind"] not in ("agent", "bot"):
            sender.pop("id", None)
        link = {"at": line["at"], "from": sender, "line": line["line"], "textHash": line["textHash"]}
        if line["hash"] != sha256(previous.encode("ascii"), canonical(link)):
            return expected, "the hash does not follow from the line before"
        previous = line["hash"]
    return None
