"""The table in docs/pages.md speaks of every rule once, and of tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "pages.md").read_text("utf-8")
_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(test_\w+)`")
UNTESTED = {46, 48}


def names_of_tests() -> set[str]:
    sources = (file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    return {name for source in sources for name in re.findall(r"^def (test_\w+)\(", source, re.MULTILINE)}


def test_every_rule_has_one_row() -> None:
    assert [int(number) for number, _how, _held in _ROW.findall(TABLE)] == list(range(1, 65))


def test_every_test_that_is_named_is_there() -> None:
    named = set(_TEST.findall(TABLE))
    assert len(named) > 80
    assert named - names_of_tests() == set()


def test_test_of_a_rule_stands_in_its_row() -> None:
    rows = {int(number): set(_TEST.findall(held)) for number, _how, held in _ROW.findall(TABLE)}
    of_rules = {(int(name[10:12]), name) for name in names_of_tests() if re.match(r"test_rule_\d\d_", name)}
    assert [name for number, name in sorted(of_rules) if name not in rows[number]] == []


def test_what_has_no_test_says_so() -> None:
    said = {int(number) for number, _how, held in _ROW.findall(TABLE) if held == "no test"}
    assert said == UNTESTED
