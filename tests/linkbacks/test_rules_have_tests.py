"""Every rule and case of the specification has a test, or stands in docs/linkbacks.md with the reason why not."""

from __future__ import annotations

import pytest

from tests.linkbacks.rules import all_ids, files_in, ids_in, ids_with_a_test, rows_below

GROUPS, OTHERWISE, MISSING = "## Rules and cases", "### Decided otherwise, and why", "### Not covered, and why"


def ids_below(heading: str) -> set[str]:
    return set().union(*(ids_in(row[0]) for row in rows_below(heading)))


def test_every_rule_has_a_test_or_a_reason() -> None:
    assert sorted(all_ids() - ids_with_a_test() - ids_below(MISSING)) == []


def test_what_is_said_to_have_no_test_has_none() -> None:
    assert ids_below(MISSING) & ids_with_a_test() == set()
    assert len(ids_below(MISSING)) < 5


def test_what_was_decided_otherwise_is_tested() -> None:
    assert ids_below(OTHERWISE) - ids_with_a_test() == set()
    assert ids_below(OTHERWISE)


def test_document_speaks_of_every_rule_once() -> None:
    groups = [ids_in(row[0]) for row in rows_below(GROUPS)]
    assert set().union(*groups) == all_ids()
    assert sum(map(len, groups)) == len(all_ids())


@pytest.mark.parametrize("heading", [OTHERWISE, MISSING])
def test_every_exception_has_its_reason(heading: str) -> None:
    assert [row for row in rows_below(heading) if not all(row)] == []


def test_files_of_the_document_are_there() -> None:
    files = [file for row in rows_below(GROUPS) for file in files_in(row[2])]
    assert [str(file) for file in files if not file.is_file()] == []
    assert len(files) > 40
