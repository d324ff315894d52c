"""The desk's first page says what waits for whoever opens it, in a number of queries that does not grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.admin.waiting import MOST, waiting_for
from articles.models import Article, PendingEdit, WorkingCopy
from tests.admin.desk import change_page, client_of, make_user
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def shown(user: User) -> dict[str, list[str]]:
    return {one.title: [line.text for line in one.lines] for one in waiting_for(user)}


def draft(headline: str, status: str = "draft", **fields: Any) -> Article:
    return make_article(headline, status=status, **fields)


def test_nothing_waits_where_there_is_nothing() -> None:
    make_article("Out"), draft("Somebody's draft")
    assert shown(make_user("Reporter")) == {}


def test_reporter_sees_own_drafts_and_what_lies_on_the_own_desk() -> None:
    asha = make_user("Reporter")
    draft("Mine", created_by=asha), draft("Theirs"), draft("Given to me", assigned_to=asha)
    draft("Dropped", status="spiked", created_by=asha), make_article("Out", created_by=asha, assigned_to=asha)
    assert shown(asha) == {"On your desk": ["Given to me"], "Your drafts": ["Mine"]}


def test_editor_sees_what_is_to_be_decided_the_longest_waiting_first() -> None:
    for headline in ("First", "Second"):
        draft(headline, status="in_review")
    draft("Done", status="ready")
    assert shown(make_user("Editor")) == {"To review": ["First", "Second"], "Ready to publish": ["Done"]}


def test_reporter_does_not_see_what_editors_decide() -> None:
    draft("First", status="in_review")
    assert shown(make_user("Reporter")) == {}


def test_planned_are_in_the_order_in_which_they_appear() -> None:
    now = timezone.now()
    make_article("Tonight", published_at=now + timedelta(hours=9))
    make_article("Soon", published_at=now - timedelta(hours=1), embargo_until=now + timedelta(hours=2))
    make_article("Out", published_at=now - timedelta(hours=1))
    make_article("Later", published_at=now + timedelta(hours=1), embargo_until=now + timedelta(days=2))
    assert shown(make_user("Reporter")) == {"Planned": ["Soon", "Tonight", "Later"]}


def test_note_waits_for_whom_it_names_until_they_answer() -> None:
    asha, editor = make_user("Reporter"), make_user("Editor")
    article = draft("Bridge")
    publishing.note(article, "@reporter, who said so?", by=editor)
    assert shown(asha) == {"You were asked": ["Bridge"]}
    publishing.note(article, "The mayor.", by=asha)
    assert (shown(asha), shown(editor)) == ({}, {})


def test_work_that_was_not_saved_waits_for_whom_typed_it() -> None:
    asha, now = make_user("Reporter"), timezone.now()
    for key, article in (("one", draft("Bridge")), ("two", None)):
        WorkingCopy.objects.create(user=asha, key=key, article=article, sent="[]", turn=1, saved_at=now)
    WorkingCopy.objects.create(user=asha, key="three", sent="[]", turn=1, saved_at=now, closed_at=now)
    assert shown(asha) == {"Not saved yet": ["A new article", "Bridge"]}
    assert shown(make_user("Editor")) == {}


def test_edit_that_was_refused_says_why() -> None:
    PendingEdit.objects.create(article=make_article("Bridge"), content={}, opened={}, problem="It has no headline.")
    found = waiting_for(make_user("Editor"))
    assert [(one.title, one.lines[0].said) for one in found] == [("Edits kept for later", "It has no headline.")]


def test_lists_are_short() -> None:
    for _ in range(MOST + 2):
        draft("", status="in_review")
    assert [len(one.lines) for one in waiting_for(make_user("Editor"))] == [MOST]


def test_page_leads_to_what_waits() -> None:
    article = draft("Bridge <i>", status="ready")
    page = client_of("Editor").get("/admin/").content.decode()
    assert f'<a href="{change_page(article.pk)}">Bridge &lt;i&gt;</a>' in page
    assert "Ready to publish" in page


def test_moderator_without_a_right_to_articles_is_shown_none() -> None:
    draft("Bridge", status="ready")
    client = Client()
    client.force_login(User.objects.create_user("somebody", is_staff=True))
    assert client.get("/admin/").context["waiting"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_first_page_costs_the_same_for_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    client = client_of("Editor")
    user = User.objects.get(username="editor")
    for _ in range(count):
        for status in ("draft", "in_review", "ready"):
            publishing.note(draft("", status=status, created_by=user, assigned_to=user), "@editor see", by=None)
        make_article(published_at=timezone.now() + timedelta(hours=1))
        PendingEdit.objects.create(article=make_article(), content={}, opened={})
    client.get("/admin/")
    with django_assert_num_queries(16):
        assert len(client.get("/admin/").context["waiting"]) == 7
