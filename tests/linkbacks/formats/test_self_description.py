"""What a source page says of itself; ids are the specification's numbers (E6, E7, H71, H72, H76)."""

from __future__ import annotations

import pytest

from articles.linkbacks.formats.self_description import canonical_address, page_author, page_title
from tests.linkbacks.formats.pages import PAGE_URL, make_page


def cases(table: list) -> list:
    return [pytest.param(*row[1:], id=row[0]) for row in table]


ENTRY = '<div class="h-entry"><h1 class="p-name">Entry</h1></div>'
SIGNED = (
    '<div class="h-entry"><i class="p-author h-card"><b class="p-name">Asha</b></i><h1 class="p-name">Entry</h1></div>'
)
TITLES = [
    ("E6-open-graph", f'<meta property="og:title" content="Graph"><title>Title</title>{ENTRY}', "Graph"),
    ("E6-title", f"<title lang=en>Title</title>{ENTRY}", "Title"),
    ("E6-empty-ones", f'<meta property="og:title" content=" "><title>\u200b</title>{ENTRY}', "Entry"),
    ("E6-not-the-author's-name", SIGNED, "Entry"),
    ("E6-class-of-a-style-sheet", '<div class="h-entry"><p class="h-full"><b class="p-name">Entry</b></div>', "Entry"),
    ("E6-host", '<h1 class="p-name">Not in an entry</h1>', "t.example"),
    ("E6-empty-page", "", "t.example"),
    ("E6-drawing", "<svg><title>Drawing</title></svg>", "t.example"),
    ("E6-in-comment", "<!-- <title>No</title> --><title>Yes</title>", "Yes"),
    ("E6-long", f"<title>{'x' * 1_000_000}</title>", "x" * 249 + "…"),
    ("E7-one-line", "<title>One\r\nBcc: two\u202e \u0007three</title>", "One Bcc: two three"),
    ("H71-emoji", "<title>👩\u200d🚀 up</title>", "👩\u200d🚀 up"),
    ("H72-markup", "<title><script>x</script>&lt;b&gt;</title>", "<script>x</script><b>"),
    ("H72-template", "<title>{{7*7}}</title>", "{{7*7}}"),
]


@pytest.mark.parametrize(("html", "words"), cases(TITLES))
def test_title_is_plain_text(html: str, words: str) -> None:
    assert page_title(make_page(html)) == words


def test_E6_long_host_is_cut_like_any_title() -> None:
    assert page_title(make_page(url=f"https://{'x' * 300}.example/")) == "x" * 249 + "…"


META = '<meta name="Author" content=" Meta \n name">'
COMMENT = '<div class="u-comment h-cite"><i class="p-author">Reader</i></div>'
AUTHORS = [
    ("words", '<p class="h-entry">By <i class="p-author">Asha <b>Rao</b></i></p>', "Asha Rao"),
    ("entry-wins", f"{META}{SIGNED}", "Asha"),
    ("card-inside", '<p class="h-entry"><i class="p-author">By <b class="h-card p-name">Asha</b></i></p>', "Asha"),
    ("picture", '<p class="h-entry"><a class="p-author h-card" href="/"><img alt="Asha"></a></p>', "Asha"),
    ("meta", META, "Meta name"),
    ("empty-entry", f'{META}<p class="h-entry"><i class="p-author"> </i></p>', "Meta name"),
    ("no-entry", '<p class="h-card"><i class="p-author">Asha</i></p>', ""),
    ("not-a-commenter", f'<div class="h-entry">{COMMENT}<i class="p-author">Asha</i></div>', "Asha"),
    ("only-a-commenter", f'<div class="h-entry">{COMMENT}</div>', ""),
    ("nobody", "<p>Asha", ""),
    ("empty-page", "", ""),
    ("H71-long", f'<meta name="author" content="{"x" * 300}">', "x" * 249 + "…"),
    ("H71-direction", '<meta name="author" content="A\u202es\nha">', "As ha"),
    ("H72-markup", '<meta name="author" content="<b>&lt;script&gt;">', "<b><script>"),
]


@pytest.mark.parametrize(("html", "name"), cases(AUTHORS))
def test_author_is_plain_text(html: str, name: str) -> None:
    assert page_author(make_page(html)) == name


CANONICAL = '<link rel="{}" href="{}">'
ADDRESSES = [
    ("H76-absolute", CANONICAL.format("canonical", "https://o.example/1"), "https://o.example/1"),
    ("H76-relative", CANONICAL.format("x CANONICAL", "/1"), "https://t.example/1"),
    ("H76-base", f'<base href="https://o.example/">{CANONICAL.format("canonical", "1")}', "https://o.example/1"),
    ("H76-itself", CANONICAL.format("canonical", ""), PAGE_URL),
    ("H72-script", CANONICAL.format("canonical", "javascript:x"), ""),
    ("H76-no-href", '<link rel="canonical">', ""),
    ("H76-first", CANONICAL.format("canonical", "/1") + CANONICAL.format("canonical", "/2"), "https://t.example/1"),
    ("H77-planted", f"<body><p>{CANONICAL.format('canonical', '/1')}", ""),
    ("H76-other-link", CANONICAL.format("alternate", "/1"), ""),
    ("H76-none", "", ""),
]


@pytest.mark.parametrize(("html", "address"), cases(ADDRESSES))
def test_canonical_address_is_absolute(html: str, address: str) -> None:
    assert canonical_address(make_page(html)) == address
