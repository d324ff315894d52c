"""Sitemaps: everything that is published, by month, and the news of two days (pages.md, 45)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles.models import Article, Crawler
from tests.factories import make_article, make_author, make_byline, make_image, make_page, make_section
from tests.feeds.reading import NAMES, locations, schema, sitemap

pytestmark = pytest.mark.django_db
SITE = "https://news.example"
AT = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)
HIDDEN: list[dict[str, Any]] = [
    {"status": "draft", "path": "/hidden/"},
    {"status": "killed", "path": "/hidden/"},
    {"path": "/hidden/", "embargo_until": timezone.now() + timedelta(days=1)},
    {"path": "/hidden/", "published_at": timezone.now() + timedelta(minutes=5)},
]


def test_index_names_the_months_with_stories(client: Client) -> None:
    make_article(published_at=AT), make_article(published_at=datetime(2015, 1, 31, 19, 0, tzinfo=UTC))
    make_article(status="draft", published_at=datetime(2014, 1, 1, tzinfo=UTC))
    assert locations(client, "/sitemap.xml") == [
        f"{SITE}/sitemap-pages.xml",
        f"{SITE}/sitemap-2016-10.xml",
        f"{SITE}/sitemap-2015-02.xml",
    ]


def test_month_has_its_articles_with_their_last_change_and_picture(client: Client) -> None:
    image = make_image()
    make_article(path="/world/नदी/", published_at=AT, lead_image=image, updated_at=AT + timedelta(days=40))
    make_article(path="/older/", published_at=AT - timedelta(days=1))
    make_article(path="/other-month/", published_at=AT - timedelta(days=31))
    tree = sitemap(client, "/sitemap-2016-10.xml")
    assert tree.xpath("//s:url/s:loc/text()", namespaces=NAMES) == [
        f"{SITE}/world/%E0%A4%A8%E0%A4%A6%E0%A5%80/",
        f"{SITE}/older/",
    ]
    assert tree.xpath("//s:lastmod/text()", namespaces=NAMES) == [
        "2016-11-29T07:23:00+05:30",
        "2016-10-19T07:23:00+05:30",
    ]
    assert tree.xpath("//image:loc/text()", namespaces=NAMES) == [f"{SITE}{image.url}"]


def test_every_address_in_a_sitemap_is_there(client: Client) -> None:
    make_byline(make_article(section=make_section("World")), make_author(slug="jo")), make_page()
    found = locations(client, "/sitemap.xml")
    for url in found:
        addresses = locations(client, url.removeprefix(SITE))
        assert addresses
        answers = {address: client.get(address.removeprefix(SITE)).status_code for address in addresses}
        assert answers == dict.fromkeys(addresses, 200)


def test_page_without_stories_is_in_no_sitemap(client: Client) -> None:
    make_author(slug="nobody"), make_page(path="/hidden/", is_published=False), make_page(path="/about/")
    assert locations(client, "/sitemap-pages.xml") == [f"{SITE}/", f"{SITE}/about/"]


@pytest.mark.parametrize("fields", HIDDEN, ids=["draft", "killed", "embargo", "scheduled"])
def test_what_is_not_published_is_in_no_sitemap(client: Client, fields: dict[str, Any]) -> None:
    now = timezone.now()
    make_article(path="/shown/", published_at=now), make_article(**{"published_at": now, **fields})
    found = [locations(client, path) for path in (f"/sitemap-{timezone.localtime(now):%Y-%m}.xml", "/news-sitemap.xml")]
    assert found == [[f"{SITE}/shown/"]] * 2


def test_month_that_is_the_same_still_is_not_sent_again(client: Client) -> None:
    article = make_article(published_at=AT)
    first = client.get("/sitemap-2016-10.xml")
    assert client.get("/sitemap-2016-10.xml", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/sitemap-2016-10.xml", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    Article.objects.filter(pk=article.pk).update(updated_at=AT + timedelta(days=1))
    assert client.get("/sitemap-2016-10.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("what", ["headline saved", "picture saved", "rights of the picture end"])
def test_month_is_sent_again_when_what_it_says_may_have_changed(client: Client, what: str) -> None:
    image = make_image(rights_end_at=timezone.now() + timedelta(hours=1))
    article = make_article(published_at=AT, lead_image=image)
    first = client.get("/sitemap-2016-10.xml")
    changes: dict[str, Callable[[], object]] = {
        "headline saved": article.save,
        "picture saved": lambda: Article.objects.filter(pk=article.pk).update(
            lead_image=make_image(), modified_at=timezone.now()
        ),
        "rights of the picture end": lambda: None,
    }
    changes[what]()
    later = timedelta(hours=2 if what.startswith("rights") else 0)
    with time_machine.travel(timezone.now() + later):
        again = client.get("/sitemap-2016-10.xml", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 200)


@pytest.mark.parametrize("month", ["2016-13", "2016-00", "0000-01", "9999-12", "2016-09", "2016-1", "２０１６-10"])
def test_month_without_stories_is_not_there(client: Client, month: str) -> None:
    make_article(published_at=AT)
    assert client.get(f"/sitemap-{month}.xml").status_code == 404


def test_news_of_two_days_with_all_that_is_asked_for(client: Client) -> None:
    now = timezone.now()
    make_article("Ferries & <boats>", path="/new/", published_at=now - timedelta(hours=47), language="hi")
    make_article(path="/old/", published_at=now - timedelta(hours=49))
    tree = sitemap(client, "/news-sitemap.xml")
    assert [text for text in tree.xpath("//news:news//text()", namespaces=NAMES) if text.strip()] == [
        "The Meridian",
        "hi",
        timezone.localtime(now - timedelta(hours=47)).isoformat(timespec="seconds"),
        "Ferries & <boats>",
    ]
    assert tree.xpath("//s:loc/text()", namespaces=NAMES) == [f"{SITE}/new/"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("", 4), ("-pages", 3), ("-2016-10", 2)])
def test_sitemap_costs_the_same_for_one_and_three(
    client: Client, django_assert_num_queries: Any, path: str, queries: int, count: int
) -> None:
    for _ in range(count):
        make_article(published_at=AT, lead_image=make_image())
    client.get(f"/sitemap{path}.xml").getvalue()
    with django_assert_num_queries(queries):
        client.get(f"/sitemap{path}.xml").getvalue()


def test_robots_refuse_the_crawlers_that_the_desk_refuses(client: Client) -> None:
    Crawler.objects.all().delete()
    for name, may_read in (("Trainer", False), ("Finder", True), ("Gatherer", False)):
        Crawler.objects.create(name=name, may_read=may_read)
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    may = {name: rules.can_fetch(name, f"{SITE}/world/") for name in ("Trainer", "Finder", "Gatherer", "Browser")}
    assert may == {"Trainer": False, "Finder": True, "Gatherer": False, "Browser": True}
    assert not rules.can_fetch("Finder", f"{SITE}/search/")


def test_robots_lead_to_the_sitemaps(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[-2:] == [f"Sitemap: {SITE}/sitemap.xml", f"Sitemap: {SITE}/news-sitemap.xml"]


@pytest.mark.parametrize(
    "wrong",
    [
        "<url><loc>/story/</loc></url>",
        "<url><loc>https://news.example/नदी/</loc></url>",
        "<url><loc>https://news.example/a/</loc><lastmod>2016-10-20T07:23:00</lastmod></url>",
        "<url><lastmod>2016-10-20</lastmod></url>",
        "<url><loc>https://news.example/a/</loc><i:image><i:caption>Boats</i:caption></i:image></url>",
    ],
)
def test_schema_refuses_what_search_engines_would(wrong: str) -> None:
    names = f'xmlns="{NAMES["s"]}" xmlns:i="{NAMES["image"]}"'
    assert not schema().validate(etree.fromstring(f"<urlset {names}>{wrong}</urlset>"))
