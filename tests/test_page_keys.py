"""What a page names while it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Tag
from articles.page_keys import collected, depends_on, ends_at
from tests.factories import make_article, make_author, make_byline, make_image, make_section, make_tag

NOW = timezone.now()


def test_naming_outside_of_a_page_does_nothing() -> None:
    depends_on("front")
    with collected() as page:
        pass
    assert (page.keys, page.until) == (set(), None)


def test_page_ends_at_the_earliest_moment() -> None:
    with collected() as page:
        for hours in (3, 1, 2):
            ends_at(NOW + timedelta(hours=hours))
    assert page.until == NOW + timedelta(hours=1)


def test_page_within_a_page_has_names_of_its_own() -> None:
    with collected() as outer:
        depends_on("front")
        with collected() as inner:
            depends_on("menu")
    assert (outer.keys, inner.keys) == ({"front"}, {"menu"})


def test_row_names_itself_when_it_is_loaded(db: None) -> None:
    article, tag = make_article(), make_tag("Rivers")
    with collected() as page:
        list(Article.objects.only("path"))
        list(Tag.objects.all())
    assert page.keys == {f"article:{article.pk}", f"tag:{tag.pk}"}


def test_article_page_names_all_it_shows(db: None, client: Client) -> None:
    world = make_section("World")
    target, missing = make_article("Target", section=world), 999_999
    body = "".join(f'<p>Text.</p><aside data-also-read="{pk}"></aside>' for pk in (target.pk, missing))
    lead, tag, author = make_image(), make_tag("Rivers"), make_author()
    article = make_article(section=world, body=body, lead_image=lead, tags=(tag,))
    make_byline(article, author)
    with collected() as page:
        client.get(article.path)
    named = {f"article:{pk}" for pk in (article.pk, target.pk, missing)} | {f"image:{lead.pk}"}
    lists = {"menu", f"section-list:{world.pk}", "most-read:en-in"}
    assert page.keys == named | lists | {f"tag:{tag.pk}", f"author:{author.pk}"}


@pytest.mark.parametrize(
    ("address", "named"),
    [("/", "front"), ("/archive/", "all-list"), (f"/archive/{NOW:%Y}/", "all-list"), ("/tag/rivers/", "tag-list:"),
     ("/author/asha/", "author-list:"), ("/world/", "section-list:")],
)  # fmt: skip
def test_list_names_what_decides_who_stands_in_it(db: None, client: Client, address: str, named: str) -> None:
    article = make_article(section=make_section("World"), tags=(make_tag("Rivers"),))
    make_byline(article, make_author(slug="asha"))
    with collected() as page:
        assert client.get(address).status_code == 200
    assert any(key.startswith(named) for key in page.keys)
    assert {"menu", f"article:{article.pk}"} <= page.keys or address.startswith("/archive/")
