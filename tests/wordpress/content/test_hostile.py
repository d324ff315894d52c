"""Whatever a post holds: no exception, nothing that runs, no visible word lost, time in proportion to the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import clean, plain_text
from articles.body.sanitize import sanitize
from articles.wordpress.content import convert
from tests.body.test_hostile import ATTACKS, MARKUP, SOUP, VISIBLE, WORDS, executable_parts
from tests.wordpress.content.posts import DESK, SITE, stored

OWN = [
    "<!-- wp:paragraph -->", "<!-- /wp:paragraph -->", '<!-- wp:image {"id":5} -->', "<!-- /wp:image -->",
    '<!-- wp:gallery {"ids":[1]} -->', '<!-- wp:block {"ref":42} /-->', '<!-- wp:block {"ref":43} /-->',
    "<!-- wp:latest-posts /-->", '<!-- wp:html {"a":', "} -->", "/-->", "<!-- wp:freeform -->", "<!--more-->",
    "<!--nextpage-->", "[gallery]", '[gallery ids="1,2"]', "[[gallery]]", "[/gallery]", "[embed]", "[/embed]",
    "https://video.example/1", "[audio src='/a.mp3']", "[video", "[playlist]", "[box id='1']", "[/box]", "[code]",
    "[/code]", "<textarea>", "</textarea>", "<svg>", "</svg>", "<object>", "</object>", "<video src='/v.mp4'>",
    '<span data-unresolved="block">', "\0", "\n\n", "\n", "<br>", "<dl>", "<dt>", "<dd>", "<option>", "<button>",
]  # fmt: skip
soup = st.lists(st.sampled_from(SOUP) | st.sampled_from(OWN) | st.sampled_from(ATTACKS), max_size=24).map("".join)


@settings(max_examples=200, deadline=None)
@given(soup)
def test_any_post_becomes_a_stable_body_in_which_nothing_runs(raw: str) -> None:
    body = stored(raw, SITE)
    assert executable_parts(body) == []
    assert (clean(body, DESK).html, sanitize(body)) == (body, body)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_converted(raw: str) -> None:
    body = stored(raw)
    assert clean(body, DESK).html == body


SEEN = st.sampled_from(
    [piece for piece in OWN if not re.search(r"html|} -->|^/-->|\[video|textarea|\[code|embed", piece)]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(VISIBLE | MARKUP | SEEN, max_size=24))
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    numbered = [f"{piece}{i}" if piece in WORDS else piece for i, piece in enumerate(pieces)]
    written = [piece for piece in numbered if piece.rstrip("0123456789") in WORDS]
    shown = plain_text(stored(" ".join(numbered), SITE).replace(' data-unresolved="block"', ""))
    assert sorted(re.findall(r"(?:alpha|beta|gamma|शब्द|delta|omega)[0-9]+", shown)) == sorted(written)


BEGINNINGS = [
    "[gallery ", "[gallery a=", "[gallery a='", '[video src="', "[[gallery]", "[[gallery]]", "[embed]", "[code]",
    "[cca_", "[x ", "[", "[/x]", "]",
    "<!-- wp:html {", "<!-- wp:group -->", "<!-- /wp:group -->", "<!-- wp:a ", "<!--", "} -->",
    "<pre>", "<code>", "<a>", "<svg>", "<video>", "<script>", "<textarea>", "<b>", "</b>", "<li>", "<div>\n\n",
    "<p>", "\n\n", "\n \n", "\n", "<br>", "https://a.example/\n", "https:// ", "://", "<a b='", "<p on=", "[caption ",
    "[caption]", "a=\"", "&", " ", "<dt>", "<table><tr><td>", "<!--more-->", "[gallery", "{{{{", "<b>\n\n", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("piece", BEGINNINGS)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    short, long = (min(_seconds(piece, size) for _ in range(2)) for size in (10_000, 100_000))
    assert long < 40 * short + 0.05


def _seconds(piece: str, size: int) -> float:
    raw = (piece * size)[:size] + "end"
    start = time.process_time()
    convert(raw, SITE)
    return time.process_time() - start
