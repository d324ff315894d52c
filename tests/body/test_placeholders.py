"""Places only another system could fill: kept for the editor, not shown to readers."""

from __future__ import annotations

import pytest

from articles.body import clean, plain_text, render

MARK = '<span data-unresolved="block">{}</span>'
CASES = {
    "alone": (f"<p>a</p>\n<p>{MARK.format('wp:search')}</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
    "in a sentence": (f"<p>a {MARK.format('[gallery]')} b</p>", "<p>a  b</p>"),
    "in a list": (f"<ul><li>{MARK.format('wp:search')}</li><li>a</li></ul>", "<ul><li>a</li></ul>"),
    "alone in a list": (f"<ul><li>{MARK.format('wp:search')}</li></ul>", ""),
    "label in it": (f"<p>{MARK.format('ALSO READ: Bridge opens')}</p>", ""),
    "caption in it": (
        f"<p>{MARK.format('[caption id=&quot;attachment_5&quot;]a[/caption]'.replace('&quot;', chr(34)))}</p>",
        "",
    ),
    "dateline after it": (
        f'<p>{MARK.format("wp:search")}</p>\n<p><span class="dateline">PARIS (AFP)</span> — a</p>',
        '<p><span class="dateline">PARIS (AFP)</span> — a</p>',
    ),
}


@pytest.mark.parametrize(("stored", "shown"), CASES.values(), ids=CASES.keys())
def test_placeholder_is_kept_and_not_shown(stored: str, shown: str) -> None:
    assert clean(stored).html == stored
    assert render(stored, lambda _: "", lambda _: "") == shown


def test_placeholder_in_a_caption_is_not_shown() -> None:
    stored = f'<figure data-image="7"><figcaption>a {MARK.format("wp:search")}</figcaption></figure>'
    assert render(stored, lambda place: place.caption_html, lambda _: "") == "a"
    assert plain_text(stored) == "a"
