"""Unsaved work: kept whatever it is, never live, offered to its writer alone, brought back text for text."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, WorkingCopy
from tests.admin.desk import ADD, LIST, change_page, client_of, errors_of, messages_of, typed
from tests.factories import make_article, make_author, make_byline, make_section

pytestmark = pytest.mark.django_db

KEEP = f"{LIST}working-copy/"
KEY = "0a1b2c3d-0000"


def keep(client: Client, sent: dict[str, Any] | list[Any] | None, article: int | str = "", **more: Any) -> Any:
    pairs = [[name, str(text)] for name, text in sent.items()] if isinstance(sent, dict) else sent
    told = {"key": KEY, "article": str(article), "sent": pairs, "turn": 1} | more
    return client.post(KEEP, json.dumps(told), content_type="application/json")


def key_of(page: Any) -> str:
    found = re.search(r'name="form_key" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


def brought_back(client: Client, address: str) -> Any:
    return client.get(f"{address}?working_copy={WorkingCopy.objects.get(closed_at=None).pk}")


@pytest.fixture
def article() -> Article:
    return make_article("Bridge opens", status="draft")


def test_copy_touches_nothing_that_is_saved(article: Article) -> None:
    answer = keep(client_of("Reporter"), typed(headline="Bridge falls"), article.pk).json()
    assert re.fullmatch(r"\d\d:\d\d", answer["kept"])
    assert Article.objects.get().headline == "Bridge opens"


WRONG = {
    "headline": "", "body": "<p>a\x00b</p><script>x</script>", "section": "none", "tags": "ü" * 200,
    "slug": "two words", "embargo_until": "tomorrow",
}  # fmt: skip


def test_whatever_was_typed_comes_back(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed({"guest_name": "A. Guest", "position": 3}, **WRONG), article.pk)
    page = brought_back(client, change_page(article.pk))
    form = page.context["adminform"].form
    assert {name: form[name].value() for name in WRONG} == WRONG
    assert 'value="A. Guest"' in page.content.decode()
    assert "This is your unsaved work of" in errors_of(page)[0]
    assert Article.objects.get().headline == "Bridge opens"


def test_new_article_comes_back(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed(headline="Half a", body="<p>Words</p>"))
    offered = client.get(ADD).context["offers"]
    assert [one["headline"] for one in offered] == ["Half a"]
    assert brought_back(client, ADD).context["adminform"].form["body"].value() == "<p>Words</p>"
    assert client.get(change_page(article.pk)).context["offers"] == []


def test_saving_what_was_brought_back_ends_the_offer(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed(headline="Bridge falls"), article.pk)
    page = brought_back(client, change_page(article.pk))
    fields = {"headline": "Bridge falls", "form_key": key_of(page), "recovered": page.context["recovered"]}
    assert client.get(change_page(article.pk)).context["offers"] != []
    client.post(change_page(article.pk), typed(**fields))
    assert client.get(change_page(article.pk)).context["offers"] == []
    assert Article.objects.get().headline == "Bridge falls"


def test_copy_that_comes_after_the_save_is_not_kept(article: Article) -> None:
    client = client_of("Reporter")
    client.post(change_page(article.pk), typed(form_key=KEY))
    assert keep(client, typed(), article.pk, turn=9).json()["closed"] is True
    assert not WorkingCopy.objects.filter(closed_at=None).exists()


def test_refused_save_keeps_the_copy_and_its_form(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed(headline="x"), article.pk)
    page = client.post(change_page(article.pk), typed(headline="x", form_key=KEY))
    assert key_of(page) == KEY
    assert page.context["offers"] == []
    assert WorkingCopy.objects.get().closed_at is None


def test_earlier_one_does_not_take_the_place_of_a_later(article: Article) -> None:
    client = client_of("Reporter")
    for turn, headline in ((5, "Later"), (4, "Earlier")):
        keep(client, {"headline": headline}, article.pk, turn=turn)
    assert "Later" in WorkingCopy.objects.get().sent


def test_two_windows_have_a_copy_each(article: Article) -> None:
    client = client_of("Reporter")
    for key in ("aaaaaaaa", "bbbbbbbb"):
        keep(client, {"headline": key}, article.pk, key=key)
    assert sorted(one["headline"] for one in client.get(change_page(article.pk)).context["offers"]) == [
        "aaaaaaaa", "bbbbbbbb",
    ]  # fmt: skip


def test_typing_undone_leaves_no_copy(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, {"headline": "x"}, article.pk)
    keep(client, {}, article.pk, turn=2)
    assert not WorkingCopy.objects.exists()


def test_copy_is_nobody_elses(article: Article) -> None:
    keep(client_of("Reporter"), {"headline": "Mine"}, article.pk)
    number = WorkingCopy.objects.get().pk
    other = client_of("superuser")
    assert other.get(change_page(article.pk)).context["offers"] == []
    assert other.get(f"{change_page(article.pk)}?working_copy={number}").url == change_page(article.pk)
    assert other.post(f"{KEEP}{number}/throw-away/").status_code == 404
    keep(other, {"headline": "Theirs"}, article.pk)
    assert WorkingCopy.objects.count() == 2


def test_thrown_away_is_offered_no_more(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, {"headline": "Mine"}, article.pk)
    response = client.post(f"{KEEP}{WorkingCopy.objects.get().pk}/throw-away/")
    assert response.url == change_page(article.pk)
    assert client.get(change_page(article.pk)).context["offers"] == []


def test_work_on_what_may_not_be_changed_any_more_becomes_a_new_article(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed(headline="My words"), article.pk)
    Article.objects.update(status="published", published_at=article.created_at, path="/x/")
    [offer] = client.get(change_page(article.pk)).context["offers"]
    page = client.get(f"{offer['form']}?working_copy={offer['copy'].pk}")
    assert page.context["adminform"].form["headline"].value() == "My words"


def test_copy_of_a_deleted_article_is_still_there(article: Article) -> None:
    client = client_of("Reporter")
    keep(client, typed(headline="My words"), article.pk)
    article.delete()
    assert [one["headline"] for one in client.get(ADD).context["offers"]] == ["My words"]


def test_what_others_saved_meanwhile_is_asked_about(article: Article) -> None:
    client = client_of("Reporter")
    page = client.get(change_page(article.pk))
    keep(client, typed(headline="Bridge falls", opened=page.context["opened"]), article.pk)
    client_of("Editor").post(change_page(article.pk), typed(headline="Bridge closes"))
    told = brought_back(client, change_page(article.pk))
    assert [one.mine for one in told.context["conflict"].clashes] == ["Bridge falls"]


def test_bylines_come_back_over_those_that_are_there() -> None:
    section = make_section("News")
    article = make_article("Bridge opens", status="draft", section=section)
    row = make_byline(article, make_author("Asha"))
    client = client_of("Reporter")
    changed = {"bylines-INITIAL_FORMS": 1, "bylines-0-id": row.pk}
    keep(client, typed({"author": row.author_id}, {"guest_name": "New"}, headline="Two", **changed), article.pk)
    row.delete()
    page = brought_back(client, change_page(article.pk))
    formset = page.context["inline_admin_formsets"][0].formset
    assert [(one["author"].value(), one["guest_name"].value()) for one in formset.forms] == [
        (str(row.author_id), ""), ("", "New"),
    ]  # fmt: skip


NONSENSE: list[Any] = [
    "", "{", "[]", "null", '{"key": 1}', '{"key": "x", "article": "", "sent": [], "turn": 1}',
    {"key": "../../etc/passwd", "article": "", "sent": [["a", "b"]], "turn": 1},
    {"key": KEY, "article": "x", "sent": [["a", "b"]], "turn": 1},
    {"key": KEY, "article": "9" * 40, "sent": [["a", "b"]], "turn": 1},
    {"key": KEY, "article": "", "sent": [["a"]], "turn": 1},
    {"key": KEY, "article": "", "sent": [["a", "b"]], "turn": -1},
    {"key": KEY, "article": "", "sent": [["a", "b"]], "turn": 2**70},
    {"key": KEY, "article": "", "sent": [["a" * 300, "b"]], "turn": 1},
    {"key": KEY, "article": "", "sent": [["a", "b"]] * 5001, "turn": 1},
    {"key": KEY, "article": "", "sent": [["a", "b" * (12 * 1024 * 1024)]], "turn": 1},
]  # fmt: skip


@pytest.mark.parametrize("told", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_refused(told: Any) -> None:
    text = told if isinstance(told, str) else json.dumps(told)
    assert client_of("Reporter").post(KEEP, text, content_type="application/json").status_code == 400
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("sent", [[["headline", "\ud800"]], [["headline", None]], [["\x00", "\x00"]], [["x", {}]]])
def test_odd_texts_are_kept_and_shown(sent: list[Any], article: Article) -> None:
    client = client_of("Reporter")
    assert keep(client, sent, article.pk).status_code == 200
    assert brought_back(client, change_page(article.pk)).status_code == 200


def test_only_those_who_write_keep_copies() -> None:
    assert keep(client_of("Moderator"), {"headline": "x"}).status_code == 403
    assert keep(Client(), {"headline": "x"}).status_code == 302
    assert client_of("Reporter").get(KEEP).status_code == 405
    assert not WorkingCopy.objects.exists()


def test_copies_need_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of("Reporter").cookies
    assert keep(client, {"headline": "x"}).status_code == 403


def test_nobody_fills_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.revisions.working_copies.MOST_OPEN", 2)
    client = client_of("Reporter")
    statuses = [keep(client, {"a": "b"}, key=f"aaaaaaa{number}").status_code for number in range(4)]
    assert statuses == [200, 200, 429, 429]


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, ""])
def test_copy_that_is_none_leads_to_the_form(number: str, article: Article) -> None:
    response = client_of("Reporter").get(f"{change_page(article.pk)}?working_copy={number}", follow=True)
    assert messages_of(response) == ["This work has been saved or thrown away meanwhile."]


def test_messages_of_a_save_are_as_before(article: Article) -> None:
    response = client_of("Reporter").post(change_page(article.pk), typed(form_key=KEY), follow=True)
    assert "was changed successfully" in messages_of(response)[0]


def test_form_that_names_many_copies_closes_a_few(article: Article) -> None:
    recovered = " ".join(f"aaaaaaa{number:03}" for number in range(500))
    client_of("Reporter").post(change_page(article.pk), typed(form_key=KEY, recovered=recovered))
    assert WorkingCopy.objects.count() == 20


def test_new_article_sent_twice_is_one() -> None:
    client = client_of("Reporter")
    first = client.post(ADD, typed(form_key=KEY))
    again = client.post(ADD, typed(form_key=KEY), follow=True)
    article = Article.objects.get()
    assert first.url == again.redirect_chain[0][0] == change_page(article.pk)
    assert messages_of(again)[-1] == "This article was saved already; here it is."
    client.post(ADD, typed(form_key="bbbbbbbb"))
    assert Article.objects.count() == 2
