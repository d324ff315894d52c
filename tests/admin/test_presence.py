"""Who is editing: said in the form and in the list, taken over with notice, released when idle or gone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Editing
from articles.models.editing import ALIVE_FOR
from articles.revisions import editing
from tests.admin.desk import LIST, change_page, client_of, typed
from tests.admin.test_working_copy import keep
from tests.factories import make_article

pytestmark = pytest.mark.django_db

ANNA, BEN = "aaaaaaaa", "bbbbbbbb"


@pytest.fixture
def article() -> Article:
    return make_article("Bridge opens", status="draft")


def beat(client: Client, article: Article, key: str, **more: Any) -> Any:
    return keep(client, None, article.pk, **{"key": key, **more}).json()


def take_over(client: Client, article: Article) -> Any:
    return client.post(f"{LIST}{article.pk}/take-over/")


def test_second_is_told_who_was_first(article: Article) -> None:
    first, second = client_of("Reporter"), client_of("Editor")
    assert beat(first, article, ANNA)["held"] == ""
    assert re.fullmatch(r"reporter has been editing this since \d\d:\d\d\.", beat(second, article, BEN)["held"])
    assert beat(first, article, ANNA)["held"] == ""
    assert second.get(change_page(article.pk)).context["held"].startswith("reporter has been editing")
    assert first.get(change_page(article.pk)).context["held"] == ""


def test_list_says_who_is_editing(article: Article) -> None:
    client = client_of("Reporter")
    make_article("Nobody at it", status="draft")
    beat(client, article, ANNA)
    assert client_of("Editor").get(LIST).content.decode().count("reporter is editing") == 1
    Editing.objects.update(seen_at=timezone.now() - ALIVE_FOR)
    assert "is editing" not in client.get(LIST).content.decode()


def test_taking_over_tells_the_other(article: Article) -> None:
    first, second = client_of("Reporter"), client_of("Editor")
    beat(first, article, ANNA)
    assert take_over(second, article).url == change_page(article.pk)
    assert beat(second, article, BEN)["held"] == ""
    told = keep(first, {"headline": "Half a wor"}, article.pk, key=ANNA).json()
    assert re.match(r"editor took over at \d\d:\d\d\.", told["taken"])
    assert first.get(change_page(article.pk)).context["offers"][0]["headline"] == "Half a wor"


def test_whoever_leaves_or_saves_releases_it(article: Article) -> None:
    first, second = client_of("Reporter"), client_of("Editor")
    for release in (
        lambda: beat(first, article, ANNA, leaves=True),
        lambda: first.post(change_page(article.pk), typed(form_key=ANNA)),
    ):
        beat(first, article, ANNA)
        assert beat(second, article, BEN)["held"] != ""
        release()
        assert beat(second, article, BEN)["held"] == ""
        Editing.objects.all().delete()


def test_refused_save_does_not_release_it(article: Article) -> None:
    first = client_of("Reporter")
    beat(first, article, ANNA)
    first.post(change_page(article.pk), typed(form_key=ANNA, headline=""))
    assert editing.holder_of(article) is not None


def test_idle_one_is_released_and_waits_when_it_comes_back(article: Article) -> None:
    users = [int(client_of(role).session["_auth_user_id"]) for role in ("Reporter", "Editor")]
    now = timezone.now()
    editing.beat(users[0], ANNA, article, now)
    later = now + ALIVE_FOR + timedelta(seconds=1)
    editing.beat(users[1], BEN, article, later)
    editing.beat(users[0], ANNA, article, later + timedelta(seconds=1))
    holder = editing.holder_of(article, later + timedelta(seconds=2))
    assert holder is not None
    assert holder.user_id == users[1]


def test_two_windows_of_one_editor_do_not_hold_each_other(article: Article) -> None:
    client = client_of("Reporter")
    beat(client, article, ANNA)
    assert beat(client, article, BEN)["held"] == ""


def test_taking_over_is_for_those_who_may_change_it() -> None:
    article = make_article()
    beat(client_of("Editor"), article, ANNA)
    assert take_over(client_of("Reporter"), article).status_code == 403
    assert client_of("Admin").get(f"{LIST}{article.pk}/take-over/").status_code == 405
    assert client_of("Moderator").post(f"{LIST}{'9' * 30}/take-over/").status_code == 404
    assert Editing.objects.get().taken_by is None


def test_forms_that_are_long_gone_are_forgotten(article: Article) -> None:
    user_id = int(client_of("Reporter").session["_auth_user_id"])
    now = timezone.now()
    editing.beat(user_id, ANNA, article, now - editing.FORGOTTEN_AFTER - timedelta(minutes=1))
    editing.beat(user_id, BEN, article, now)
    editing.tidy(now)
    assert Editing.objects.get().key == BEN
