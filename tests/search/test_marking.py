"""Snippets show where the words stand, as text and never as markup."""

from __future__ import annotations

import pytest

from articles.search.marking import BEFORE, LENGTH, Piece, snippet

SAID = [
    ("<p>Nothing of it.</p>", ["ferry"], ""),
    ("<p>The ferries of <b>São</b> Paulo.</p>", ["ferry", "sao"], "The [ferries] of [São] Paulo."),
    ("<p>कल मोदी ने कहा</p>", ["मोदी"], "कल [मोदी] ने कहा"),
    ("<p>a &lt;script&gt; ferry</p>", ["ferry"], "a <script> [ferry]"),
]


def shown(pieces: list[Piece]) -> str:
    return "".join(f"[{text}]" if is_found else text for text, is_found in pieces)


@pytest.mark.parametrize(("body", "words", "expected"), SAID)
def test_words_are_marked_where_they_stand(body: str, words: list[str], expected: str) -> None:
    assert shown(snippet(body, words)) == expected


def test_long_text_is_cut_round_the_first_word() -> None:
    found = shown(snippet(f"<p>{'before ' * 90}ferry{' after' * 90}</p>", ["ferry"]))
    assert found.startswith("… before ")
    assert found.endswith(" after …")
    assert BEFORE < len(found) <= LENGTH + 20
