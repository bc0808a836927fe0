"""What contracts/ says of the bytes of a body: the outside truth the programs are held against."""

import json

BYTES_FROM_OTHERS = 64 * 1024
DEEPEST = 32
INTEGERS = range(-(2**63), 2**63)


class Refused(Exception):
    """The body is no JSON that contracts/README.md allows."""


class Undecided(Exception):
    """The contract leaves it open; whatever is answered is right, as long as something is."""


def refuses(contract, message_type, data):
    """True if the body is `invalid_contract`, False if it is not, None where the contract leaves it open."""
    if len(data) > BYTES_FROM_OTHERS:
        return None  # `too_large`, or `invalid_contract` where not even the sender can be read
    try:
        body = read(data)
    except Refused:
        return True
    except Undecided:
        return None
    if contract.validator(message_type).is_valid(body):
        return None if isinstance(body.get("cursor"), str) else False  # only its maker knows a cursor from another text
    # Some validators know neither leap seconds nor the year 0000; the schema itself takes them.
    return None if contract.pattern_only(message_type).is_valid(body) else True


def read(data):
    """The body as JSON, as strictly as contracts/README.md says."""
    if data.startswith(b"\xef\xbb\xbf") or b"\0" in data or depth(data) > DEEPEST:
        raise Refused
    try:
        body = json.loads(data.decode("utf-8"), object_pairs_hook=first_counts, parse_constant=refuse)
    except ValueError as error:
        raise Refused from error
    check(body)
    return body


def refuse(_word):
    raise ValueError("NaN and the infinities are no JSON")


def first_counts(pairs):
    members = {}
    for name, value in pairs:
        members.setdefault(name, value)
    return members


def depth(data):
    """How deep objects and lists nest, without any recursion."""
    deepest = level = 0
    inside = escaped = False
    for byte in data:
        if inside:
            inside = escaped or byte != 0x22
            escaped = not escaped and byte == 0x5C
        elif byte == 0x22:
            inside = True
        elif byte in b"{[":
            level += 1
            deepest = max(deepest, level)
        elif byte in b"}]":
            level -= 1
    return deepest


def check(value):
    """Raises for texts with half a surrogate pair, and for numbers that do not fit 64 bits."""
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Refused
    if isinstance(value, bool):
        return
    if isinstance(value, int) and value not in INTEGERS:
        raise Undecided
    if isinstance(value, float) and (value in (float("inf"), float("-inf")) or abs(value) >= 2**63):
        raise Undecided
    if isinstance(value, list):
        for element in value:
            check(element)
    if isinstance(value, dict):
        for name, member in value.items():
            check(name)
            check(member)
