"""What readers see of typed dashes and dots: E50 of the specification."""

from __future__ import annotations

import pytest

from articles import body

SHOWN = [
    ("E50-two-hyphens", "<p>in Mosul -- the city</p>", "<p>in Mosul — the city</p>"),
    ("E50-three-hyphens", "<p>one---two</p>", "<p>one—two</p>"),
    ("E50-dots", "<p>and then...</p>", "<p>and then…</p>"),
    ("E50-drawn-line", "<p>----- .....</p>", "<p>----- .....</p>"),
    ("E50-one-hyphen", "<p>well-known. (c)</p>", "<p>well-known. (c)</p>"),
    ("E50-code", "<p><code>i--</code> and --</p>", "<p><code>i--</code> and —</p>"),
    ("E50-pre", "<pre>i--; ...</pre>", "<pre>i--; ...</pre>"),
    ("E50-marked", "<p><strong>a --</strong> b</p>", "<p><strong>a —</strong> b</p>"),
    ("E50-address", '<p><a href="/a--b">a--b</a></p>', '<p><a href="/a--b">a—b</a></p>'),
]


@pytest.mark.parametrize(("stored", "shown"), [pytest.param(*row[1:], id=row[0]) for row in SHOWN])
def test_typed_characters_are_set_when_shown(stored: str, shown: str) -> None:
    assert body.render(stored, lambda place: "", lambda place: "") == shown


def test_E50_stored_text_stays_as_it_was_typed() -> None:
    assert body.clean("<p>in Mosul -- the city...</p>").html == "<p>in Mosul -- the city...</p>"
