"""The verifier itself: it accepts what is whole and names the first line that is not."""

import copy

from chain import break_of, canonical, check_digit_holds, sha256


def chain_of(*texts):
    lines, previous = [], "0" * 64
    for number, text in enumerate(texts, 1):
        salt = f"{number:032x}"
        line = {"line": number, "at": "2026-01-02T03:04:05.006Z", "from": {"kind": "agent", "id": "ana", "name": "Ana"}}
        line |= {"text": text, "salt": salt, "textHash": sha256(bytes.fromhex(salt), text.encode())}
        hashed = {name: line[name] for name in ("at", "line", "textHash")} | {"from": {"kind": "agent", "id": "ana"}}
        previous = line["hash"] = sha256(previous.encode(), canonical(hashed))
        lines.append(line)
    return lines


def test_a_whole_chain_holds_also_without_an_erased_text():
    lines = chain_of("Olá", "ção 😀", "fim")
    assert break_of(lines) is None
    del lines[1]["text"], lines[1]["salt"], lines[1]["from"]["name"]
    assert break_of(lines) is None


def test_what_is_changed_missing_or_doubled_is_found():
    whole = chain_of("a", "b", "c")
    changed = copy.deepcopy(whole)
    changed[1]["text"] = "B"
    assert break_of(changed)[0] == 2
    assert break_of(whole[:1] + whole[2:])[0] == 2
    assert break_of(whole[:2] + whole[1:])[0] == 3


def test_the_check_digit_of_damm():
    assert check_digit_holds("5724")
    assert not check_digit_holds("5742")
