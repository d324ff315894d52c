"""A stored body on its way to readers."""

from __future__ import annotations

import pytest

from articles.body import AlsoReadReference, FigureReference, References, clean, references, render


def show_figure(place: FigureReference) -> str:
    return f"<figure><img alt=''>{place.image_id} {place.align} {place.caption_html}</figure>"


def show_also_read(place: AlsoReadReference) -> str:
    return f"<aside>{place.article_id} {place.href} {place.title}</aside>"


def shown(html: str, lead_dateline_html: str = "") -> str:
    return render(html, show_figure, show_also_read, lead_dateline_html)


CASES = {
    "figure": (
        '<figure data-align="wide" data-image="7"><figcaption>A <em>b</em></figcaption></figure>',
        "<figure><img alt=''>7 wide A <em>b</em></figure>",
    ),
    "figure in a list": (
        '<ul><li>a<figure data-image="7"></figure></li></ul>',
        "<ul><li>a<figure><img alt=''>7  </figure></li></ul>",
    ),
    "unresolved figure": (
        '<figure data-attachment="5" data-unresolved="caption"><figcaption>Text</figcaption></figure>',
        "<p>Text</p>",
    ),
    "also read": ('<aside data-also-read="3"></aside>', "<aside>3  </aside>"),
    "also read elsewhere": (
        '<aside data-also-read=""><a href="https://x.example/">T &amp; U</a></aside>',
        "<aside>None https://x.example/ T & U</aside>",
    ),
    "unresolved label": (
        '<p><span data-unresolved="also-read">ALSO READ:</span> It</p>',
        "<p>ALSO READ: It</p>",
    ),
    "text that was never cleaned": ("a & b", "<p>a &amp; b</p>"),
    "script that got in": ("<p onclick='x'>a<script>b</script></p>", "<p>a</p>"),
}


@pytest.mark.parametrize(("stored", "expected"), CASES.values(), ids=CASES.keys())
def test_render_replaces_what_is_stored(stored: str, expected: str) -> None:
    assert shown(stored) == expected


def test_render_drops_places_that_have_no_markup() -> None:
    html = '<p>a</p><figure data-image="7"></figure><aside data-also-read="3"></aside><p>b</p>'
    assert render(html, lambda _: "", lambda _: "").split() == ["<p>a</p>", "<p>b</p>"]


def test_render_opens_the_first_paragraph_with_the_lead_dateline() -> None:
    html = '<h2>Head</h2><figure data-image="7"></figure><p lang="en">One.</p><p>Two.</p>'
    assert shown(html, '<span class="dateline">PARIS</span>').split("\n")[2:] == [
        '<p lang="en"><span class="dateline">PARIS</span> — One.</p>',
        "<p>Two.</p>",
    ]


def test_render_prefers_the_dateline_of_the_body() -> None:
    html = '<p><span class="dateline">ROME (AP)</span> — One.</p>'
    assert shown(html, '<span class="dateline">PARIS</span>') == html


def test_references_are_listed_once_without_the_unresolved() -> None:
    html = clean('<figure data-image="4"></figure><aside data-also-read="5"></aside>').html
    stored = '<figure data-image="7"></figure><aside data-also-read="3"></aside><figure data-image="7"></figure>'
    assert references(html + stored) == References(image_ids=(7,), article_ids=(3,))
