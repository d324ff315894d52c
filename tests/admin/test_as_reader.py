"""Editors look at an article as readers meet it: in frames, as a search result, as a card."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from articles import publishing
from articles.models import Article, PendingEdit
from tests.admin.desk import LIST, change_page, client_of
from tests.factories import make_article, make_image, make_section
from tests.pages_rules.conftest import COPIES
from tests.views.reading import one, page, select, structured, text, texts

pytestmark = pytest.mark.django_db
VIEWS = ["phone", "desktop", "dark", "search", "social"]
LONG = "A bridge that was nine years in the making opens to those who walk and cycle"


def look(article: Article, view: str = "", role: str = "Reporter") -> HtmlElement:
    return page(client_of(role), as_reader(article, view))


def as_reader(article: Article, view: str = "") -> str:
    return f"{LIST}{article.pk}/as-reader/{f'?as={view}' if view else ''}"


def told(article: Article) -> dict[str, str]:
    """What the page that readers have says to others."""
    tree = page(Client(), article.path or "")
    return {tag.get("property"): tag.get("content") for tag in select(tree, "meta[property]")} | {
        "title": text(one(tree, "title")),
        "description": one(tree, "meta[name=description]").get("content"),
        "structured": json.dumps(structured(tree)),
    }


def hints(article: Article, view: str) -> list[str]:
    return texts(look(article, view), "ul.desk-hints li")


@pytest.mark.parametrize(
    ("view", "frames"),
    [("phone", [("phone", "light")]), ("desktop", [("desktop", "light")]),
     ("dark", [("phone", "dark"), ("desktop", "dark")]), ("search", []), ("social", [])],
)  # fmt: skip
def test_each_way_to_look_is_a_link_and_shows_its_frames(view: str, frames: list[tuple[str, str]]) -> None:
    article = make_article(status="draft")
    tree = look(article, view)
    assert [link.get("href") for link in select(tree, "nav.desk-looks a")] == [f"?as={name}" for name in VIEWS]
    assert [link.get("href") for link in select(tree, "nav.desk-looks a[aria-current]")] == [f"?as={view}"]
    shown = [(box.get("class").split()[-1], box[0].get("src")) for box in select(tree, "div.desk-frame")]
    assert shown == [(device, f"/preview/{article.pk}/?scheme={scheme}") for device, scheme in frames]
    assert all(frame.get("title") and "script" not in frame.get("sandbox") for frame in select(tree, "iframe"))


def test_search_result_says_what_the_reader_s_page_says() -> None:
    asia = make_section("Asia", parent=make_section("World"))
    article = make_article("Bridge & river", section=asia, standfirst="It took\nnine years. " * 20, path="/bridge/")
    found, tree = told(article), look(article, "search")
    assert text(one(tree, "p.desk-result-title")) == found["og:title"] == "Bridge & river"
    assert found["title"].startswith("Bridge & river – ")
    assert found["description"].endswith("…")
    assert text(one(tree, "p.desk-result-text")).endswith(f"— {found['description']}")
    items = json.loads(found["structured"])["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    places = " › ".join(["news.example", *(item["name"] for item in items[1:])])
    assert text(one(tree, "p.desk-result-place")) == places == "news.example › World › Asia"


def test_search_result_has_the_date_of_the_last_change_in_the_article_s_language() -> None:
    out = timezone.now().replace(year=2026, month=1, day=20, hour=5)
    article = make_article("पुल खुला", language="hi", published_at=out, updated_at=out + timedelta(days=1))
    result = one(look(article, "search"), "section.desk-result")
    assert result.get("lang") == "hi"
    assert text(one(result, "p.desk-result-text")).startswith("21 जनवरी 2026 —")


def test_card_says_what_the_reader_s_page_says() -> None:
    image = make_image(renditions=COPIES, alt_text="A bridge of stone")
    article = make_article("Bridge opens", lead_image=image, standfirst="It took nine years.")
    found, tree = told(article), look(article, "social")
    shown = one(tree, "section.desk-card img")
    assert f"https://news.example{shown.get('src')}" == found["og:image"]
    size = (shown.get("width"), shown.get("height"))
    assert size == (found["og:image:width"], found["og:image:height"]) == ("1200", "675")
    assert shown.get("alt") == found["og:image:alt"] == "A bridge of stone"
    words = [f"{found['og:site_name']} · news.example", found["og:title"], found["og:description"]]
    assert texts(tree, "section.desk-card p") == words
    assert select(tree, "ul.desk-hints") == []


def test_what_is_not_out_has_the_address_that_it_would_get() -> None:
    article = make_article("Bridge opens", status="draft", standfirst="It took nine years.")
    shown = texts(look(article, "search"), "p.quiet")
    article.refresh_from_db()
    assert (article.path, article.published_at) == (None, None)
    publishing.publish(article)
    assert shown == ["Nothing to mend here.", f"Address: {article.path}"]


@pytest.mark.parametrize(
    ("fields", "hint"),
    [({"headline": LONG}, "The headline has 76 characters"),
     ({"standfirst": ""}, "There is no standfirst"),
     ({"standfirst": "", "body": ""}, "There is no description"),
     ({"standfirst": "It took nine years. " * 10}, "The standfirst is longer than 160 characters"),
     ({"canonical_url": "https://agency.example/7"}, "Its canonical address is at agency.example")],
)  # fmt: skip
def test_search_result_hints_at_what_could_be_better(fields: dict[str, Any], hint: str) -> None:
    good = {"headline": "Bridge opens", "standfirst": "It took nine years."}
    [found] = hints(make_article(**{**good, **fields}), "search")
    assert found.startswith(hint)


@pytest.mark.parametrize(
    ("picture", "hint"),
    [({"width": 900, "height": 600, "renditions": "r1.50.50 whole:320,900 wide:900"}, "The picture is 900 × 506"),
     ({"width": 900, "height": 600}, "The picture is 900 × 600"),
     ({}, "The copy of 1200 × 675 is not made yet"),
     ({"rights_end_at": timezone.now() - timedelta(days=1)}, "Readers do not see the lead picture"),
     (None, "There is no picture")],
)  # fmt: skip
def test_card_hints_at_what_is_wrong_with_its_picture(picture: dict[str, Any] | None, hint: str) -> None:
    image = None if picture is None else make_image(**picture)
    found = hints(make_article(lead_image=image, standfirst="It took nine years."), "social")
    assert found[0].startswith(hint)


def test_page_says_which_state_it_shows() -> None:
    article = make_article("Bridge opens", path="/bridge/")
    before = text(one(look(article, role="Editor"), "div#content"))
    PendingEdit.objects.create(article=article, content={"headline": "Bridge closes"}, opened={})
    after = one(look(article, role="Admin"), "div#content")
    assert "Published Shown is what was saved last" in before
    assert "kept for later" not in before
    assert "It is not shown here" in text(after)
    assert "Bridge closes" not in text(after)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("status", ["draft", "killed", "spiked", "published"])
def test_desk_sees_every_state_under_an_embargo_too(status: str, view: str) -> None:
    article = make_article("Bridge opens", status=status, embargo_until=timezone.now() + timedelta(hours=1))
    assert "Bridge opens" in look(article, view, "Moderator").text_content()


def test_rights_are_those_of_the_preview(client: Client) -> None:
    article = make_article("Bridge opens", status="draft")
    assert client.get(as_reader(article))["Location"].startswith("/admin/login/")
    assert client_of("Nobody").get(as_reader(article)).status_code == 403
    assert client_of("Reporter").get(as_reader(article)).status_code == 200
    assert client_of("Editor").post(as_reader(article)).status_code == 405


@pytest.mark.parametrize("query", ["?as=", "?as=nothing", "?as=%00", "?as=<script>", "?as[]=dark", "?as=dark&as=x"])
def test_odd_queries_show_the_phone(query: str) -> None:
    response = client_of("Reporter").get(as_reader(make_article("<b>Bridge</b>")) + query, follow=True)
    shown = response.content.decode()
    assert (response.status_code, 'desk-frame phone"' in shown) == (200, True)
    assert "<b>Bridge" not in shown
    assert "<script>&" not in shown


def test_hostile_words_stay_words() -> None:
    article = make_article("<b>Bridge</b>", standfirst='"><script>x</script>', lead_image=make_image(alt_text='"onx='))
    client = client_of("Reporter")
    for view, box in (("search", "section.desk-result"), ("social", "section.desk-card")):
        shown = one(page(client, as_reader(article, view)), box)
        assert "<b>Bridge</b>" in text(shown)
        assert '"><script>x</script>' in text(shown)
        assert {element.tag for element in shown.iter()} <= {"section", "p", "span", "div", "img"}


def test_page_is_kept_by_nobody() -> None:
    assert "no-store" in client_of("Reporter").get(as_reader(make_article(status="draft")))["Cache-Control"]


def test_form_leads_there() -> None:
    article = make_article(status="draft")
    shown = client_of("Reporter").get(change_page(article.pk)).content.decode()
    assert f'href="{as_reader(article)}"' in shown
