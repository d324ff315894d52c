"""Feeds of the paper, of sections, tags and authors: whole, right and the same in three forms (pages.md, 53 to 56)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from articles.models import Article, ImportedItem, ImportSource
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_section,
    make_tag,
    make_tagged,
)
from tests.feeds.reading import read, titles

pytestmark = pytest.mark.django_db
FORMS = ["feed/", "feed/atom/", "feed/json/"]
XML_FORMS = FORMS[:2]
SITE = "https://news.example"
AT = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)


@pytest.fixture
def story() -> Article:
    world = make_section("World")
    target = make_article("Bridge opens", section=world, published_at=AT - timedelta(days=2))
    image, lead = make_image(caption="Boats <at> dawn"), make_image(credit="A. Smith", alt_text="A boat")
    text = (
        f'<p>Ferries <a href="/older/?a=1&amp;b=2">crossed</a> to <a href="https://other.example/x">there</a>.</p>\n'
        f'<figure data-image="{image.pk}"></figure>\n<aside data-also-read="{target.pk}"></aside>'
    )
    fields: dict[str, Any] = {"section": world, "published_at": AT, "standfirst": "Every <hour>.", "lead_image": lead}
    article = make_article('Ferries "cross" & dock', body=text, path="/world/ferries/", tags=("Rivers",), **fields)
    make_byline(article, make_author("Asha Raman", slug="asha"))
    make_byline(article, "Agency")
    make_byline(article, "An Editor", role="editing")
    return article


def item(client: Client, path: str = "/feed/json/") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(path).content)["items"][0]
    return found


@pytest.mark.parametrize("form", XML_FORMS)
def test_feed_says_whose_it_is(client: Client, story: Article, form: str) -> None:
    channel = read(client, f"/world/{form}").feed
    assert (channel.title, channel.link) == ("World – The Meridian", f"{SITE}/world/")
    assert [link.href for link in channel.links if link.rel == "self"] == [f"{SITE}/world/{form}"]


@pytest.mark.parametrize("form", XML_FORMS)
def test_entry_is_whole(client: Client, story: Article, form: str) -> None:
    entry = read(client, f"/{form}").entries[0]
    assert html.fromstring(entry.title).text == 'Ferries "cross" & dock'
    assert entry.link == f"{SITE}/world/ferries/"
    assert {tag.term for tag in entry.tags} == {"World", "Rivers"}
    assert entry.published_parsed[:5] == (2016, 10, 20, 1, 53)
    assert ", ".join(author.name for author in entry.authors) == "Asha Raman, Agency"


@pytest.mark.parametrize("form", FORMS)
def test_text_is_in_full_with_every_address_in_full(client: Client, story: Article, form: str) -> None:
    text = item(client)["content_html"] if "json" in form else read(client, f"/{form}").entries[0].content[0].value
    tree = html.fromstring(text)
    assert [link.get("href") for link in tree.iter("a")] == [
        f"{SITE}/older/?a=1&b=2",
        "https://other.example/x",
        f"{SITE}{Article.objects.get(headline='Bridge opens').path}",
    ]
    sources = [picture.get("src") or "" for picture in tree.iter("img")]
    assert (len(sources), all(source.startswith(f"{SITE}/media/images/") for source in sources)) == (2, True)
    assert ["Boats <at> dawn" in tree.text_content(), "Bridge opens" in tree.text_content()] == [True, True]


@pytest.mark.parametrize("form", FORMS)
def test_feed_of_the_paper_says_what_the_paper_is(client: Client, form: str) -> None:
    said = "News, reports and opinion from The Meridian."
    assert said in client.get(f"/{form}").content.decode()


def test_plain_description_stands_before_the_text(client: Client, story: Article) -> None:
    text = client.get("/feed/").content.decode()
    first = text[text.index("<item>") :]
    assert first.index("<description>Every &lt;hour&gt;.</description>") < first.index("<content:encoded>")


def test_picture_comes_with_its_words(client: Client, story: Article) -> None:
    entry = read(client, "/feed/").entries[0]
    assert re.fullmatch(rf"{SITE}/media/images/.+\.jpg", entry.media_content[0]["url"])
    assert entry.media_credit[0]["content"] == "A. Smith"


def test_json_feed_has_what_version_1_1_asks_for(client: Client, story: Article) -> None:
    response = client.get("/world/feed/json/")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", "World – The Meridian")
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{SITE}/world/", f"{SITE}/world/feed/json/")
    found = feed["items"][0]
    assert found["authors"] == [{"name": "Asha Raman", "url": f"{SITE}/author/asha/"}, {"name": "Agency"}]
    assert (found["date_published"], found["tags"], found["language"]) == (
        "2016-10-20T07:23:00+05:30",
        ["Rivers"],
        "en-IN",
    )


def test_guid_survives_a_new_headline_and_a_move(client: Client, story: Article) -> None:
    before = [item(client)["id"], *(read(client, f"/{form}").entries[0].id for form in XML_FORMS)]
    Article.objects.filter(pk=story.pk).update(headline="Other words", path="/world/other/")
    after = [item(client)["id"], *(read(client, f"/{form}").entries[0].id for form in XML_FORMS)]
    assert (set(before), after) == ({f"tag:news.example,2016:article/{story.pk}"}, before)


def test_imported_article_keeps_its_guid(client: Client, story: Article) -> None:
    source = ImportSource.objects.create(home_url="https://old.example")
    Article.objects.filter(pk=story.pk).update(import_source=source, wordpress_id=17)
    fields = {"source": source, "kind": "post", "wordpress_id": 17, "local_id": story.pk}
    ImportedItem.objects.create(**fields, data={"guid": "https://old.example/?p=17"})
    assert [item(client)["id"], read(client, "/feed/").entries[0].id] == ["https://old.example/?p=17"] * 2


def test_substantive_change_is_told(client: Client, story: Article) -> None:
    Article.objects.filter(pk=story.pk).update(updated_at=AT + timedelta(hours=3))
    entry = read(client, "/feed/atom/").entries[0]
    assert (entry.published_parsed[3], entry.updated_parsed[3]) == (1, 4)
    assert read(client, "/feed/").feed.updated_parsed[3] == 4


WHOSE: dict[str, Callable[[], object]] = {
    "/feed/": lambda: make_article("Mine"),
    "/world/feed/": lambda: make_article("Mine", section=make_section("World")),
    "/world/asia/feed/atom/": lambda: make_article("Mine", section=make_section("Asia", parent=make_section("World"))),
    "/tag/rivers/feed/": lambda: make_tagged("Rivers", headline="Mine"),
    "/author/jo/feed/atom/": lambda: make_byline(make_article("Mine"), make_author("Jo", slug="jo")),
}


@pytest.mark.parametrize(("path", "make"), WHOSE.items())
def test_feed_stands_under_its_list(client: Client, path: str, make: Callable[[], object]) -> None:
    make()
    if path != "/feed/":
        make_article("Somebody else's", section=make_section("Elsewhere"))
    assert titles(client, path) == ["Mine"]


def test_section_has_the_stories_below_it(client: Client) -> None:
    world = make_section("World")
    make_article("Below", section=make_section("Asia", parent=world))
    assert titles(client, "/world/feed/") == ["Below"]


HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "scheduled": {"published_at": timezone.now() + timedelta(hours=1)},
    "embargo": {"embargo_until": timezone.now() + timedelta(hours=1)},
    "killed": {"status": "killed"},
    "spiked": {"status": "spiked"},
}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("path", ["/", "/world/", "/tag/rivers/", "/author/jo/"])
def test_what_is_not_published_is_in_no_feed(client: Client, path: str, state: str) -> None:
    world, author, tag = make_section("World"), make_author("Jo", slug="jo"), make_tag("Rivers")
    for headline, fields in (("Shown", {}), ("Hidden", HIDDEN[state])):
        make_byline(make_article(headline, section=world, tags=(tag,), **fields), author)
    texts = [client.get(f"{path}{form}").content.decode() for form in FORMS]
    assert [("Shown" in text, "Hidden" in text) for text in texts] == [(True, False)] * 3


@pytest.mark.parametrize("path", ["/tag/rivers/feed/", "/author/jo/feed/", "/nothing/feed/", "/tag/none/feed/json/"])
def test_feed_of_nothing_is_not_there(client: Client, path: str) -> None:
    make_byline(make_tagged("Rivers", status="draft"), make_author("Jo", slug="jo"))
    assert client.get(path).status_code == 404


def test_empty_paper_has_an_empty_feed(client: Client) -> None:
    assert [titles(client, f"/{form}") for form in XML_FORMS] == [[], []]
    assert json.loads(client.get("/feed/json/").content)["items"] == []


NASTY = "]]> <script>alert(1)</script> &amp; \x0b\x1f \ufffe 👩‍👩‍👧 \u202eright to left\u202c \U0001f600"


@pytest.mark.parametrize("form", XML_FORMS)
def test_any_character_leaves_the_feed_whole(client: Client, form: str) -> None:
    article = make_article(NASTY, standfirst=NASTY, body=f"<p>{NASTY}</p>", tags=(make_tag("a ]]> b"),))
    make_byline(article, "]]> <b>")
    entry = read(client, f"/{form}").entries[0]
    assert ["👩‍👩‍👧" in entry.title, "\x0b" in entry.title, "<script" in entry.content[0].value] == [True, False, False]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/", 3), ("/world/", 4), ("/tag/rivers/", 4), ("/author/jo/", 4)])
def test_feed_costs_the_same_for_one_and_three(
    client: Client, django_assert_num_queries: Any, path: str, queries: int, count: int
) -> None:
    world, author = make_section("World"), make_author("Jo", slug="jo")
    for _ in range(count):
        image, target = make_image(), make_article("Target", section=make_section())
        text = f'<figure data-image="{image.pk}"></figure>\n<aside data-also-read="{target.pk}"></aside>'
        make_byline(make_tagged("Rivers", section=world, body=text, lead_image=make_image()), author)
    for form in FORMS:
        client.get(f"{path}{form}")
        with django_assert_num_queries(queries):
            client.get(f"{path}{form}")


def test_feed_holds_the_newest_thirty(client: Client) -> None:
    for number in range(32):
        make_article(f"Story {number}", published_at=AT + timedelta(minutes=number))
    assert titles(client, "/feed/") == [f"Story {number}" for number in range(31, 1, -1)]


OFFERED = {"/": "/", "/world/": "/world/", "/tag/rivers/": "/tag/rivers/", "/author/asha/": "/author/asha/"}
OFFERED |= {"/world/ferries/": "/world/", "/archive/2016/10/": "/", "/search/": "/"}


@pytest.mark.parametrize(("path", "of"), OFFERED.items())
def test_pages_offer_their_feeds(client: Client, story: Article, path: str, of: str) -> None:
    for number in range(3):
        make_byline(make_tagged("Rivers", headline=f"More {number}"), story.bylines.get(author__slug="asha").author)
    links = html.fromstring(client.get(path).content).xpath('//link[@rel="alternate"][@title]')
    assert [(link.get("type"), link.get("href")) for link in links] == [
        ("application/rss+xml", f"{SITE}{of}feed/"),
        ("application/feed+json", f"{SITE}{of}feed/json/"),
    ]


def test_feed_can_be_read_in_a_browser(client: Client, story: Article) -> None:
    for form in XML_FORMS:
        response = client.get(f"/{form}")
        address = re.findall(r'<\?xml-stylesheet type="text/css" href="([^"]+)"', response.content.decode())[0]
        assert client.get(address)["Content-Type"] == "text/css; charset=utf-8"
        assert "style-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("form", FORMS)
def test_rule_57_feed_names_its_hub_and_itself(client: Client, story: Article, settings: Settings, form: str) -> None:
    assert "Link" not in client.get(f"/world/{form}")
    settings.WEBSUB_HUB = "https://hub.example/"
    response = client.get(f"/world/{form}")
    assert response["Link"] == f'<https://hub.example/>; rel="hub", <{SITE}/world/{form}>; rel="self"'
    if "json" in form:
        hubs = [one["url"] for one in json.loads(response.content)["hubs"]]
    else:
        hubs = [link.href for link in read(client, f"/world/{form}").feed.links if link.rel == "hub"]
    assert hubs == ["https://hub.example/"]
