"""The inbox of linkbacks: what waits for a moderator, with all that is odd about it, and one step to decide."""

from __future__ import annotations

from html import unescape
from re import findall
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin.addresses import address_of
from articles.admin.linkback_card import Card, cards_of, flags_of, words_of
from articles.models import Decision, Linkback, SiteRule
from tests.admin.desk import client_of, make_user, messages_of
from tests.factories import make_article, make_linkback

pytestmark = pytest.mark.django_db

INBOX = "/admin/articles/linkback/"
SWITCH = {"changed_title": "Cheap pills", "changed_excerpt": "[…] buy now […]"}
DECISIONS = [
    ("approve", "approved"), ("reject", "rejected"), ("mark_spam", "spam"), ("delete_rows", "deleted"),
    ("block_sites", "spam"),
]  # fmt: skip
FLAGS = [
    ({}, []),
    ({"is_hidden": True}, ["The link is hidden"]),
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


def waiting(**fields: Any) -> Linkback:
    return make_linkback(make_article(), **{"status": "pending", **fields})


def cards(client: Client, query: str = "") -> list[Card]:
    return client.get(f"{INBOX}?{query}").context["cl"].cards


def titles(client: Client, query: str = "") -> list[str]:
    return sorted(card.linkback.title for card in cards(client, query))


def card(linkback: Linkback, user: User | None = None) -> Card:
    return cards_of([linkback], user or AnonymousUser())[0]


def status(linkback: Linkback) -> str:
    return Linkback.objects.get(pk=linkback.pk).status


def decide(client: Client, linkback: Linkback, name: str, query: str = "") -> Any:
    return client.post(f"{INBOX}{linkback.pk}/{name}/{query}")


def undo_of(response: Any) -> tuple[str, dict[str, str]]:
    """The button in the message: its address, and what it sends."""
    page = response.content.decode()
    form = page[page.index('class="desk-done"') :]
    action, batch = findall(r'action="([^"]*)"|name="batch" value="([^"]*)"', form)[:2]
    return unescape(action[0]), {"batch": batch[1]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Changed", "New"]),
        ("state=approved", ["Changed", "Shown"]),
        ("state=received", ["Received"]),
        ("state=spam", ["Spam"]),
        ("state=all", ["Changed", "New", "Received", "Shown", "Spam"]),
        ("state=nonsense", ["Changed", "New"]),
        ("q=cha", ["Changed"]),
        ("state=all&kind__exact=webmention", ["Spam"]),
    ],
)
def test_inbox_shows_what_waits_and_the_rest_when_asked(query: str, found: list[str]) -> None:
    waiting(title="New")
    waiting(title="Changed", status="approved", **SWITCH)
    waiting(title="Shown", status="approved")
    waiting(title="Received", status="received")
    waiting(title="Spam", status="spam", kind="webmention")
    assert titles(client_of("Moderator"), query) == found


@pytest.mark.parametrize("name", ["approve", "keep_words"])
def test_M6_change_waits_beside_the_approved_words(name: str) -> None:
    row, client = waiting(title="Tea garden", status="approved", **SWITCH), client_of("Moderator")
    one = cards(client)[0]
    assert one.new_words is not None
    assert (one.words.title, one.new_words.title) == ("Tea garden", "Cheap pills")
    assert "keep_words" in {judgement.name for judgement in one.judgements}
    decide(client, row, name)
    assert Linkback.objects.get().title == ("Cheap pills" if name == "approve" else "Tea garden")
    assert cards(client) == []


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


@pytest.mark.parametrize(("name", "after"), DECISIONS)
def test_row_is_decided_by_its_button(name: str, after: str) -> None:
    row, other = waiting(), waiting(source_url="https://other.example/")
    client = client_of("Moderator")
    response = decide(client, row, name, "?_changelist_filters=state%3Dall%26q%3Dsource")
    assert response["Location"] == f"{INBOX}?state=all&q=source"
    assert (status(row), status(other)) == (after, "pending")
    assert Decision.objects.values_list("decided_by__username", flat=True).get() == "moderator"


