"""Fields, meta, menus, slugs: what has a place here, and what is kept as it was (E138 to E147, L7, L19, L26, L30)."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article, ImportedItem, Page, Redirect, Section
from tests.factories import make_section
from tests.wordpress.exports import category, item, meta, term
from tests.wordpress.running import counts, imported, reasons

pytestmark = pytest.mark.django_db

META = {
    "E138 wrong length": 's:3:"längere";',
    "E138 object": 'O:8:"stdClass":1:{s:1:"a";i:1;}',
    "E139 serialised twice": 's:20:"a:1:{i:0;s:2:"ab";}";',
    "E139 L30 bytes": r's:13:"¯\_(ツ)_/¯";',
    "E140 looks like XML": "<![CDATA[<wp:meta_value>evil</wp:meta_value>]]>",
}


@pytest.mark.parametrize("case", META)
def test_E138_E139_E140_meta_is_kept_as_text(case: str) -> None:
    imported(item(1, inner=meta("odd", META[case])))
    expected = META[case].removeprefix("<![CDATA[").removesuffix("]]>")
    assert ImportedItem.objects.get(kind="post").data["meta"] == [["odd", expected]]


def test_meta_of_one_key_is_kept_as_often_as_it_stands() -> None:
    imported(item(1, inner=meta("a", "1") + meta("a", "1") + meta("a", "2")))
    assert ImportedItem.objects.get(kind="post").data["meta"] == [["a", "1"], ["a", "1"], ["a", "2"]]


def test_E141_L19_long_title_is_kept_whole_with_the_item() -> None:
    title = "Rain " * 60 + "😀"
    outcome = imported(item(1, title))
    assert (len(Article.objects.get().headline), ImportedItem.objects.get(kind="post").data["title"]) == (250, title)
    assert "its headline is longer than 250 characters" in reasons(outcome)[0]


def test_E141_emoji_in_a_title_is_kept() -> None:
    imported(item(1, "Rain 😀 &amp;#8217;s end"))
    assert Article.objects.get().headline == "Rain 😀 ’s end"


SLUGS = {
    "": "/rain-fell/",
    "2016": "/2016/",
    "%e0%a4%a8%e0%a4%a6%e0%a5%80-%e0%a4": "/नदी/",
}


@pytest.mark.parametrize("slug", SLUGS)
def test_E142_post_without_a_permalink_stands_at_its_slug_or_title(slug: str) -> None:
    imported(item(1, "Rain fell", post_name=slug, link="http://old.example/?p=1"))
    assert Article.objects.get().path == SLUGS[slug]


def test_E142_U16_section_wins_and_the_post_stands_beside_it(client: Client) -> None:
    make_section("World")
    imported(item(1, link="http://old.example/world/"))
    assert (Article.objects.get().path, Section.objects.get(slug="world").path) == ("/world-1/", "/world/")


HOSTILE_LINKS = ["http://old.example/a%00b/", "http://old.example/a b/", "http://old.example/a%3Fb/", "http://[broken/"]


@pytest.mark.parametrize("link", HOSTILE_LINKS)
def test_link_that_can_be_no_address_stops_nothing(link: str) -> None:
    outcome = imported(item(1, link=link, inner=meta("_wp_old_slug", "a%00b") + meta("_wp_old_slug", "older")))
    assert Article.objects.get().path == "/story-1/"
    assert [row.path for row in Redirect.objects.all()] == ["/older/"]
    assert outcome.is_complete


def test_U7_old_slugs_lead_on(client: Client) -> None:
    imported(item(1, inner=meta("_wp_old_slug", "older") + meta("_wp_old_slug", "oldest")))
    answers = [client.get(f"/world/{slug}/") for slug in ("older", "oldest")]
    assert [answer.headers.get("Location") for answer in answers] == ["/world/story-1/"] * 2


def test_U7_old_slug_that_another_post_has_by_now_leads_to_that() -> None:
    imported(item(1, inner=meta("_wp_old_slug", "story-2")), item(2))
    assert not Redirect.objects.exists()
    assert Article.objects.filter(path="/world/story-2/").exists()


def test_E145_menus_are_kept_with_their_tree_and_their_lost_targets() -> None:
    def entry(number: int, parent: str, target: str, status: str = "publish") -> str:
        inner = meta("_menu_item_menu_item_parent", parent) + meta("_menu_item_object_id", target)
        return item(number, "", "", inner + term("nav_menu", "main"), post_type="nav_menu_item", status=status)

    outcome = imported(entry(1, "0", "50"), entry(2, "1", "999"), entry(3, "0", "51", "draft"))
    assert counts(outcome) == {"nav_menu_item": {"in file": 3, "created": 3}}
    kept = [row.data for row in ImportedItem.objects.filter(kind="nav_menu_item")]
    assert [dict(map(tuple, data["meta"]))["_menu_item_menu_item_parent"] for data in kept] == ["0", "1", "0"]
    assert [data["status"] for data in kept] == ["publish", "publish", "draft"]


def test_E147_empty_body_with_an_excerpt_is_kept() -> None:
    imported(item(1, "", "", "<excerpt:encoded>A link.</excerpt:encoded>"))
    assert (Article.objects.get().standfirst, Article.objects.get().body) == ("A link.", "")


def test_pages_stand_in_their_tree_at_their_paths() -> None:
    about = {"post_type": "page", "link": "http://old.example/about/"}
    team = about | {"link": "http://old.example/about/team/", "post_parent": "2", "menu_order": "-3"}
    imported(item(1, "Team", **team), item(2, "About", **about))
    page = Page.objects.get(title="Team")
    assert (page.path, page.parent.path, page.position, page.is_published) == ("/about/team/", "/about/", -3, True)


def test_page_whose_parent_is_not_in_the_file_is_named() -> None:
    outcome = imported(item(1, post_type="page", post_parent="9", link="http://old.example/team/"))
    assert (Page.objects.get().parent, reasons(outcome)) == (None, ["belongs to item 9, which is not in the export"])


def test_fields_for_search_engines_are_kept() -> None:
    inner = meta("_yoast_wpseo_title", "For engines %%sep%%") + meta("_yoast_wpseo_metadesc", "What it says")
    imported(
        item(1, inner=inner + meta("rank_math_title", "Another") + meta("_yoast_wpseo_canonical", "https://x.example/"))
    )
    article = Article.objects.get()
    assert (article.search_title, article.search_description) == ("", "What it says")
    assert article.canonical_url == "https://x.example/"


def test_unknown_element_is_named_once() -> None:
    outcome = imported(*(item(n, inner="<wp:mood>glad</wp:mood>") for n in (1, 2)))
    assert reasons(outcome) == ["element wp:mood is not known: 2 times; what it says is not taken in"]


def test_L26_post_is_in_its_own_category_alone() -> None:
    imported(item(1, inner=category("world", "World")), item(2))
    assert [article.section.slug for article in Article.objects.order_by("wordpress_id")] == ["world", "news"]


def test_post_that_nobody_foresaw_is_refused_alone() -> None:
    deep = "<div>" * 3000 + "Deep." + "</div>" * 3000
    outcome = imported(item(1, content=deep), item(2))
    assert Article.objects.filter(wordpress_id=2).exists()
    assert counts(outcome)["post"]["in file"] == 2
