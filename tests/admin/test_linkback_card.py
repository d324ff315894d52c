"""A linkback as the inbox shows it: true, short, harmless, and with all that is odd about it."""

from __future__ import annotations

from typing import Any

import pytest

from articles.admin.addresses import address_of
from articles.admin.linkback_card import flags_of, words_of
from articles.models import Linkback
from tests.admin.desk import client_of, make_user
from tests.admin.inbox import INBOX, card, waiting
from tests.factories import make_article, make_linkback

pytestmark = pytest.mark.django_db

FLAGS = [
    ({}, []),
    ({"is_hidden": True}, ["The link is hidden"]),
    ({"status": "approved", "changed_title": "Pills"}, ["Changed since it was approved"]),
    ({"is_nofollow": True}, ["The link is nofollow"]),
    ({"link_count": 200}, []),
    ({"link_count": 201}, ["201 links on the page"]),
    ({"final_url": "https://www.blog.example/a/"}, []),
    ({"final_url": "https://other.example/a/"}, ["Answered at other.example/a/"]),
    ({"canonical_url": "http://blog.example/a#top"}, []),
    ({"canonical_url": "https://third.example/"}, ["Calls itself third.example"]),
    ({"canonical_url": "javascript:alert(1)"}, ["Calls itself javascript:alert(1)"]),
    ({"problem": "The source answers 503."}, ["The source answers 503."]),
]
ADDRESSES = [
    ("https://www.blog.example/a?b", ("https://www.blog.example/a?b", "blog.example", "/a?b")),
    ("https://blog.example", ("https://blog.example", "blog.example", "")),
    ("https://nеws.example/", ("https://nеws.example/", "xn--nws-rdd.example", "")),
    ("https://blog.example:8080/", ("https://blog.example:8080/", "blog.example:8080", "")),
    ("javascript:alert(1)", ("", "", "javascript:alert(1)")),
    ("data:text/html,x", ("", "", "data:text/html,x")),
    ("https://\u202egro.example/", ("", "", "https://\ufffdgro.example/")),
    ("https://a.example/\n<b>", ("", "", "https://a.example/\ufffd<b>")),
    (f"https://{'a' * 5000}.example/", ("", "", f"https://{'a' * 72}…")),
    (f"https://{'a.' * 60}evil.example/", (f"https://{'a.' * 60}evil.example/", f"…{'a.' * 24}evil.example", "")),
    (f"https://a.example/{'b' * 100}", (f"https://a.example/{'b' * 100}", "a.example", f"/{'b' * 79}…")),
]


@pytest.mark.parametrize(("fields", "flags"), FLAGS)
def test_H68_H70_odd_facts_are_said(fields: dict[str, Any], flags: list[str]) -> None:
    assert flags_of(Linkback(source_url="https://blog.example/a", **fields)) == flags


@pytest.mark.parametrize(("url", "parts"), [pytest.param(*row, id=f"H100-{row[0][:24]!r}") for row in ADDRESSES])
def test_H100_address_is_short_and_true(url: str, parts: tuple[str, str, str]) -> None:
    found = address_of(url)
    assert (found.href, found.host, found.rest) == parts


def test_H100_script_is_no_link() -> None:
    waiting(source_url="javascript:alert(document.cookie)", title="")
    page = client_of("Moderator").get(INBOX).content.decode()
    assert 'href="javascript:' not in page
    assert "javascript:alert(document.cookie)" in page


@pytest.mark.parametrize("page", ["", "{}/change/"])
def test_H72_words_of_others_are_text(page: str) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    fields = dict.fromkeys(("title", "excerpt", "author_name", "link_text", "problem", "changed_title"), evil)
    row = waiting(status="approved", canonical_url=evil, final_url=evil, **fields)
    shown = client_of("Moderator").get(INBOX + page.format(row.pk)).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize(
    ("excerpt", "link", "parts"),
    [
        ("[…] read a report now […]", "a report", ("[…] read ", "a report", " now […]")),
        ("[…] read a report now […]", "", ("[…] read a report now […]", "", "")),
        ("[…] read a report now […]", "elsewhere", ("[…] read a report now […]", "", "")),
        ("<b>", "b", ("<", "b", ">")),
        ("a\u202eb", "", ("ab", "", "")),
    ],
)
def test_words_of_the_link_are_marked(excerpt: str, link: str, parts: tuple[str, str, str]) -> None:
    words = words_of("Title", excerpt, link)
    assert (words.before, words.link, words.after) == parts


def test_mark_stands_round_escaped_words() -> None:
    waiting(excerpt="[…] read <b> now […]", link_text="<b>")
    assert b"read <mark>&lt;b&gt;</mark> now" in client_of("Moderator").get(INBOX).content


def test_history_of_the_site_is_said() -> None:
    for number, known in enumerate(["approved", "approved", "spam", "rejected", "pending"]):
        waiting(status=known, source_url=f"https://blog.example/{number}")
    row = waiting(source_url="https://blog.example/new")
    assert card(row).history == "2 approved, 1 rejected, 1 spam, 1 more waiting"


@pytest.mark.parametrize(
    ("fields", "text"),
    [({}, "New to us"), ({"source_url": "x"}, ""), ({"source_article": True}, "A page of our own")],
)
def test_absent_history_is_said(fields: dict[str, Any], text: str) -> None:
    own = {"source_article": make_article()} if "source_article" in fields else fields
    assert card(waiting(**own)).history == text


def test_target_that_is_not_out_is_said() -> None:
    assert card(make_linkback(make_article(status="killed"))).target_state == "Killed"
    assert card(make_linkback(make_article())).target_state == ""


@pytest.mark.parametrize(
    ("known", "offered"),
    [
        ("pending", ["approve", "reject", "mark_spam", "block_sites", "delete_rows"]),
        ("received", ["reject", "mark_spam", "block_sites", "delete_rows"]),
        ("gone", ["reject", "mark_spam", "block_sites", "delete_rows"]),
        ("approved", ["reject", "mark_spam", "block_sites", "delete_rows"]),
        ("deleted", ["approve", "reject", "mark_spam", "block_sites"]),
    ],
)
def test_only_what_is_possible_is_offered(known: str, offered: list[str]) -> None:
    assert [one.name for one in card(waiting(status=known), make_user("Moderator")).judgements] == offered
