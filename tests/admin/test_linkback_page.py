"""The page of one linkback: all that is known of it, to read, and who decided what."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Linkback
from tests.admin.desk import client_of
from tests.admin.inbox import INBOX, decide, status, waiting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "%00", "x", "1e9", "%F0%9F%92%A9"])
@pytest.mark.parametrize("name", ["approve", "change"])
def test_page_of_no_linkback_is_no_error(name: str, number: str) -> None:
    client = client_of("Moderator")
    method = client.get if name == "change" else client.post
    assert method(f"{INBOX}{number}/{name}/", follow=True).status_code in {200, 404, 405}


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_M5_linkbacks_are_neither_made_nor_deleted(page: str) -> None:
    row = waiting()
    assert client_of("superuser").get(INBOX + page.format(row.pk)).status_code == 403


def test_page_cannot_be_written() -> None:
    row = waiting()
    assert client_of("superuser").post(f"{INBOX}{row.pk}/change/", {"status": "approved"}).status_code == 403
    assert status(row) == "pending"


def test_page_says_who_decided_what() -> None:
    row = waiting(title="Bridge", reporter="2001:db8::7", target_url="https://news.example/a/")
    client = client_of("Admin")
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


@pytest.mark.parametrize(("later", "is_offered"), [(None, True), ("gone", False)])
def test_only_what_stands_can_be_undone(later: str | None, is_offered: bool) -> None:
    row, client = waiting(), client_of("Moderator")
    decide(client, row, "mark_spam")
    decide(client, row, "reject")
    client.get(INBOX)  # takes the messages
    Linkback.objects.update(status=later or "rejected")
    page = client.get(f"{INBOX}{row.pk}/change/").content.decode()
    assert page.count('name="batch"') == is_offered
