"""Whatever a stranger's page says, readers and moderators see plain words: H59 to H63, H71 to H73, M8 and WR10."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from django.test import Client

from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.receiving import limits
from articles.models import Article
from tests.admin.desk import client_of
from tests.admin.inbox import INBOX
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import page
from tests.linkbacks.parsing.hostile import CAP
from tests.linkbacks.verifying.chain import shown_to_readers, verified
from tests.linkbacks.verifying.sources import html, linking, url_of
from tests.views.reading import page as page_at
from tests.views.reading import select, texts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_flood() -> None:
    limits.forget()


def page_with(title: str, words: str, article: Article) -> bytes:
    return html(f'<title>{title}</title><p>{words} <a href="{url_of(article)}">link</a>')


ZALGO = "Z" + "\u0301\u0323" * 40
WORDS = [
    ("H71-direction", "Nice \u202egpj.exe\u2066 page", "Nice gpj.exe page"),
    ("H71-NUL", "One\0two", "One\ufffdtwo"),
    ("H71-escaped-NUL", "One&#0;two", "One\ufffdtwo"),
    ("H71-newline", "One\r\nBcc: two@spam.example", "One Bcc: two@spam.example"),
    ("H71-emoji", "👩\u200d🚀 up", "👩\u200d🚀 up"),
    ("H71-zalgo", ZALGO, normalize("NFC", ZALGO)),
    ("H71-megabyte", "x" * 400_000, "x" * 249 + "…"),
    ("H72-script", "&lt;script>alert(1)&lt;/script>", "<script>alert(1)</script>"),
    ("H72-attribute", "&quot;>&lt;img src=x onerror=alert(1)>", '"><img src=x onerror=alert(1)>'),
    ("H72-template", "{{7*7}}{% debug %}", "{{7*7}}{% debug %}"),
    ("H72-twice-escaped", "&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ("H63-tags", "&lt;a " * 400, ("<a " * 400)[:249].rstrip() + "…"),
    ("H63-entities", "&amp;" * 600, "&" * 249 + "…"),
]


@pytest.mark.parametrize(("title", "shown"), [pytest.param(*row[1:], id=row[0]) for row in WORDS])
def test_title_is_stored_and_shown_as_plain_text(parser: Parser, serve: Serve, title: str, shown: str) -> None:
    article = make_article()
    row = verified(parser, serve, page_with(title, "Read this", article), article)
    assert row.title.encode("unicode_escape") == shown.encode("unicode_escape")
    inbox = client_of("Moderator").get(INBOX).content.decode()
    tree = shown_to_readers(article)
    assert select(tree, "section#linkbacks a.p-name")[0].text == shown
    assert (len(select(tree, "section#linkbacks script")), len(select(tree, "img"))) == (0, 0)
    assert ("<script>alert" in inbox, "<img src=x" in inbox, "\u202e" in inbox, "\0" in inbox) == (False,) * 4


@pytest.mark.parametrize("words", [row[1] for row in WORDS if "megabyte" not in row[0]])
def test_H72_excerpt_is_shown_as_text(parser: Parser, serve: Serve, words: str) -> None:
    article = make_article()
    row = verified(parser, serve, page_with("T", words, article), article)
    assert row.status == "pending"
    tree = shown_to_readers(article)
    assert texts(tree, "section#linkbacks .p-content") == [" ".join(row.excerpt.split())]
    assert list(select(tree, "section#linkbacks li")[0].iter("script", "img", "b", "iframe")) == []


SIGNED = (
    '<head><title>T</title><link rel="canonical" href="javascript:alert(1)"></head><div class="h-entry">'
    '<a class="p-author h-card" href="javascript:alert(1)"><img src="javascript:alert(2)" alt="Asha">Asha</a>{}</div>'
)


def test_H72_M8_only_the_source_is_a_link_and_no_picture_is_shown(parser: Parser, serve: Serve) -> None:
    article = make_article()
    row = verified(parser, serve, html(SIGNED.format(f'<a href="{url_of(article)}">link</a>')), article)
    assert (row.author_name, row.canonical_url) == ("Asha", "")
    tree = shown_to_readers(article)
    (entry,) = select(tree, "section#linkbacks li")
    assert [link.get("href") for link in entry.iter("a")] == [row.source_url]
    assert list(entry.iter("img", "picture", "source", "object")) == []


def test_WR10_page_of_a_stranger_is_encoded_and_waits_for_a_moderator(parser: Parser, serve: Serve) -> None:
    article = make_article()
    verified(parser, serve, linking(url_of(article), title="<b>Bold</b> &amp; <i>more"), article)
    assert select(page_at(Client(), article.path), "section#linkbacks") == []
    assert texts(shown_to_readers(article), "section#linkbacks a.p-name") == ["<b>Bold</b> & <i>more"]


CHARSETS = [
    ("H73-gb18030", "text/html; charset=gb18030", "桥", "gb18030", "桥"),
    ("H73-utf-16-in-header", "text/html; charset=utf-16le", "पुल", "utf-16-le", "पुल"),
    ("H73-utf-16-by-its-mark", "text/html", "पुल", "utf-16", "पुल"),
    ("H73-invalid-utf-8", "text/html; charset=utf-8", "a\xff", "latin-1", "a\ufffd"),
    ("H73-never-utf-7", "text/html; charset=utf-7", "+ADw-b+AD4-", "ascii", "+ADw-b+AD4-"),
]


@pytest.mark.parametrize(("kind", "title", "codec", "shown"), [pytest.param(*row[1:], id=row[0]) for row in CHARSETS])
def test_title_is_read_in_its_charset(
    parser: Parser, serve: Serve, kind: str, title: str, codec: str, shown: str
) -> None:
    article = make_article()
    body = f'<title>{title}</title><a href="{url_of(article)}">link</a>'.encode(codec)
    assert verified(parser, serve, page(body, f"Content-Type: {kind}"), article).title == shown


def in_utf_7(markup: str) -> bytes:
    return markup.replace("<", "+ADw-").replace(">", "+AD4-").encode()


def in_utf_16(markup: str) -> bytes:
    return markup.encode("utf-16-le")


@pytest.mark.parametrize("written", [in_utf_7, in_utf_16], ids=["utf-7", "utf-16-without-a-mark"])
def test_H73_link_in_a_charset_nobody_reads_is_none(parser: Parser, serve: Serve, written: Any) -> None:
    article = make_article()
    body = written(f'<meta charset="utf-7"><a href="{url_of(article)}">link</a>')
    assert verified(parser, serve, page(body, "Content-Type: text/html"), article).status == "unverified"


FILL = [("H59-brackets", "<"), ("H60-ampersands", "&"), ("H61-entries", '<div class="h-entry">'), ("H62-quotes", '"')]


@pytest.mark.parametrize("unit", [pytest.param(row[1], id=row[0]) for row in FILL])
def test_page_full_of_one_thing_is_verified(parser: Parser, serve: Serve, unit: str) -> None:
    article = make_article()
    link = f'<p>See <a href="{url_of(article)}">this</a>.</p>'
    row = verified(parser, serve, html(link + (unit * CAP)[: CAP - 200]), article)
    assert (row.status, row.link_text) == ("pending", "this")


ON_MARKUP = re.compile(r"strip_?tags|truncate(chars|words)_html|\bTruncator\b")


def test_H63_nothing_strips_or_cuts_markup() -> None:
    """Django's helpers for that are slow on hostile markup, or raise."""
    files = [*Path("articles").rglob("*.py"), *Path("templates").rglob("*.html")]
    assert len(files) > 200
    assert [str(file) for file in files if ON_MARKUP.search(file.read_text())] == []
