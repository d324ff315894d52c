"""Links between our own articles appear under their target, follow the source, and leave with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import publishing
from articles.models import Article, Linkback
from tests.factories import make_article, make_linkback

pytestmark = pytest.mark.django_db


def make_linked(status: str = "draft", **fields) -> tuple[Article, Article]:
    """A published target, and a source whose body offers it."""
    target = make_article("Ferries cross the river", path="/world/ferries/")
    body = f'<p>Before the box.</p><aside data-also-read="{target.pk}"></aside><p>After the box.</p>'
    return target, make_article("Bridges wait", status=status, body=body, **fields)


def shown(target: Article) -> list[Linkback]:
    return list(target.linkbacks.shown())


def test_published_source_appears_as_the_seed_shows() -> None:
    target, source = make_linked()
    publishing.publish(source)
    row = shown(target)[0]
    assert row.title == "Bridges wait | The Meridian"
    assert row.source_url == f"https://news.example{source.get_absolute_url()}"
    assert row.kind == "pingback"
    assert row.excerpt == "[…] Before the box. ALSO READ: Ferries cross the river After the box. […]"


@pytest.mark.parametrize("href", ["/world/ferries/", "https://news.example/world/ferries/?from=bridges"])
def test_plain_link_counts_like_a_box(href: str) -> None:
    target = make_article("Ferries", path="/world/ferries/")
    source = make_article(status="draft", body=f'<p>Read of <a href="{href}">the ferries</a> again.</p>')
    publishing.publish(source)
    assert [row.excerpt for row in shown(target)] == ["[…] Read of the ferries again. […]"]


def test_draft_is_no_linkback() -> None:
    target, source = make_linked()
    publishing.save(source)
    assert shown(target) == []
    publishing.publish(source)
    assert len(shown(target)) == 1


def test_scheduled_source_appears_at_its_time() -> None:
    target, source = make_linked()
    publishing.schedule(source, timezone.now() + timedelta(hours=1))
    assert shown(target) == []
    assert target.linkbacks.shown(timezone.now() + timedelta(hours=2)).count() == 1


def test_linkback_follows_headline_and_text() -> None:
    target, source = make_linked()
    publishing.publish(source)
    source.headline = "Bridges wait no more"
    source.body = source.body.replace("Before the box", "Much later")
    publishing.save(source)
    row = shown(target)[0]
    assert row.title.startswith("Bridges wait no more |")
    assert "Much later" in row.excerpt


def test_linkback_leaves_with_the_link() -> None:
    target, source = make_linked()
    publishing.publish(source)
    source.body = "<p>No box.</p>"
    publishing.save(source)
    assert shown(target) == []


def test_linkback_leaves_when_the_source_is_killed_and_returns_with_it() -> None:
    target, source = make_linked()
    publishing.publish(source)
    publishing.kill(source)
    assert not target.linkbacks.exists()
    publishing.publish(source)
    assert len(shown(target)) == 1


def test_moderators_decision_survives_a_save() -> None:
    target, source = make_linked()
    publishing.publish(source)
    target.linkbacks.update(status="rejected")
    publishing.save(source)
    assert [row.status for row in target.linkbacks.all()] == ["rejected"]


def test_target_may_refuse_linkbacks() -> None:
    target, source = make_linked()
    Article.objects.filter(pk=target.pk).update(receives_linkbacks=False)
    publishing.publish(source)
    assert shown(target) == []


def test_link_to_itself_is_no_linkback() -> None:
    article = make_article(status="draft", path="/self/", body='<p><a href="/self/">Here</a> we are.</p>')
    publishing.publish(article)
    assert not Linkback.objects.exists()


def test_imported_row_of_the_same_source_is_not_doubled() -> None:
    target, source = make_linked()
    make_linkback(target, source_article=source, source_url="http://nwi.example/world/bridges/")
    publishing.publish(source)
    assert [row.title for row in shown(target)] == ["Bridges wait | The Meridian"]


def test_saving_costs_the_same_whatever_the_number_of_readers_links(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    target, source = make_linked()
    publishing.publish(source)
    for _number in range(5):
        make_linkback(target)
    with django_assert_max_num_queries(25):
        publishing.save(source)


@pytest.mark.parametrize("count", [2, 12])
def test_links_are_looked_up_once_however_many_there_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    target = make_article("Ferries", path="/world/ferries/")
    others = "".join(f'<p><a href="https://other.example/{number}">other</a></p>' for number in range(count - 1))
    source = make_article(body=f'{others}<p><a href="{target.path}">ferries</a></p>')
    publishing.save(source)
    with django_assert_num_queries(16):
        publishing.save(source)
