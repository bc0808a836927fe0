"""`Tests/complaints.md` and `Tests/rules.md`: every complaint and every rule has a test, and every test they name is
there."""

import pathlib
import re

import pytest

TESTS = pathlib.Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| ([TR]\d\d) \| .+ \| `([A-Za-z_/]+\.(?:swift|py))`: (.+) \|$")


def rows(table):
    lines = (TESTS / table).read_text(encoding="utf-8").splitlines()
    return [row.groups() for row in map(ROW.match, lines) if row]


@pytest.mark.parametrize("table, letter, count", [("complaints.md", "T", 59), ("rules.md", "R", 25)])
def test_every_number_once(table, letter, count):
    assert [number for number, _, _ in rows(table)] == [f"{letter}{number:02}" for number in range(1, count + 1)]


@pytest.mark.parametrize("number, file, name", rows("complaints.md") + rows("rules.md"))
def test_the_test_exists(number, file, name):
    text = (TESTS / file).read_text(encoding="utf-8")
    if file.endswith(".py"):
        assert f"def {name}(" in text, f"{number}: {file} has no {name}"
    else:
        assert f"func `{name}`" in text or f'@Test("{name}"' in text, f"{number}: {file} has no test {name}"
