"""Pages that are no news: at their paths, under those above them, and nowhere while they are not published."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles import publishing
from articles.models import Page, Redirect
from articles.models.claims import claim_on
from tests.factories import make_article, make_image, make_page, make_redirect, make_section
from tests.views.reading import one, page, select, text, texts


def test_page_shows_its_title_and_its_body(client: Client) -> None:
    image = make_image(caption="The newsroom")
    body = f'<p onclick="x()">We report.</p><script>x()</script><figure data-image="{image.pk}"></figure>'
    tree = page(client, make_page("About us", path="/about/", body=body).path)
    assert texts(tree, "h1") == ["About us"]
    assert texts(tree, "div.e-content p") == ["We report."]
    assert texts(tree, "figcaption") == ["The newsroom"]
    assert [script.get("type") for script in select(tree, "script")] == ["speculationrules", None]
    assert text(one(tree, "title")) == "About us – The Meridian"
    assert one(tree, "link[rel=canonical]").get("href") == "https://news.example/about/"
    assert one(tree, "meta[name=description]").get("content") == "We report."


def test_page_is_no_article(client: Client) -> None:
    tree = page(client, make_page().path)
    assert (select(tree, ".h-entry"), select(tree, "main time")) == ([], [])
    assert len(select(tree, "article")) == 1


@pytest.mark.parametrize("asked", ["/about", "/About/", "/about//", "/index.php/about/", "/about/)", "/about/2/"])
def test_page_is_reached_by_other_forms_of_its_path(client: Client, asked: str) -> None:
    make_page(path="/about/")
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, "/about/")


def test_page_leads_up_to_those_above_it(client: Client) -> None:
    top = make_page("Company", path="/company/")
    middle = make_page("People", path="/company/people/", parent=top)
    tree = page(client, make_page("Desk", path="/company/people/desk/", parent=middle).path)
    links = [(text(link), link.get("href")) for link in select(tree, "nav.kicker a")]
    assert links == [("Company", "/company/"), ("People", "/company/people/")]


def test_page_that_is_not_published_ends_the_line(client: Client) -> None:
    hidden = make_page("Hidden", is_published=False, parent=make_page("Company"))
    assert texts(page(client, make_page("Desk", parent=hidden).path), "nav.kicker a") == []


def test_circle_of_pages_is_bearable(client: Client) -> None:
    first = make_page("First")
    second = make_page("Second", parent=first)
    Page.objects.filter(pk=first.pk).update(parent=second)
    assert texts(page(client, second.path), "nav.kicker a") == ["First"]


def test_page_that_is_not_published_answers_like_nothing(client: Client) -> None:
    nothing = client.get("/nothing/").content
    make_page(path="/hidden/", is_published=False)
    assert [client.get(path).content for path in ("/hidden/", "/hidden", "/Hidden/")] == [nothing] * 3


@pytest.mark.parametrize("parents", [0, 3])
def test_page_costs_five_queries(client: Client, django_assert_num_queries: Any, parents: int) -> None:
    """Sections, articles, what is known of the path, the page with those above it; a picture is one more."""
    above = None
    for _ in range(parents):
        above = make_page(parent=above)
    found = make_page(parent=above, body=f'<p>A.</p><figure data-image="{make_image().pk}"></figure>')
    with django_assert_num_queries(5):
        client.get(found.path)


TAKEN = [
    ("/article/", "An article has this path already."),
    ("/world/", "A section has this path already."),
    ("/page/", "This address belongs to the site itself; choose another."),
    ("/other/", "A page has this path already."),
    ("/old/", "An old path leads elsewhere from here; choose another."),
    ("/tag/x/", "This address belongs to the site itself; choose another."),
    ("/wp-json/", "This address belongs to the site itself; choose another."),
]


@pytest.mark.parametrize(("path", "message"), TAKEN)
def test_page_takes_no_path_of_others(path: str, message: str) -> None:
    make_article(path="/article/")
    make_section("World")
    make_page(path="/other/")
    make_redirect("/old/", "/world/")
    with pytest.raises(ValidationError) as refused:
        publishing.save_page(Page(title="New", path=path))
    assert refused.value.message_dict == {"path": [message]}


def test_article_takes_no_path_of_a_page() -> None:
    make_page(path="/about/")
    assert claim_on("/about/", make_article()) == "A page has this path already."


def test_moved_page_leads_on_in_one_step_and_may_come_back(client: Client) -> None:
    moved = make_page(path="/first/")
    for path in ("/second/", "/third/"):
        moved.path = path
        publishing.save_page(moved)
    assert [client.get(path)["Location"] for path in ("/first/", "/second/")] == ["/third/", "/third/"]
    moved.path = "/first/"
    publishing.save_page(moved)
    assert client.get("/first/").status_code == 200
    assert [client.get(path)["Location"] for path in ("/second/", "/third/")] == ["/first/", "/first/"]


def test_page_nobody_has_seen_leaves_nothing_behind() -> None:
    moved = make_page(path="/first/", is_published=False)
    moved.path = "/second/"
    publishing.save_page(moved)
    assert not Redirect.objects.exists()


def test_saved_page_is_clean() -> None:
    saved = Page(title="New", path="/new/", body="<p>Text<script>x()</script></p>")
    publishing.save_page(saved)
    assert Page.objects.get().body == "<p>Text</p>"
