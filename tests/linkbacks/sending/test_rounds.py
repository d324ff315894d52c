"""What a round writes into the ledger: WS6, WS7, X3, X6, H101, U1 and U2 of the specification."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from articles import publishing
from articles.linkbacks.sending.rounds import announce_one
from articles.linkbacks.sending.work import do_one
from articles.models import Announcement, Article, Delivery
from tests.factories import make_article
from tests.linkbacks.sending.receivers import NOW, after, make_delivery

pytestmark = pytest.mark.django_db
BLOG = "https://blog.example/"
TOLD = {"status": "sent", "kind": "webmention", "sent_at": after(hours=-1), "due_at": None, "attempts": 1}


def body(*paths: str) -> str:
    links = (f'<a href="{path if "://" in path else BLOG + path}">words</a>' for path in paths)
    return "".join(f"<p>Read {link} again.</p>" for link in links)


def make_planned(*paths: str, due_at: datetime = NOW, **fields: Any) -> Article:
    """Public for an hour, and its round is due."""
    article = make_article(**{"body": body(*paths), "published_at": after(hours=-1), **fields})
    Announcement.objects.create(article=article, due_at=due_at)
    return article


def make_told(article: Article, path: str, **fields: Any) -> Delivery:
    return make_delivery(BLOG + path, article=article, **{**TOLD, **fields})


def announce_again(article: Article, now: datetime = NOW) -> None:
    Announcement.objects.filter(article=article).update(due_at=now)
    assert announce_one(now)


def waiting() -> set[str]:
    """Whom to tell."""
    rows = Delivery.objects.filter(status="waiting", due_at__isnull=False)
    return {row.target_url.removeprefix(BLOG) for row in rows}


def test_first_round_tells_every_link_once() -> None:
    make_planned("a", "b", "a")
    Announcement.objects.update(untold_since=after(minutes=-10))
    assert announce_one(NOW)
    assert waiting() == {"a", "b"}
    plan = Announcement.objects.get()
    assert (plan.due_at, plan.untold_since, plan.done_at, len(plan.digest)) == (None, None, NOW, 64)


def test_nothing_due_is_nothing_to_do() -> None:
    make_planned("a", due_at=after(seconds=1))
    assert not announce_one(NOW)
    assert waiting() == set()


def test_X3_only_links_of_the_text_to_others_count(settings: Settings) -> None:
    settings.OWN_HOSTS = ["short.example"]
    boxed = f'<aside data-also-read="">{body("boxed")}</aside>'
    own = body("https://news.example/world/", "https://www.news.example/x", "https://short.example/1")
    make_planned(body=body("a") + boxed + own + '<p><a href="/world/">words</a></p>')
    announce_one(NOW)
    assert waiting() == {"a"}


def test_H101_targets_are_limited() -> None:
    make_planned(*(f"{number}" for number in range(2_000)))
    announce_one(NOW)
    assert Delivery.objects.count() == 50


def test_one_page_in_two_spellings_is_told_once() -> None:
    make_planned("http://blog.example/a#top", "https://blog.example/a", "https://BLOG.example/%61")
    announce_one(NOW)
    assert [row.target_url for row in Delivery.objects.all()] == ["http://blog.example/a#top"]


def test_WS4_page_is_told_in_the_spelling_that_stands_now() -> None:
    article = make_planned("https://blog.example/a")
    make_delivery("http://blog.example/a", article=article, **TOLD)
    announce_one(NOW)
    assert [row.target_url for row in Delivery.objects.all()] == ["https://blog.example/a"]


def test_links_of_one_host_are_kept_apart() -> None:
    make_planned("a", "b", "https://other.example/")
    announce_one(NOW)
    due = dict(Delivery.objects.values_list("target_url", "due_at"))
    assert due == {BLOG + "a": NOW, BLOG + "b": after(seconds=5), "https://other.example/": NOW}


def test_U1_WS6_edit_tells_added_kept_and_removed() -> None:
    article = make_planned("kept", "new")
    make_told(article, "kept")
    removed = make_told(article, "removed")
    announce_one(NOW)
    assert waiting() == {"kept", "new", "removed"}
    removed.refresh_from_db()
    assert (removed.is_linked, removed.attempts, removed.kind) == (False, 0, "webmention")


def test_U2_WS7_kill_tells_all_who_were_told() -> None:
    article = make_planned("linked", status="killed")
    make_told(article, "linked")
    make_told(article, "removed-long-ago", is_linked=False)
    announce_one(NOW)
    assert waiting() == {"linked", "removed-long-ago"}
    assert not Delivery.objects.filter(is_linked=True).exists()


@pytest.mark.parametrize("kind", ["pingback", "trackback"])
def test_X2_pingback_and_trackback_are_sent_once_whatever_changes(kind: str) -> None:
    article = make_planned("kept")
    kept, removed = (make_told(article, path, kind=kind, answer="Thanks.") for path in ("kept", "removed"))
    announce_one(NOW)
    assert waiting() == set()
    for row in (kept, removed):
        row.refresh_from_db()
    assert (kept.answer, removed.answer) == ("Thanks.", "Thanks. (The link is gone; only a webmention could say so.)")


def test_note_on_what_cannot_be_taken_back_stands_once() -> None:
    article = make_planned("kept")
    row = make_told(article, "removed", kind="pingback", answer="Thanks.")
    for _ in range(2):
        Delivery.objects.filter(pk=row.pk).update(is_linked=True)
        Announcement.objects.update(digest="")
        announce_again(article)
    row.refresh_from_db()
    assert row.answer == "Thanks. (The link is gone; only a webmention could say so.)"


def test_X6_round_without_a_change_tells_nobody() -> None:
    article = make_planned("a")
    announce_one(NOW)
    Delivery.objects.update(**TOLD)
    announce_again(article)
    assert waiting() == set()


def test_X6_change_that_was_taken_back_tells_nobody() -> None:
    article = make_planned("a")
    announce_one(NOW)
    Delivery.objects.update(**TOLD)
    for headline in ("Other", article.headline):
        article.headline = headline
        publishing.save(article)
    announce_again(article)
    assert waiting() == set()


def test_removal_is_told_once() -> None:
    article = make_planned("kept")
    make_told(article, "removed", is_linked=False)
    announce_one(NOW)
    assert waiting() == {"kept"}


def test_X6_links_known_before_are_not_told_and_added_ones_are() -> None:
    article = make_planned("known", "new")
    Announcement.objects.update(known_links=["http://blog.example/known", f"{BLOG}removed"])
    announce_one(NOW)
    assert waiting() == {"new"}
    article.body = body("new")
    article.save()
    announce_again(article)
    assert waiting() == {"new"}


def test_link_that_went_before_it_was_told_is_not_told() -> None:
    article = make_planned("kept")
    row = make_delivery(f"{BLOG}gone", article=article)
    announce_one(NOW)
    row.refresh_from_db()
    assert (row.status, row.due_at, row.is_linked) == ("failed", None, False)
    assert row.answer == "The link was taken out before it was told."


def test_link_that_comes_back_is_told() -> None:
    article = make_planned("back", "back-untold")
    make_told(article, "back", is_linked=False)
    make_delivery(f"{BLOG}back-untold", article=article, status="failed", is_linked=False, due_at=None)
    announce_one(NOW)
    assert waiting() == {"back", "back-untold"}
    assert Delivery.objects.filter(is_linked=True).count() == 2


def test_article_that_comes_back_unchanged_is_told_again() -> None:
    article = make_planned("a")
    announce_one(NOW)
    Delivery.objects.update(**TOLD)
    for status in ("killed", "published"):
        Article.objects.update(status=status)
        announce_again(article)
    assert waiting() == {"a"}
    assert Delivery.objects.get().is_linked


SETTLED = [
    ("retrying", {"status": "waiting", "due_at": after(hours=2), "attempts": 3}),
    ("retrying-a-change", {**TOLD, "status": "waiting", "due_at": after(hours=2), "attempts": 3}),
    ("failed", {"status": "failed", "due_at": None, "kind": "webmention"}),
    ("refused", {"status": "refused", "due_at": None}),
    ("silent", {"status": "silent", "due_at": None}),
    ("uncertain", {"status": "uncertain", "due_at": None, "kind": "trackback"}),
]


@pytest.mark.parametrize("fields", [pytest.param(row[1], id=row[0]) for row in SETTLED])
def test_what_is_not_to_be_told_keeps_its_state_when_the_article_changes(fields: dict) -> None:
    article = make_planned("a")
    row = make_delivery(f"{BLOG}a", article=article, **fields)
    announce_one(NOW)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in fields} == fields


def test_what_waited_for_its_article_is_told() -> None:
    article = make_planned("a")
    make_delivery(f"{BLOG}a", article=article, due_at=None)
    announce_one(NOW)
    assert waiting() == {"a"}


def test_notice_on_its_way_is_sent_again_when_its_link_goes() -> None:
    article = make_planned("kept")
    row = make_delivery(f"{BLOG}gone", article=article, lease_until=after(seconds=60), attempts=1)
    announce_one(NOW)
    row.refresh_from_db()
    assert (row.status, row.due_at, row.lease_until, row.is_linked) == ("waiting", NOW, None, False)


def test_embargo_that_moved_moves_the_round() -> None:
    make_planned("a", embargo_until=after(hours=3))
    assert announce_one(NOW)
    assert Announcement.objects.get().due_at == after(hours=3)
    assert waiting() == set()


def test_round_of_an_article_back_on_the_desk_tells_nobody() -> None:
    make_planned("a", status="draft")
    assert announce_one(NOW)
    assert (Announcement.objects.get().due_at, waiting()) == (None, set())


def test_broken_plan_keeps_no_other_waiting() -> None:
    broken, _other = make_planned("a", due_at=after(hours=-1)), make_planned("b")
    Announcement.objects.filter(article=broken).update(known_links=[None])
    assert [announce_one(NOW) for _ in range(3)] == [True, True, False]
    assert waiting() == {"b"}


def test_X5_site_that_does_not_send_does_no_round(settings: Settings) -> None:
    make_planned("a")
    settings.LINKBACKS_SEND = False
    assert not do_one(NOW)
    settings.LINKBACKS_SEND = True
    assert do_one(NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_round_costs_the_same_whatever_the_number_of_links(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_planned(*(f"new/{number}" for number in range(count)))
    for number in range(count):
        make_told(article, f"gone/{number}")
    # The plan twice, article, own names, three for the ledger, the plan again; and the two ends of a savepoint.
    with django_assert_num_queries(10):
        announce_one(NOW)
