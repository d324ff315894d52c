"""The article page's markup, as the contract fixes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from articles.models import Article
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_linkback,
    make_section,
)
from tests.views.reading import one, page, select, structured, text, texts

PUBLISHED = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)
UPDATED = datetime(2016, 10, 20, 3, 35, tzinfo=UTC)


def test_headline_is_the_only_h1(client: Client) -> None:
    article = make_article("Ferries cross by night")
    assert texts(page(client, article.path), "h1") == ["Ferries cross by night"]
    assert texts(page(client, article.path), "article.h-entry h1.p-name") == ["Ferries cross by night"]


def test_headline_leads_the_title(client: Client) -> None:
    article = make_article("Ferries cross by night")
    assert text(one(page(client, article.path), "title")) == "Ferries cross by night – The Meridian"


@pytest.mark.parametrize(("length", "is_long"), [(90, False), (91, True)])
def test_long_headline_is_marked(client: Client, length: int, is_long: bool) -> None:
    article = make_article("H" * length)
    classes = one(page(client, article.path), "h1.p-name").get("class")
    assert classes == ("p-name long" if is_long else "p-name")


def test_standfirst_is_shown_and_described(client: Client) -> None:
    tree = page(client, make_article(standfirst="Wooden boats carry flour.").path)
    assert texts(tree, "article.h-entry p.p-summary") == ["Wooden boats carry flour."]
    assert one(tree, "meta[name=description]").get("content") == "Wooden boats carry flour."


def test_description_is_cut_between_words(client: Client) -> None:
    tree = page(client, make_article(standfirst="seven " * 40).path)
    description = one(tree, "meta[name=description]").get("content")
    assert len(description) <= 160
    assert description.endswith("seven…")


def test_published_time_reads_in_the_site_s_zone(client: Client) -> None:
    time = one(page(client, make_article(published_at=PUBLISHED).path), "time.dt-published")
    assert (text(time), time.get("datetime")) == ("October 20, 2016, 07:23 IST", "2016-10-20T07:23:00+05:30")


def test_updated_time_shows_after_a_substantive_change(client: Client) -> None:
    time = one(page(client, make_article(published_at=PUBLISHED, updated_at=UPDATED).path), "time.dt-updated")
    assert (text(time), time.get("datetime")) == ("October 20, 2016, 09:05 IST", "2016-10-20T09:05:00+05:30")


def test_article_never_updated_says_nothing_of_it(client: Client) -> None:
    tree = page(client, make_article(published_at=PUBLISHED, updated_at=PUBLISHED).path)
    assert len(select(tree, "time.dt-published")) == 1
    assert select(tree, "time.dt-updated") == []


def test_bylines_read_as_a_sentence(client: Client) -> None:
    article = make_article()
    for name in ("Asha Raman", "Karim Haddad"):
        make_byline(article, make_author(name))
    make_byline(article, "AFP", role="photography")
    assert texts(page(client, article.path), "div.byline p")[:2] == [
        "By Asha Raman and Karim Haddad",
        "Photographs by AFP",
    ]


def test_author_is_linked_and_guest_is_text(client: Client) -> None:
    article = make_article()
    make_byline(article, make_author("Asha Raman", slug="asha-raman"))
    make_byline(article, "A Guest")
    author, guest = select(page(client, article.path), ".p-author.h-card")
    assert (author.get("rel"), author.get("href")) == ("author", "/author/asha-raman/")
    assert (guest.tag, text(guest)) == ("span", "A Guest")


def test_dateline_of_the_fields_opens_the_first_paragraph(client: Client) -> None:
    article = make_article(dateline_place="MOSUL", dateline_agency="AFP", body="<p>The line begins.</p><p>It ends.</p>")
    tree = page(client, article.path)
    assert texts(tree, "div.e-content p") == ["MOSUL (AFP) — The line begins.", "It ends."]
    assert texts(tree, "span.dateline") == ["MOSUL (AFP)"]


def test_dateline_of_the_body_is_not_doubled(client: Client) -> None:
    body = '<p><span class="dateline">MOSUL (AFP)</span> — The line begins.</p>'
    tree = page(client, make_article(dateline_place="MOSUL", dateline_agency="AFP", body=body).path)
    assert texts(tree, "div.e-content p") == ["MOSUL (AFP) — The line begins."]


def test_body_is_sanitised_when_shown(client: Client) -> None:
    tree = page(client, make_article(body="<p onclick='x()'>Safe</p><script>alert(1)</script>").path)
    assert texts(tree, "div.e-content p") == ["Safe"]
    assert select(tree, "div.e-content p[onclick]") == []
    # Structured data, what may be fetched ahead, and what keeps the page for later: our own.
    assert len(select(tree, "script")) == 3


def test_tags_are_linked_in_order(client: Client) -> None:
    tree = page(client, make_article(tags=("Rivers", "Iraq")).path)
    tags = [(text(tag), tag.get("href")) for tag in select(tree, "a.p-category[rel~=tag]")]
    assert tags == [("Rivers", "/tag/rivers/"), ("Iraq", "/tag/iraq/")]


def test_breadcrumbs_lead_down_to_the_section(client: Client) -> None:
    below = make_section("Middle East", parent=make_section("World"))
    links = select(page(client, make_article(section=below).path), "nav.kicker a")
    assert [(text(link), link.get("href")) for link in links] == [
        ("World", "/world/"),
        ("Middle East", "/world/middle-east/"),
    ]


def test_rail_shows_others_of_the_section_newest_first(client: Client) -> None:
    world, sport = make_section("World"), make_section("Sport")
    article = make_article(section=world)
    make_article("Second", section=world)
    make_article("Elsewhere", section=sport)
    make_article("Third", section=make_section("Asia", parent=world))
    tree = page(client, article.path)
    assert texts(tree, "aside.rail h2") == ["More from World"]
    assert texts(tree, "ol.latest a") == ["Second", "Third"]


def test_canonical_is_on_our_origin_whatever_the_host(client: Client) -> None:
    article = make_article(path="/world/ferries/")
    tree = page(client, article.path)
    assert one(tree, "link[rel=canonical]").get("href") == "https://news.example/world/ferries/"
    assert one(tree, "a.u-url").get("href") == "https://news.example/world/ferries/"


def test_syndicated_copy_names_its_original(client: Client) -> None:
    tree = page(client, make_article(canonical_url="https://agency.example/story").path)
    assert one(tree, "link[rel=canonical]").get("href") == "https://agency.example/story"


PAPER = {
    "@type": "NewsMediaOrganization",
    "@id": "https://news.example/#paper",
    "name": "The Meridian",
    "url": "https://news.example/",
    "logo": {"@type": "ImageObject", "url": "https://news.example/favicon.svg"},
}


def places(*names_and_paths: tuple[str, str]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": f"https://news.example{path}"}
            for position, (name, path) in enumerate([("The Meridian", "/"), *names_and_paths], start=1)
        ],
    }


def test_rule_43_structured_data_says_what_the_page_shows(client: Client) -> None:
    asia = make_section("Asia", parent=make_section("World"))
    article = make_article("Ferries", standfirst="Boats.", published_at=PUBLISHED, path="/ferries/", section=asia)
    make_byline(article, make_author("Asha Raman", slug="asha"))
    breadcrumb = places(("World", "/world/"), ("Asia", "/world/asia/"))
    assert structured(page(client, article.path)) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferries",
        "description": "Boats.",
        "datePublished": "2016-10-20T07:23:00+05:30",
        "dateModified": "2016-10-20T07:23:00+05:30",
        "author": [{"@type": "Person", "name": "Asha Raman", "url": "https://news.example/author/asha/"}],
        "publisher": PAPER,
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/ferries/", "breadcrumb": breadcrumb},
        "isPartOf": {"@type": "WebSite", "@id": "https://news.example/#site", "name": "The Meridian"},
        "articleSection": "Asia",
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": [".p-name", ".p-summary"]},
        "inLanguage": "en-IN",
    }


def test_rule_52_section_says_where_it_stands(client: Client) -> None:
    make_section("नदी", slug="नदी", parent=make_section("World"))
    found = structured(page(client, "/world/नदी/"))
    path = "/world/%E0%A4%A8%E0%A4%A6%E0%A5%80/"
    assert found == {"@context": "https://schema.org", **places(("World", "/world/"), ("नदी", path))}


def test_rule_50_front_page_says_who_publishes_it_and_how_it_is_searched(client: Client) -> None:
    paper, site = structured(page(client, "/"))["@graph"]
    assert (paper, site["publisher"]) == (PAPER, {"@id": PAPER["@id"]})
    target = site["potentialAction"]["target"]
    assert client.get(target.removeprefix("https://news.example").replace("{words}", "river")).status_code == 200


def test_structured_data_cannot_be_broken_out_of(client: Client) -> None:
    article = make_article("</script><script>alert(1)</script>&")
    tree = page(client, article.path)
    assert structured(tree)["headline"] == article.headline
    assert len(select(tree, "script")) == 3


def test_sharing_tags_name_the_original_until_there_are_copies(client: Client) -> None:
    image = make_image(alt_text="A boat")
    tree = page(client, make_article(lead_image=image).path)
    assert sharing(tree) == {"": f"https://news.example{image.url}", "width": "1600", "height": "1200", "alt": "A boat"}
    assert [one["url"] for one in structured(tree)["image"]] == [f"https://news.example{image.url}"]


def test_sharing_tags_name_a_jpeg_of_the_shape_that_sites_show(client: Client) -> None:
    image = make_image(renditions="r1.50.50 whole:320,1600 wide:1200 classic:1200 square:1100", alt_text="A boat")
    tree = page(client, make_article(lead_image=image).path)
    url = f"https://news.example/media/{image.folder}/wide-50-50-1200-r1.jpg"
    assert sharing(tree) == {"": url, "width": "1200", "height": "675", "alt": "A boat"}


def test_small_picture_is_shared_whole_as_jpeg(client: Client) -> None:
    image = make_image(renditions="r1.50.50 whole:200", width=200, height=100, alt_text="A boat")
    tree = page(client, make_article(lead_image=image).path)
    url = f"https://news.example/media/{image.folder}/200-r1.jpg"
    assert sharing(tree) == {"": url, "width": "200", "height": "100", "alt": "A boat"}


def sharing(tree: HtmlElement) -> dict[str, str]:
    tags = [tag for tag in select(tree, "meta") if (tag.get("property") or "").startswith("og:image")]
    return {tag.get("property").removeprefix("og:image").lstrip(":"): tag.get("content") for tag in tags}


def test_structured_data_has_the_picture_in_three_shapes_with_its_credit(client: Client) -> None:
    image = make_image(renditions="r1.50.50 whole:320 wide:1200 classic:1200 square:1100", credit="Asha Raman")
    url = f"https://news.example/media/{image.folder}"
    expected = [("wide-50-50-1200", 1200, 675), ("classic-50-50-1200", 1200, 900), ("square-50-50-1100", 1100, 1100)]
    assert structured(page(client, make_article(lead_image=image).path))["image"] == [
        {"@type": "ImageObject", "url": f"{url}/{name}-r1.jpg", "width": width, "height": height,
         "creditText": "Asha Raman"}
        for name, width, height in expected
    ]  # fmt: skip


def test_linkbacks_show_source_and_excerpt_oldest_first(client: Client) -> None:
    article = make_article()
    for kind in ("trackback", "pingback", "webmention"):
        make_linkback(article, kind=kind, title=f"A {kind}", excerpt="[…] and <b>so</b> […]")
    tree = page(client, article.path)
    entries = select(tree, "section#linkbacks li.u-comment.h-cite")
    assert [entry.get("class").split()[-1] for entry in entries] == ["trackback", "pingback", "webmention"]
    assert texts(tree, "section#linkbacks .p-content") == ["[…] and <b>so</b> […]"] * 3
    assert texts(tree, "a.u-url.p-name[rel~=ugc][rel~=nofollow]") == ["A trackback", "A pingback", "A webmention"]


def test_linkbacks_wait_for_approval(client: Client) -> None:
    article = make_article()
    for status in ("approved", "pending", "received", "rejected", "spam", "deleted"):
        make_linkback(article, status=status, title=status)
    assert texts(page(client, article.path), "section#linkbacks a") == ["approved"]


def test_linkback_of_our_own_leads_to_the_article_s_path(client: Client) -> None:
    article, source = make_article(), make_article(path="/where-it-is-now/")
    make_linkback(article, source_article=source, source_url="https://news.example/where-it-was/")
    assert one(page(client, article.path), "section#linkbacks a").get("href") == "/where-it-is-now/"


def test_linkback_of_a_killed_article_is_gone(client: Client) -> None:
    article, source = make_article(), make_article(status="killed")
    make_linkback(article, source_article=source, title="Killed")
    make_linkback(article, title="Kept")
    assert texts(page(client, article.path), "section#linkbacks a") == ["Kept"]


def test_H88_fourth_linkback_of_a_site_is_folded(client: Client) -> None:
    article = make_article()
    for number in range(5):
        make_linkback(article, source_url=f"https://w{number}.blog.example/", title=f"Blog {number}")
    make_linkback(article, source_url="https://other.example/", title="Other")
    tree = page(client, article.path)
    assert texts(tree, "section#linkbacks a.p-name") == ["Blog 0", "Blog 1", "Blog 2", "Other", "Blog 3", "Blog 4"]
    assert texts(tree, "section#linkbacks details a.p-name") == ["Blog 3", "Blog 4"]
    assert texts(tree, "section#linkbacks summary") == ["2 more from blog.example"]


def test_own_linkbacks_are_never_folded(client: Client) -> None:
    article = make_article()
    for _ in range(5):
        make_linkback(article, source_article=make_article())
    tree = page(client, article.path)
    assert len(select(tree, "section#linkbacks li")) == 5
    assert select(tree, "section#linkbacks details") == []


def test_M8_link_of_a_stranger_lends_no_weight(client: Client) -> None:
    article = make_article()
    make_linkback(article)
    assert one(page(client, article.path), "section#linkbacks a").get("rel") == "ugc nofollow noopener"


def test_H17_H100_look_alike_host_shows_as_what_it_is(client: Client) -> None:
    article = make_article()
    make_linkback(article, source_url="https://nеws.example/post")
    assert "xn--nws-rdd.example" in text(one(page(client, article.path), "section#linkbacks li"))


def test_article_without_linkbacks_has_no_empty_section(client: Client) -> None:
    tree = page(client, make_article().path)
    assert len(select(tree, "div.e-content")) == 1
    assert select(tree, "section#linkbacks") == []


@pytest.mark.parametrize(("slug", "expected"), [("opinion", "opinion"), ("world", None)])
def test_opinion_looks_like_one(client: Client, slug: str, expected: str | None) -> None:
    article = make_article(section=make_section("Any", slug=slug))
    assert one(page(client, article.path), "body").get("class") == expected


def test_hindi_article_is_hindi_throughout(client: Client) -> None:
    target = make_article("नाव पर स्कूल", language="hi")
    article: Article = make_article(
        "घाट की सीढ़ियाँ",
        language="hi",
        path="/राज्य/घाट/",
        published_at=PUBLISHED,
        body=f'<p>पानी उतरा।</p><aside data-also-read="{target.pk}"></aside>',
    )
    make_byline(article, make_author("मीरा"))
    tree = page(client, "/राज्य/घाट/")
    assert one(tree, "html").get("lang") == "hi"
    assert text(one(tree, "time.dt-published")) == "20 अक्टूबर 2016, 07:23 IST"
    assert texts(tree, "p.label") == ["यह भी पढ़ें"]
    assert texts(tree, "div.byline p")[0] == "मीरा"


@pytest.mark.parametrize(("days", "said"), [(1, []), (500, ["This story is more than a year old."])])
def test_old_story_says_its_age(client: Client, days: int, said: list[str]) -> None:
    article = make_article(published_at=timezone.now() - timedelta(days=days))
    assert texts(page(client, article.path), "p.dates span") == said
