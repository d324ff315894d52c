"""What readers type becomes a query, whatever it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import LONGEST, MOST_TERMS, Query, cleaned, folded_words, parse

FORMS = [
    ("river bridge", Query(((("river",),), (("bridge",),)))),
    ('"river bridge"', Query(((("river", "bridge"),),))),
    ("“river bridge”", Query(((("river", "bridge"),),))),
    ('"river bridge', Query(((("river", "bridge"),),))),
    ("river -bridge", Query(((("river",),),), (("bridge",),))),
    ('river -"old bridge"', Query(((("river",),),), (("old", "bridge"),))),
    ("river OR bridge", Query(((("river",), ("bridge",)),))),
    ("a OR b c", Query(((("a",), ("b",)), (("c",),)))),
    ("river or bridge", Query(((("river",),), (("or",),), (("bridge",),)))),
    ("OR river OR", Query(((("river",),),))),
    ("river river", Query(((("river",),),))),
    ("U.S.", Query(((("u", "s"),),))),
    ("-river", Query((), (("river",),))),
    ("OR", Query()),
    ("- \" * ( ) ' ^ :", Query()),
]


@pytest.mark.parametrize(("text", "query"), FORMS)
def test_query_is_read_as_it_was_typed(text: str, query: Query) -> None:
    assert parse(cleaned(text)) == query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("São", ["sao"]),
        (unicodedata.normalize("NFD", "São"), ["sao"]),
        ("मोदी", ["मोदी"]),
        ("प्रधानमंत्री", ["प्रधानमंत्री"]),
        ("Zürich-West", ["zurich", "west"]),
        ("\u200friver\u200e", ["river"]),
        ("🙂", []),
    ],
)
def test_words_lose_accents_and_keep_vowel_signs(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"-OR |“” ')), max_size=400))
def test_any_text_is_some_query_of_bounded_size(text: str) -> None:
    query = parse(cleaned(text))
    assert len(cleaned(text)) <= LONGEST
    assert len(query.groups) <= MOST_TERMS
    assert all(word.isprintable() and not set(word) & set("\"'()*:^-& ") for word in query.words)
