"""Cursors: what is written is read again, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.cursor import BadCursor, Cursor, parse

moments = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
cursors = st.builds(Cursor, st.sampled_from(["before", "after"]), moments, st.integers(1, 10**17))


@given(cursors, st.text())
def test_token_is_read_again(cursor: Cursor, address: str) -> None:
    assert parse(cursor.token(address), address) == cursor


@given(cursors)
def test_token_is_good_for_its_list_only(cursor: Cursor) -> None:
    with pytest.raises(BadCursor):
        parse(cursor.token("/world/"), "/sport/")


@given(st.text())
def test_any_other_text_is_refused(token: str) -> None:
    with pytest.raises(BadCursor):
        parse(token, "/world/")


def test_token_is_short_and_readable() -> None:
    cursor = Cursor("before", datetime(2016, 10, 20, 1, 53, tzinfo=UTC), 42)
    assert cursor.token("/world/").startswith("before-20161020T015300-42-")
    assert len(cursor.token("/world/")) < 40
