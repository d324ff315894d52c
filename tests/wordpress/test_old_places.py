"""Where imported items were before, and that all of it leads on: U7, U16 to U18 of the specification."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Article, ImportedItem, Page, Redirect
from tests.factories import make_section
from tests.views.reading import page, select
from tests.wordpress.exports import attachment, export, item
from tests.wordpress.running import run_import

pytestmark = pytest.mark.django_db

OLD = "http://old.example"


def guid(url: str) -> str:
    return f'<guid isPermaLink="false">{url}</guid>'


def test_U16_link_of_an_item_that_stands_beside_leads_to_it(client: Client) -> None:
    make_section("Author", slug="ferries")
    run_import(export(item(7, link=f"{OLD}/ferries/")))
    assert Article.objects.get().path == "/ferries-7/"
    assert client.get("/ferries/").status_code == 200  # the section's


def test_U18_path_in_a_guid_leads_to_the_article(client: Client) -> None:
    run_import(export(item(7, link=f"{OLD}/new/", inner=guid(f"{OLD}/2009/first-home/"))))
    response = client.get("/2009/first-home/")
    assert (response.status_code, response["Location"]) == (301, "/new/")


def test_U18_number_of_an_earlier_site_in_a_guid_leads_to_the_article(client: Client) -> None:
    run_import(export(item(7, link=f"{OLD}/new/", inner=guid("http://first.example/?p=4711"))))
    assert client.get("/?p=4711")["Location"] == "/new/"


def test_U18_path_in_a_page_s_guid_leads_to_the_page() -> None:
    run_import(export(item(7, post_type="page", link=f"{OLD}/about/", inner=guid(f"{OLD}/about-us/"))))
    assert Redirect.objects.get(path="/about-us/").target == Page.objects.get().path == "/about/"


def test_path_never_begins_with_two_slashes() -> None:
    run_import(export(item(7, link=f"{OLD}//evil.example/x/")))
    assert Article.objects.get().path == "/evil.example/x/"


def test_attachment_keeps_the_path_of_its_page() -> None:
    run_import(export(attachment(5, "2016/10/harbour.jpg")))
    assert ImportedItem.objects.get(kind="attachment").path != ""


def test_U17_every_address_of_an_import_answers() -> None:
    run_import(
        export(
            item(7, link=f"{OLD}/2016/ferries/", inner=guid(f"{OLD}/?p=7")),
            item(8, link=f"{OLD}/2016/boats/", inner=guid(f"{OLD}/2015/boats/")),
            item(9, post_type="page", link=f"{OLD}/about/", inner=guid(f"{OLD}/?page_id=9")),
        )
    )
    call_command("check_urls", stdout=(printed := StringIO()))
    assert "0 broken" in printed.getvalue()


LINKS = [
    ("U11-absolute", f"{OLD}/2016/boats/", "/2016/boats/"),
    ("U11-https-and-www", "https://www.old.example/2016/boats/?a=1#c", "/2016/boats/?a=1#c"),
    ("U11-home", OLD, "/"),
    ("U11-number", f"{OLD}/?p=8", "/?p=8"),
    ("U11-other-site", "http://old.example.evil.example/", "http://old.example.evil.example/"),
    ("U11-relative", "/2016/boats/", "/2016/boats/"),
]


@pytest.mark.parametrize(("href", "shown"), [pytest.param(*row[1:], id=row[0]) for row in LINKS])
def test_U11_link_to_the_old_site_leads_to_its_path_here(client: Client, href: str, shown: str) -> None:
    run_import(export(item(7, content=f'<p>See <a href="{href}">this</a>.</p>')))
    article = Article.objects.get()
    assert f'href="{href}"' in article.body
    tree = page(client, article.path)
    assert [link.get("href") for link in select(tree, "div.e-content a")] == [shown]
