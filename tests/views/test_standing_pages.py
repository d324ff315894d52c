"""Pages that say who makes the paper and how: at the foot of every page, and told to search engines (pages.md, 50)."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Page
from tests.factories import make_article, make_page
from tests.views.reading import page, select, structured, text

POLICIES = [
    ("masthead", "masthead"),
    ("ethics", "ethicsPolicy"),
    ("corrections", "correctionsPolicy"),
    ("ownership", "ownershipFundingInfo"),
    ("sources", "unnamedSourcesPolicy"),
    ("bylines", "noBylinesPolicy"),
]


def standing(client: Client, path: str) -> list[tuple[str, str]]:
    links = select(page(client, path), "nav[aria-labelledby=who-we-are] a")
    return [(text(link), link.get("href")) for link in links]


@pytest.mark.parametrize(("purpose", "name"), POLICIES)
def test_rule_50_search_engines_are_told_of_each_policy(client: Client, purpose: str, name: str) -> None:
    make_page(path="/policy/", purpose=purpose)
    paper, _site = structured(page(client, "/"))["@graph"]
    assert (paper["@type"], paper[name]) == ("NewsMediaOrganization", "https://news.example/policy/")


def test_rule_50_contact_is_a_contact_point(client: Client) -> None:
    make_page(path="/write/", purpose="contact")
    paper, _site = structured(page(client, "/"))["@graph"]
    assert paper["contactPoint"]["url"] == "https://news.example/write/"


def test_rule_38_standing_pages_have_the_same_order_everywhere(client: Client) -> None:
    make_page("Contact", path="/contact/", purpose="contact", position=2)
    make_page("About", path="/about/", purpose="about", position=1)
    make_page("Recipes", path="/recipes/")
    paths = ["/", make_article().path or "", "/archive/", "/search/", "/about/"]
    wanted = [("About", "/about/"), ("Contact", "/contact/")]
    assert [standing(client, path) for path in paths] == [wanted] * len(paths)


def test_page_that_is_not_published_is_linked_nowhere(client: Client) -> None:
    make_page("About", path="/about/", purpose="about")
    make_page("Ethics", path="/ethics/", purpose="ethics", is_published=False)
    assert standing(client, "/") == [("About", "/about/")]
    Page.objects.update(is_published=False)
    assert standing(client, "/") == []