@pytest.mark.parametrize(("name", "after"), DECISIONS)
def test_many_are_decided_by_an_action(name: str, after: str) -> None:
    row, also, other = (waiting(source_url=f"https://{host}.example/") for host in ("one", "two", "three"))
    form = {"action": name, "_selected_action": [row.pk, also.pk]}
    response = client_of("Moderator").post(f"{INBOX}?state=all", form, follow=True)
    assert [status(each) for each in (row, also, other)] == [after, after, "pending"]
    response.client.post(*undo_of(response))
    assert [status(each) for each in (row, also)] == ["pending", "pending"]
    assert not SiteRule.objects.exists()


def test_what_was_done_is_said_with_an_undo() -> None:
    row, client = waiting(title="A <b>walk</b>"), client_of("Moderator")
    response = client.post(f"{INBOX}{row.pk}/mark_spam/?_changelist_filters=q%3Dwalk", follow=True)
    assert "“A &lt;b&gt;walk&lt;/b&gt;”: marked as spam." in response.content.decode()
    response = client.post(*undo_of(response), follow=True)
    assert response.redirect_chain[0][0] == f"{INBOX}?q=walk"
    assert messages_of(response) == ["Undone: 1 linkback is as before."]
    assert status(row) == "pending"


def test_block_is_said() -> None:
    row = waiting(title="Pills", source_url="https://spam.example/")
    response = client_of("Moderator").post(f"{INBOX}{row.pk}/block_sites/", follow=True)
    assert "Blocked: spam.example. “Pills”: marked as spam." in response.content.decode()
    assert messages_of(response.client.post(*undo_of(response), follow=True)) == [
        "Undone: 1 linkback is as before. No longer blocked: spam.example."
    ]


def test_last_decision_can_be_undone_from_the_list() -> None:
    row, client = waiting(), client_of("Moderator")
    assert client.get(INBOX).context["last_batch"] is None
    decide(client, row, "reject")
    assert client.get(INBOX).context["last_batch"] == Decision.objects.get().batch


def test_refusals_are_said_and_bounded() -> None:
    rows = [waiting(status="received", title=f"Page {number}") for number in range(5)]
    form = {"action": "approve", "_selected_action": [row.pk for row in rows]}
    said = messages_of(client_of("Moderator").post(f"{INBOX}?state=received", form, follow=True))
    assert said[0] == "“Page 0” was not approved: its page was not checked yet."
    assert said[3:] == ["2 more were not changed either."]


def test_decided_already_is_said() -> None:
    row = waiting(status="spam")
    response = client_of("Moderator").post(f"{INBOX}{row.pk}/mark_spam/", follow=True)
    assert messages_of(response) == ["Nothing was changed: it was decided so already."]


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


@pytest.mark.parametrize("name", [name for name, _status in DECISIONS])
@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_who_may_only_look_cannot_decide(role: str, name: str) -> None:
    row, client = waiting(), client_of(role)
    page = client.get(INBOX).content
    assert row.title.encode() in page
    assert b"desk-judgement" not in page
    assert b'name="action"' not in page
    assert decide(client, row, name).status_code == 403
    assert client.post(INBOX, {"action": name, "_selected_action": row.pk}).status_code == 403
    assert client.post(f"{INBOX}undo/", {"batch": uuid4()}).status_code == 403
    assert status(row) == "pending"


def test_block_needs_the_right_to_make_rules() -> None:
    user, row = make_user("Reporter"), waiting(source_url="https://spam.example/")
    user.user_permissions.add(Permission.objects.get(codename="change_linkback"))
    client = Client()
    client.force_login(user)
    assert [one.name for one in cards(client)[0].judgements] == ["approve", "reject", "mark_spam", "delete_rows"]
    assert decide(client, row, "block_sites").status_code == 403
    moderator = client_of("Moderator")
    address, batch = undo_of(moderator.post(f"{INBOX}{row.pk}/block_sites/", follow=True))
    assert client.post(address, batch).status_code == 403
    assert status(row) == "spam"


