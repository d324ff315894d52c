"""Mistyped words lead to others that stand in headlines which readers may see."""

from __future__ import annotations

import pytest

from articles.search import cleaned, parse, suggestion
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor", "harbour"),
        ("harbur bridge", "harbour bridge"),
        ("Harbour", ""),
        ("zzzzzz", ""),
        ("ab", ""),
        ("", ""),
        ("प्रधानमंतरी", "प्रधानमंत्री"),
    ],
)
def test_misspelt_word_suggests_the_nearest(typed: str, meant: str) -> None:
    make_article("Harbour: the bridge, “opened”")
    make_article("प्रधानमंत्री ने कहा")
    assert suggestion(parse(cleaned(typed))) == meant


def test_words_of_drafts_are_told_to_nobody() -> None:
    make_article("Embezzlement", status="draft")
    make_article("Harbour")
    assert suggestion(parse("embezzlemant")) == ""
    assert suggestion(parse("harbuor")) == "harbour"
