"""Which links the table holds: those of public articles to other sites, as the body has them by now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles import publishing
from articles.models import Article, ImportSource, LinkTarget, OutgoingLink
from articles.outgoing import follow
from articles.outgoing.following import days, read_on
from tests.factories import make_article
from tests.outgoing.links import NOW, after, make_linking

pytestmark = pytest.mark.django_db


def links_of(article: Article) -> dict[str, str]:
    return dict(article.outgoing_links.order_by("pk").values_list("target__url", "text"))


def body(*hrefs: str) -> str:
    return "".join(f'<p><a href="{href}">to {href}</a></p>' for href in hrefs)


def test_saving_keeps_links_with_their_words() -> None:
    article = make_article(status="draft", body=body("https://one.example/a#top", "https://two.example"))
    publishing.save(article)
    assert links_of(article) == {}
    publishing.publish(article)
    assert links_of(article) == {
        "https://one.example/a": "to https://one.example/a#top",
        "https://two.example/": "to https://two.example",
    }


def test_changed_article_s_links_follow() -> None:
    article = make_linking("https://one.example/", "https://two.example/")
    kept = article.outgoing_links.get(target__url="https://two.example/")
    article.body = body("https://two.example/", "https://three.example/")
    publishing.save(article)
    assert list(links_of(article)) == ["https://two.example/", "https://three.example/"]
    assert article.outgoing_links.get(pk=kept.pk).text == "to https://two.example/"


def test_our_own_pages_and_what_is_no_web_page_are_left_out() -> None:
    ImportSource.objects.create(home_url="https://old.example")
    hrefs = (
        *("/a/", "https://news.example/b/", "https://www.old.example/c/", "mailto:a@b.example", "#top"),
        *("javascript:alert(1)", "https://a@evil.example/", "https://other.example/d"),
        f"https://long.example/{'x' * 3000}",
    )  # fmt: skip
    assert list(links_of(make_linking(*hrefs))) == ["https://other.example/d"]


def test_offered_page_of_another_site_counts() -> None:
    article = make_article(body='<aside data-also-read=""><a href="https://other.example/x">Story</a></aside>')
    publishing.save(article)
    assert links_of(article) == {"https://other.example/x": "Story"}


def test_markup_and_hidden_signs_in_the_words_are_text() -> None:
    article = make_article(body='<p><a href="https://x.example/"><b>a</b> &lt;script&gt;\u202e z</a></p>')
    publishing.save(article)
    assert links_of(article) == {"https://x.example/": "a <script> z"}


def test_same_page_of_two_articles_is_one_target() -> None:
    make_linking("https://one.example/")
    make_linking("https://one.example/#part")
    assert (LinkTarget.objects.count(), OutgoingLink.objects.count()) == (1, 2)


def test_hundreds_of_links_are_bounded() -> None:
    assert len(links_of(make_linking(*(f"https://one.example/{number}" for number in range(300))))) == 200


def test_killed_article_links_to_nothing() -> None:
    article = make_linking("https://one.example/")
    publishing.kill(article)
    assert links_of(article) == {}


def test_undone_publication_links_to_nothing(settings: Settings) -> None:
    settings.UNDO_SECONDS = 10
    article = make_article(status="draft", body=body("https://one.example/"))
    publishing.publish(article)
    [target] = LinkTarget.objects.all()
    assert target.due_at > timezone.now() + timedelta(seconds=8)
    publishing.undo(article)
    assert links_of(article) == {}


def test_first_look_waits_for_schedule_and_embargo() -> None:
    make_linking("https://one.example/", published_at=after(hours=2))
    make_linking("https://two.example/", embargo_until=after(hours=3))
    make_linking("https://three.example/", published_at=after(days=-400))
    due = dict(LinkTarget.objects.values_list("url", "due_at"))
    assert due == {
        "https://one.example/": after(hours=2),
        "https://two.example/": after(hours=3),
        "https://three.example/": after(days=15),
    }


def test_import_and_archive_are_read_by_the_worker_in_order() -> None:
    for number in range(3):
        make_article(body=body(f"https://{number}.example/"))
    Article.objects.update(modified_at=after(hours=-1))
    late = make_article(body=body("https://late.example/"))
    Article.objects.filter(pk=late.pk).update(modified_at=after(minutes=-1))
    read_on(NOW)
    assert sorted(LinkTarget.objects.values_list("url", flat=True)) == [f"https://{n}.example/" for n in range(3)]
    read_on(after(minutes=20))
    assert LinkTarget.objects.filter(url="https://late.example/").exists()


def test_worker_goes_on_where_it_was(monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.outgoing.following._EACH", 2)
    for number in range(5):
        make_article(body=body(f"https://{number}.example/"))
    Article.objects.update(modified_at=after(hours=-1))
    for known in (2, 4, 5, 5):
        read_on(NOW)
        assert LinkTarget.objects.count() == known


def test_saving_without_a_change_of_links_costs_one_query_more(django_assert_num_queries: Any) -> None:
    article = make_linking("https://one.example/", "https://two.example/")
    with django_assert_num_queries(2):
        follow(article)


def test_off_keeps_and_reads_nothing(settings: Settings) -> None:
    settings.LINK_CHECK_DAYS = 0
    make_linking("https://one.example/")
    read_on(NOW)
    assert not LinkTarget.objects.exists()


@pytest.mark.parametrize(
    ("said", "debug", "host", "answer"),
    [
        (None, False, "news.example", 30),
        (None, True, "news.example", 0),
        (None, False, "localhost", 0),
        (None, False, "127.0.0.1", 0),
        (7, True, "localhost", 7),
        (0, False, "news.example", 0),
    ],
)
def test_unset_it_is_on_where_others_can_reach_us(
    settings: Settings, said: int | None, debug: bool, host: str, answer: int
) -> None:
    settings.LINK_CHECK_DAYS, settings.DEBUG, settings.SITE_HOST = said, debug, host
    assert days() == answer
