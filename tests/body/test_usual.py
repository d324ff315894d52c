"""Bodies that are read by lines look as if they had been read by blocks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from articles.body import AlsoReadReference, FigureReference, clean, first_words, plain_text, references
from articles.body.references import references_by_blocks
from articles.body.render import render, render_by_blocks
from articles.body.usual import usual
from tests.body.test_hostile import DESK, soup

WRITTEN = sorted((Path(settings.BASE_DIR) / "fixtures" / "articles").glob("*.toml"))
TEXT = st.text(st.sampled_from("ab -.…<>&\"'[]\xa0\n"), max_size=8)
PARTS = [
    "<p>", "</p>", "<h2>", "</h2>", "<em>", "</em>", "<strong>", "</strong>", "<br>", "<hr>", "<ul><li>", "</li></ul>",
    "<blockquote><p>", "</p></blockquote>", '<a href="/known/">', '<a href="https://old.example/x?a=1&amp;b">', "</a>",
    '<figure data-image="7"><figcaption>', '<figure data-align="left" data-image="8" data-link="/x">', "</figcaption>",
    "</figure>", '<aside data-also-read="3"></aside>', '<span class="dateline">', "</span>", "words", "--", "...", "\n",
    '<aside data-also-read=""><a href="https://x.example/">T &amp; U</a></aside>', '<p lang="hi">', "</p>\n<p>",
]  # fmt: skip
stored = st.lists(st.sampled_from(PARTS) | TEXT, max_size=16).map("".join)


def figure(place: FigureReference) -> str:
    return f"\n[{place}]\n" if place.image_id != 8 else ""


def also_read(place: AlsoReadReference) -> str:
    return f"[{place}]" if place.href != "/x" else ""


def address(url: str) -> str:
    return url.removeprefix("https://old.example")


def shown(html: str, by: object = render, **more: object) -> str:
    return by(html, figure, also_read, **more)  # type: ignore[operator]


def is_the_same(html: str) -> None:
    for more in ({}, {"lead_dateline_html": "<b>LIMA</b>"}, {"address": address}):
        assert shown(html, **more) == shown(html, render_by_blocks, **more)
    assert references(html) == references_by_blocks(html)
    assert first_words(html) == plain_text(html).partition("\n\n")[0]


@given(soup | stored)
@chance(deadline=None)
def test_cleaned_body_looks_the_same(source: str) -> None:
    is_the_same(clean(source, DESK).html)


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_written_body_is_read_by_lines_once_all_is_found(file: Path) -> None:
    html = clean(tomllib.loads(file.read_text("utf-8"))["body"]).html
    is_the_same(html)
    assert (usual(html) is None) == ("data-unresolved" in html)


@pytest.mark.parametrize(
    "html",
    [
        "a & b", "<p>a", "<p onclick=x>a</p>", "<p>a</p><p>b</p>", "<p> a</p>", "<p>a  b</p>", "<p>a</p>\n", "",
        "<pre>a\nb</pre>", "<p>[[caption]a[/caption]]</p>", '<p><a href="/a.mp3">a</a></p>', "<p><code>--</code></p>",
        '<figure data-unresolved="caption"><figcaption>a</figcaption></figure>', "<ul><li>a<hr></li></ul>\nb",
        '<ul><li><figure data-image="7"></figure></li></ul>', "<p><script>a</script>b</p>",
    ],
)  # fmt: skip
def test_body_of_another_form_is_read_by_blocks(html: str) -> None:
    assert usual(html) is None
    is_the_same(html)


def test_dashes_are_set_in_text_alone() -> None:
    html = '<p>a -- b... <a href="/x--y...">c---d</a> ---- .... </p>'.replace(" </p>", "</p>")
    assert shown(html) == '<p>a — b… <a href="/x--y...">c—d</a> ---- ....</p>'
