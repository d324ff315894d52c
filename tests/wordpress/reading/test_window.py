"""Reading does not depend on where the chunks of a file end, and holds no more of it than it says."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wordpress.reading import BadItem
from articles.wordpress.reading.names import STANDARD
from articles.wordpress.reading.outside import Outside
from articles.wordpress.reading.part_reading import PartReading, Piece
from articles.wordpress.reading.window import Window
from tests.wordpress.exports import export, item

CONTENT = export(
    item(1, content="]] <item> ]]]]><![CDATA[>"),
    "<!-- <item><wp:post_id>9</wp:post_id></item> -->",
    item(2, title="A & B"),
    item(3).removesuffix("</item>"),
    item(4),
).getvalue()


def pieces(content: bytes, **limits: int) -> list[Piece]:
    return list(PartReading(Window(BytesIO(content), **limits), 0, STANDARD, "").pieces(0))


def places(found: list[Piece]) -> list[object]:
    """Each piece by where it starts; what stands outside by its notes."""
    return [one.notes if isinstance(one, Outside) else (type(one), one.after) for one in found]


@given(st.integers(1, 200))
def test_chunk_borders_fall_anywhere(chunk: int) -> None:
    assert places(pieces(CONTENT, chunk=chunk)) == places(pieces(CONTENT))


def test_item_that_is_too_long_is_reported_and_passed_over() -> None:
    content = export(item(1), item(2, content="long " * 2000), item(3)).getvalue()
    found = [one for one in pieces(content, longest=4000, chunk=500) if not isinstance(one, Outside)]
    assert [isinstance(one, BadItem) for one in found] == [False, True, False]
    assert str(found[1]) == "The item “A story” is longer than any item that is read."


def test_long_stretch_without_items_is_passed_over() -> None:
    content = export(item(1), "<!-- " + "x" * 20_000 + " -->", item(2)).getvalue()
    found = [one for one in pieces(content, longest=4000, chunk=500) if not isinstance(one, Outside)]
    assert len(found) == 2


FINDS = [("ab", 0, 0), ("ab", 1, 6), ("ab", 7, -1), ("ef", 0, 4), ("x", 0, -1)]


@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_tokens_are_found_forwards_and_backwards(chunk: int) -> None:
    window = Window(BytesIO(b"abcdefab"), chunk=chunk)
    for token, at, found in [*FINDS, *reversed(FINDS)]:
        assert window.find(token.encode(), at) == found


def test_what_is_done_is_let_go() -> None:
    window = Window(BytesIO(b"x" * 100 + b"ab" + b"y" * 900), chunk=50)
    assert window.find(b"ab", 0) == 100
    window.forget(100)
    assert window.find(b"z", 100) == -1
    assert (window.cut(100, 102), window.end, window.has_ended) == (b"ab", 1002, True)


def test_what_was_let_go_of_is_cut_off() -> None:
    window = Window(BytesIO(b"0123456789"), start=10)
    window.at_least(20)
    assert (window.cut(5, 14), window.cut(0, 8), window.cut(18, 30)) == (b"0123", b"", b"89")