@pytest.mark.parametrize("address", ["{}/approve/", "undo/"])
def test_decision_needs_post_and_token(address: str) -> None:
    row, client = waiting(), client_of("Moderator")
    address = INBOX + address.format(row.pk)
    assert client.get(address).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(address).status_code == 403
    assert status(row) == "pending"


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "%00", "x", "1e9", "%F0%9F%92%A9"])
@pytest.mark.parametrize("name", ["approve", "change"])
def test_page_of_no_linkback_is_no_error(name: str, number: str) -> None:
    client = client_of("Moderator")
    method = client.get if name == "change" else client.post
    assert method(f"{INBOX}{number}/{name}/", follow=True).status_code in {200, 404, 405}


@pytest.mark.parametrize("batch", ["", "x", "\x00", "9" * 40])
def test_undo_of_nonsense_is_not_found(batch: str) -> None:
    assert client_of("Moderator").post(f"{INBOX}undo/", {"batch": batch}).status_code == 404


def test_undo_of_nothing_is_said() -> None:
    response = client_of("Moderator").post(f"{INBOX}undo/", {"batch": uuid4()}, follow=True)
    assert messages_of(response) == ["There is nothing left to undo there."]


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_M5_linkbacks_are_neither_made_nor_deleted(page: str) -> None:
    row = waiting()
    assert client_of("superuser").get(INBOX + page.format(row.pk)).status_code == 403


def test_H92_deleted_stays_as_a_tombstone() -> None:
    row = waiting()
    decide(client_of("Moderator"), row, "delete_rows")
    assert Linkback.objects.filter(article=row.article).from_page(row.source_url).get().status == "deleted"


def test_page_cannot_be_written() -> None:
    row = waiting()
    assert client_of("superuser").post(f"{INBOX}{row.pk}/change/", {"status": "approved"}).status_code == 403
    assert status(row) == "pending"


def test_page_says_who_decided_what() -> None:
    row, client = (
        waiting(title="Bridge", reporter="2001:db8::7", target_url="https://news.example/a/"),
        client_of("Admin"),
    )
    decide(client, row, "mark_spam")
    page = client.get(f"{INBOX}{row.pk}/change/")
    shown = " ".join(page.content.decode().split())
    facts = ["2001:db8::7", "<b>news.example</b>/a/", "<span>admin</span>", "Waiting for a decision → Spam"]
    assert [fact for fact in facts if fact not in shown] == []
    assert [one.name for one in page.context["judgements"]] == ["approve", "reject", "block_sites", "delete_rows"]


def test_page_leaves_out_what_is_not_known() -> None:
    row = waiting(author_name="", canonical_url="https://third.example/")
    page = client_of("Reporter").get(f"{INBOX}{row.pk}/change/").content
    assert b"field-calls_itself" in page
    assert b"field-author_name" not in page
    assert b"desk-judgement" not in page


@pytest.mark.parametrize(
    ("role", "name"), [("Moderator", "Linkbacks (2 waiting)"), ("Reporter", "Linkbacks (2 waiting)")]
)
def test_desk_says_how_many_wait(role: str, name: str) -> None:
    waiting()
    waiting(status="approved", **SWITCH)
    waiting(status="received")
    apps = client_of(role).get("/admin/").context["app_list"]
    assert name in {model["name"] for app in apps for model in app["models"]}


def test_desk_counts_once_and_only_for_who_sees_linkbacks() -> None:
    waiting()
    client = client_of("Moderator")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert sum("COUNT" in query["sql"] for query in queries) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_costs_the_same_for_many(count: int) -> None:
    for number in range(count):
        waiting(source_url=f"https://blog-{number}.example/")
    client = client_of("Moderator")
    decide(client, waiting(), "reject")
    client.get(INBOX)
    with CaptureQueriesContext(connection) as queries:
        client.get(INBOX)
    assert len(queries) == 8


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_many_decisions(count: int) -> None:
    row, client = waiting(), client_of("Moderator")
    for _ in range(count):
        decide(client, row, "mark_spam")
        decide(client, row, "reject")
    client.get(INBOX)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{INBOX}{row.pk}/change/")
    assert len(queries) == 7
