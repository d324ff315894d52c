"""One line of plain text from anything; E7 and H71 of the specification."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.plain_text import cropped, is_one_line

FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(" a\n\tb\u2028c ", "a b c", id="E7-one-line"),
        pytest.param("a\0b\x1bc\x85d", "abc d", id="E7-controls"),
        pytest.param("\u202egpj.exe\u2066!\u200f", "gpj.exe!", id="H71-direction"),
        pytest.param("pa\u200byp\ufeffal\xad", "paypal", id="E7-zero-width"),
        pytest.param("e\u0301", "é", id="E7-NFC"),
        pytest.param("क्\u200dष", "क्\u200dष", id="E7-joiner-that-spells"),
        pytest.param("a\u200d\u200d\u200db \u200d c\u200c", "a\u200db c", id="E7-idle-joiners"),
        pytest.param(FAMILY, FAMILY, id="H71-emoji"),
        pytest.param("<b>&amp;", "<b>&amp;", id="E7-escaped-at-output-only"),
        pytest.param("\ud800a", "a", id="E7-surrogate"),
    ],
)
def test_text_is_made_plain(text: str, shown: str) -> None:
    assert cropped(text, 50) == shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        pytest.param("abcdef", 6, "abcdef", id="fits"),
        pytest.param("abcdef", 5, "abcde…", id="cut"),
        pytest.param("abcd ef", 5, "abcd…", id="space-at-the-cut"),
        pytest.param("abहि", 3, "ab…", id="mark-stays-with-its-letter"),
        pytest.param("aक्ष", 3, "a…", id="conjunct-stays-whole"),
        pytest.param("a" + FAMILY, 3, "a…", id="emoji-stays-whole"),
        pytest.param("a👍🏽", 2, "a…", id="skin-tone-stays"),
        pytest.param("a" + "\u0301" * 9_000, 3, "á\u0301\u0301…", id="H71-zalgo-is-cut-anyway"),
    ],
)
def test_crop_keeps_letters_whole(text: str, longest: int, shown: str) -> None:
    assert cropped(text, longest) == shown


@given(st.text(max_size=80), st.integers(1, 20))
def test_crop_never_exceeds_its_limit(text: str, longest: int) -> None:
    line = cropped(text, longest)
    assert len(line) <= longest + 1
    assert not [character for character in line if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")]
    assert is_one_line(line)


@pytest.mark.parametrize("text", ["a\nb", " a", "a  b", "a\0", "a\u2028b", "\u202ea", "\ud800", "a\tb", "a\x1fb"])
def test_E7_what_is_not_plain_is_noticed(text: str) -> None:
    assert (is_one_line(text), is_one_line("क्\u200dष b")) == (False, True)
