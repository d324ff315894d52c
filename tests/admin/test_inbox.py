"""The inbox of linkbacks: what waits for a moderator, and one step to decide."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Decision, Linkback, SiteRule
from tests.admin.desk import client_of, make_user, messages_of
from tests.admin.inbox import INBOX, SWITCH, cards, decide, status, undo_of, waiting

pytestmark = pytest.mark.django_db

DECISIONS = [
    ("approve", "approved"), ("reject", "rejected"), ("mark_spam", "spam"), ("delete_rows", "deleted"),
    ("block_sites", "spam"),
]  # fmt: skip


def titles(client: Client, query: str = "") -> list[str]:
    return sorted(card.linkback.title for card in cards(client, query))


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


@pytest.mark.parametrize("batch", ["", "x", "\x00", "9" * 40])
def test_undo_of_nonsense_is_not_found(batch: str) -> None:
    assert client_of("Moderator").post(f"{INBOX}undo/", {"batch": batch}).status_code == 404


def test_undo_of_nothing_is_said() -> None:
    response = client_of("Moderator").post(f"{INBOX}undo/", {"batch": uuid4()}, follow=True)
    assert messages_of(response) == ["There is nothing left to undo there."]


def test_H92_deleted_stays_as_a_tombstone() -> None:
    row = waiting()
    decide(client_of("Moderator"), row, "delete_rows")
    assert Linkback.objects.filter(article=row.article).from_page(row.source_url).get().status == "deleted"


@pytest.mark.parametrize("role", ["Moderator", "Reporter"])
def test_desk_says_how_many_wait(role: str) -> None:
    waiting()
    waiting(status="approved", **SWITCH)
    waiting(status="received")
    apps = client_of(role).get("/admin/").context["app_list"]
    assert "Linkbacks (2 waiting)" in {model["name"] for app in apps for model in app["models"]}


def test_desk_counts_each_kind_once() -> None:
    waiting()
    client = client_of("Moderator")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    counted = [query["sql"] for query in queries if "COUNT" in query["sql"]]
    assert [sum(f"articles_{kind}" in sql for sql in counted) for kind in ("linkback", "comment")] == [1, 1]
    assert len(counted) == 2


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
