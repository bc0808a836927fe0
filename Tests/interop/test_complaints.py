"""`Tests/complaints.md`: every complaint has a test, and every test it names exists."""

import pathlib
import re

import pytest

TESTS = pathlib.Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| (T\d\d) \| .+ \| `([A-Za-z_/]+\.(?:swift|py))`: (.+) \|$")
ROWS = [ROW.match(line) for line in (TESTS / "complaints.md").read_text(encoding="utf-8").splitlines()]
NAMED = [row.groups() for row in ROWS if row]


def test_every_number_once():
    assert [number for number, _, _ in NAMED] == [f"T{number:02}" for number in range(1, 60)]


@pytest.mark.parametrize("number, file, name", NAMED)
def test_the_test_exists(number, file, name):
    text = (TESTS / file).read_text(encoding="utf-8")
    if file.endswith(".py"):
        assert f"def {name}(" in text, f"{number}: {file} has no {name}"
    else:
        assert f"func `{name}`" in text or f'@Test("{name}"' in text, f"{number}: {file} has no test {name}"
