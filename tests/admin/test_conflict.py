"""Saving from two places: the second is told, chooses field by field, and nothing is overwritten unasked."""

from __future__ import annotations

import re
import threading
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Revision
from tests.admin.desk import change_page, client_of, errors_of, step_page, typed
from tests.factories import make_article, make_author, make_byline, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article("Bridge opens", status="draft", body="<p>People walked across.</p>", standfirst="Calm.")


def opened(page: Any) -> str:
    found = re.search(r'name="opened" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


def two_desks(article: Article) -> tuple[Client, Client, str]:
    first, second = client_of("Reporter"), client_of("Editor")
    return first, second, opened(second.get(change_page(article.pk)))


def form(article: Article, *bylines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return typed(*bylines, **({"standfirst": "Calm.", "section": article.section_id} | fields))


def test_second_is_told_who_changed_what_and_nothing_is_saved(article: Article) -> None:
    first, second, mark = two_desks(article)
    first.post(change_page(article.pk), form(article, headline="Bridge closes"))
    response = second.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    conflict = response.context["conflict"]
    assert [(one.change.label, one.change.by) for one in conflict.clashes] == [("Headline", "reporter")]
    assert (conflict.clashes[0].mine, conflict.clashes[0].theirs) == ("Bridge falls", "Bridge closes")
    assert "Bridge falls</textarea>" in response.content.decode()
    assert Article.objects.get().headline == "Bridge closes"


@pytest.mark.parametrize(("choice", "headline"), [("mine", "Bridge falls"), ("theirs", "Bridge closes")])
def test_choice_holds_at_the_next_save(article: Article, choice: str, headline: str) -> None:
    first, second, mark = two_desks(article)
    first.post(change_page(article.pk), form(article, headline="Bridge closes"))
    told = second.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    fields = {"headline": "Bridge falls", "opened": opened(told), "take-headline": choice}
    second.post(change_page(article.pk), form(article, **fields))
    assert Article.objects.get().headline == headline
    assert "Bridge closes" in [one.content["headline"] for one in Revision.objects.all()]


def test_what_only_they_changed_is_taken_over(article: Article) -> None:
    first, second, mark = two_desks(article)
    world = make_section("World")
    theirs = {"standfirst": "Loud.", "tags": "dam", "section": world.pk, "embargo_until": "2030-01-02T03:04"}
    first.post(change_page(article.pk), form(article, {"guest_name": "A. Guest"}, **theirs))
    told = second.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    assert told.context["conflict"].clashes == []
    data = {one.name: told.context["adminform"].form[one.name].value() for one in told.context["conflict"].taken
            if one.name != "bylines"}  # fmt: skip
    assert data == {name: str(value) for name, value in theirs.items()}
    assert "A. Guest" in told.content.decode()
    assert Article.objects.get().headline == "Bridge opens"


def test_same_change_by_both_is_no_conflict(article: Article) -> None:
    first, second, mark = two_desks(article)
    for client in (first, second):
        client.post(change_page(article.pk), form(article, headline="Bridge closes", opened=mark))
    second.post(change_page(article.pk), form(article, headline="Bridge closes", standfirst="Loud.", opened=mark))
    assert (Article.objects.get().headline, Article.objects.get().standfirst) == ("Bridge closes", "Loud.")


def test_own_saves_one_after_another_are_no_conflict(article: Article) -> None:
    _first, client, _mark = two_desks(article)
    for headline in ("One bridge", "Two bridges"):
        mark = opened(client.get(change_page(article.pk)))
        client.post(change_page(article.pk), form(article, headline=headline, opened=mark))
    assert Article.objects.get().headline == "Two bridges"


def test_change_that_no_revision_tells_is_noticed(article: Article) -> None:
    _first, second, mark = two_desks(article)
    Article.objects.update(body="<p>From an import.</p>")
    told = second.post(change_page(article.pk), form(article, body="<p>Mine.</p>", opened=mark))
    assert told.context["conflict"].clashes[0].theirs == "From an import."
    assert Article.objects.get().body == "<p>From an import.</p>"


def test_step_taken_meanwhile_is_said(article: Article) -> None:
    _first, second, mark = two_desks(article)
    client_of("Admin").post(step_page(article.pk, "publish"))
    told = second.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    assert told.context["conflict"].state == "Published"
    assert Article.objects.get().headline == "Bridge opens"


def test_bylines_of_both_are_chosen(article: Article) -> None:
    row = make_byline(article, make_author("Asha"))
    first, second, mark = two_desks(article)
    gone = {"bylines-INITIAL_FORMS": 1, "bylines-0-id": row.pk}
    first.post(change_page(article.pk), form(article, {"guest_name": "Theirs", "author": ""}, **gone))
    mine = form(article, {"author": row.author_id}, {"guest_name": "Mine"}, **gone, opened=mark)
    told = second.post(change_page(article.pk), mine)
    assert [one.change.name for one in told.context["conflict"].clashes] == ["bylines"]
    second.post(change_page(article.pk), mine | {"opened": opened(told), "take-bylines": "theirs"})
    assert [str(byline) for byline in article.bylines.all()] == ["Theirs"]


def test_wrong_field_in_a_conflict_is_said_too_and_kept(article: Article) -> None:
    first, second, mark = two_desks(article)
    first.post(change_page(article.pk), form(article, slug="closes"))
    told = second.post(change_page(article.pk), form(article, slug="two words", opened=mark))
    assert "Use letters, digits and single hyphens only." in errors_of(told)
    assert 'value="two words"' in told.content.decode()
    assert [one.change.name for one in told.context["conflict"].clashes] == ["slug"]


@pytest.mark.parametrize("mark", ["", "{", "[]", "[" * 3000, '{"headline": 7}', "x" * 5000, "\x00"])
def test_mark_nobody_can_read_asks_about_what_differs(article: Article, mark: str) -> None:
    client = client_of("Editor")
    told = client.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    assert [one.change.name for one in told.context["conflict"].clashes] == ["headline"]
    assert Article.objects.get().headline == "Bridge opens"


def test_hold_that_was_set_meanwhile_stays(article: Article) -> None:
    writer = client_of("Reporter")
    mark = opened(writer.get(change_page(article.pk)))
    client_of("Editor").post(change_page(article.pk), form(article, legal_hold="on"))
    writer.post(change_page(article.pk), form(article, headline="Bridge falls", opened=mark))
    assert (Article.objects.get().legal_hold, Article.objects.get().headline) == (True, "Bridge falls")


def test_restoring_asks_about_what_came_in_between(article: Article) -> None:
    first, second, _mark = two_desks(article)
    first.post(change_page(article.pk), form(article, headline="Bridge closes"))
    history = second.get(f"/admin/articles/article/{article.pk}/history/")
    first.post(change_page(article.pk), form(article, headline="Bridge falls"))
    restore = f"/admin/articles/article/{article.pk}/history/{Revision.objects.last().pk}/restore/"
    told = second.post(restore, {"opened": opened(history)})
    assert told.context["conflict"].clashes[0].mine == "Bridge opens"
    assert Article.objects.get().headline == "Bridge falls"


def test_step_from_a_page_that_is_old_is_refused(article: Article) -> None:
    _first, second, _mark = two_desks(article)
    page = second.get(step_page(article.pk, "publish"))
    found = re.search(rf'name="seen-{article.pk}" value="([^"]*)"', page.content.decode())
    assert found
    client_of("Admin").post(change_page(article.pk), form(article, headline="Bridge falls"))
    response = second.post(step_page(article.pk, "publish"), {f"seen-{article.pk}": found[1]})
    assert response.context["errors"] == ["admin has changed it since this page was shown. Look at it again."]
    assert Article.objects.get().status == "draft"


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_told() -> None:
    article = make_article("Bridge opens", status="draft", body="<p>People walked across.</p>", standfirst="Calm.")
    first, second, mark = two_desks(article)
    statuses: list[int] = []
    together = threading.Barrier(2)

    def save(client: Client, headline: str) -> None:
        sent = form(article, headline=headline, opened=mark)
        together.wait()
        statuses.append(client.post(change_page(article.pk), sent).status_code)
        connection.close()

    threads = [threading.Thread(target=save, args=one) for one in ((first, "One bridge"), (second, "Two bridges"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 302]
