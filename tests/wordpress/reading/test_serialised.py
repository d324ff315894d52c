"""PHP's serialised values: exact in bytes, and never an object."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wordpress.reading import unserialised

READ = [
    ("i:-5;", -5),
    ("d:0.5;", 0.5),
    ("d:1.0E+25;", 1e25),
    ("b:1;", True),
    ('s:0:"";', ""),
    ('s:3:"a"b";', 'a"b'),
    ('a:0:{}', {}),
    ('a:2:{i:0;s:1:"x";s:1:"k";a:1:{i:7;N;}}', {0: "x", "k": {7: None}}),
    ('s:13:"¯\\_(ツ)_/¯";', "¯\\_(ツ)_/¯"),
    ('a:1:{s:1:"s";s:8:"s:1:"x";";}', {"s": 's:1:"x";'}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ)
def test_E139_value_is_read(text: str, value: object) -> None:
    assert unserialised(text) == value


REFUSED = [
    ("wrong length", 's:4:"abc";'),
    ("characters for bytes", 's:9:"¯\\_(ツ)_/¯";'),
    ("half a letter", 's:1:"é";'),
    ("an object", 'O:8:"stdClass":0:{}'),
    ("an object inside", 'a:1:{i:0;O:8:"stdClass":0:{}}'),
    ("a class of its own", 'C:1:"A":0:{}'),
    ("a reference", "a:2:{i:0;i:1;i:1;R:2;}"),
    ("too few pairs", "a:2:{i:0;i:1;}"),
    ("too many pairs", "a:0:{i:0;i:1;}"),
    ("an array for a key", "a:1:{a:0:{}i:1;}"),
    ("a truth for a key", "a:1:{b:1;i:1;}"),
    ("something behind it", "i:1;i:2;"),
    ("a huge count", "a:999999999:{}"),
    ("a huge length", 's:999999999:"a";'),
    ("no value", "hello"),
    ("nothing", ""),
    ("too deep", "a:1:{i:0;" * 101 + "i:1;" + "}" * 101),
    ("far too deep", "a:1:{i:0;" * 100_000),
    ("too long", 's:9000000:"' + "a" * 9_000_000 + '";'),
]


@pytest.mark.parametrize("text", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_E138_other_text_stays_a_text(text: str) -> None:
    assert unserialised(text) is None


def test_nesting_has_a_limit_that_real_values_never_reach() -> None:
    assert unserialised("a:1:{i:0;" * 99 + "i:1;" + "}" * 99) is not None


@given(st.text() | st.from_regex(r'[aisdbNOR:;{}"0-9]*', fullmatch=True))
def test_any_text_is_answered(text: str) -> None:
    unserialised(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_exact(text: str) -> None:
    assert unserialised(f's:{len(text.encode())}:"{text}";') == text
