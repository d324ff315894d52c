"""Addresses of the newsroom that moved in: table 7.1 and rules U1 to U18 of the specification."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Section
from tests.factories import (
    from_wordpress,
    make_article,
    make_author,
    make_byline,
    make_image,
    make_item,
    make_media_file,
    make_page,
    make_redirect,
    make_section,
)

STORY = "/2016/10/20/is-leaders-flee-stronghold/"
WHEN = datetime(2016, 10, 20, 2, 0, tzinfo=UTC)
HINDI = "/2016/10/20/घाट-की-सीढ़ियाँ/"


@pytest.fixture(autouse=True)
def newsroom(db: None) -> Article:
    """As it has moved in: a story with all that WordPress keeps of it, a section below another, a page."""
    asia = make_section("Asia", parent=make_section("World"))
    story = make_article(
        "IS leaders flee", path=STORY, slug="is-leaders-flee-stronghold", section=asia, tags=("Mosul",),
        published_at=WHEN, **from_wordpress(17),
    )  # fmt: skip
    author = make_author("Asha Raman", slug="asha")
    make_byline(story, author)
    make_page("About us", path="/about/", **from_wordpress(2))
    for kind, number, row in (("post", 17, story), ("category", 3, asia), ("author", 5, author)):
        make_item(kind, number, row.pk, row.path if kind == "post" else "")
    return story


def location(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.get("Location", "")


ROWS = [
    ("p", "/?p=17", STORY),
    ("p-guid-of-the-index", "/index.php?p=17", STORY),
    ("p-in-a-folder", "/sub/?p=17", STORY),
    ("page_id", "/?page_id=2", "/about/"),
    ("p-of-a-page", "/?p=2", "/about/"),
    ("post_type", "/?post_type=post&p=17", STORY),
    ("cat", "/?cat=3", "/world/asia/"),
    ("cat-paged", "/?cat=3&paged=2", "/world/asia/"),
    ("category_name", "/?category_name=world/asia", "/world/asia/"),
    ("tag", "/?tag=mosul", "/tag/mosul/"),
    ("author", "/?author=5", "/author/asha/"),
    ("author_name", "/?author_name=asha", "/author/asha/"),
    ("m-2016", "/?m=2016", "/archive/2016/"),
    ("m-201610", "/?m=201610", "/archive/2016/10/"),
    ("m-20161020", "/?m=20161020", "/archive/2016/10/20/"),
    ("year", "/?year=2016&monthnum=10&day=20", "/archive/2016/10/20/"),
    ("s", "/?s=river+water", "/search/?q=river+water"),
    ("paged", "/?paged=2", "/"),
    ("feed", "/?feed=rss2", "/feed/"),
    ("feed-atom", "/?feed=atom", "/feed/atom/"),
    ("feed-of-a-category", "/?cat=3&feed=rss2", "/world/asia/feed/"),
    ("feed-of-comments", "/?feed=comments-rss2", "/feed/"),
    ("nextpage", f"{STORY}2/", STORY),
    ("comment-page", f"{STORY}comment-page-2/", STORY),
    ("embed", f"{STORY}embed/", STORY),
    ("name-feed", f"{STORY}feed/", "/feed/"),
    ("name-feed-atom", f"{STORY}feed/atom/", "/feed/atom/"),
    ("feed-bare", "/feed", "/feed/"),
    ("feed-rss2", "/feed/rss2/", "/feed/"),
    ("feed-rdf", "/feed/rdf/", "/feed/"),
    ("comments-feed", "/comments/feed/", "/feed/"),
    ("category-feed", "/category/world/asia/feed/", "/world/asia/feed/"),
    ("section-feed-rss2", "/world/feed/rss2/", "/world/feed/"),
    ("tag-feed-rss2", "/tag/mosul/feed/rss2/", "/tag/mosul/feed/"),
    ("author-feed-rss", "/author/asha/feed/rss/", "/author/asha/feed/"),
    ("search-feed", "/search/mosul/feed/", "/feed/"),
    *((file, f"/{file}", "/feed/") for file in ("wp-rss2.php", "wp-feed.php", "wp-rdf.php", "wp-commentsrss2.php")),
    ("wp-atom.php", "/wp-atom.php", "/feed/atom/"),
    ("search", "/search/mosul+dam/", "/search/?q=mosul+dam"),
    ("category", "/category/world/asia/", "/world/asia/"),
    ("category-by-its-last-part", "/category/asia/", "/world/asia/"),
    ("category-page", "/category/world/page/3/", "/world/"),
    ("tag-page", "/tag/mosul/page/2/", "/tag/mosul/"),
    ("author-page", "/author/asha/page/2/", "/author/asha/"),
    ("year-archive", "/2016/", "/archive/2016/"),
    ("month-archive", "/2016/10/", "/archive/2016/10/"),
    ("day-archive", "/2016/10/20/", "/archive/2016/10/20/"),
    ("day-archive-page", "/2016/10/20/page/2/", "/archive/2016/10/20/"),
    ("day-archive-under-archives", "/archives/date/2016/10/20/", "/archive/2016/10/20/"),
    ("category-under-archives", "/archives/category/asia/", "/world/asia/"),
]


@pytest.mark.parametrize(("address", "to"), [pytest.param(*row[1:], id=f"7.1-{row[0]}") for row in ROWS])
def test_address_of_wordpress_leads_to_ours(client: Client, address: str, to: str) -> None:
    assert location(client, address) == (301, to)


@pytest.mark.parametrize(("_name", "_address", "to"), ROWS, ids=lambda value: str(value)[:20])
def test_what_it_leads_to_is_there(client: Client, _name: str, _address: str, to: str) -> None:
    assert client.get(to).status_code == 200


STRUCTURES = [
    "/2016/10/20/name/", "/2016/10/name/", "/name/", "/archives/213727", "/sports/name/", "/asha/name/",
    "/2016/10/name.html",
]  # fmt: skip


@pytest.mark.parametrize("path", STRUCTURES, ids=lambda path: f"7.1-structure-{path}")
def test_article_keeps_the_path_of_any_structure(client: Client, path: str) -> None:
    make_article(path=path)
    assert client.get(path).status_code == 200


NOTHING = [
    ("tag-feed-of-no-tag", "/tag/nothing/feed/"), ("cat-unknown", "/?cat=99"),
    ("tag-unknown", "/?tag=nothing"), ("author-unknown", "/?author=99"), ("p-unknown", "/?p=99"),
    ("m-without-stories", "/?m=2017"), ("year-without-stories", "/2017/"), ("month-13", "/2016/13/"),
    ("category-unknown", "/category/nothing/"), ("tag-page-unknown", "/tag/nothing/page/2/"),
    ("name-feed-unknown", "/nothing-at-all/feed/"), ("embed-unknown", "/nothing-at-all/embed/"),
    ("wp-login.php", "/wp-login.php"), ("wp-admin", "/wp-admin/"), ("wp-admin-page", "/wp-admin/post.php?post=17"),
    ("wp-json", "/wp-json/wp/v2/posts/17"), ("wp-cron.php", "/blog/wp-cron.php"), ("wp-includes", "/wp-includes/a.js"),
]  # fmt: skip


@pytest.mark.parametrize("address", [pytest.param(row[1], id=f"7.1-{row[0]}") for row in NOTHING])
def test_address_that_means_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/wp-login.php", "/wp-admin/setup.php", "/wp-json/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_machine_costs_no_query(client: Client, django_assert_num_queries: Any, path: str, method: str) -> None:
    with django_assert_num_queries(0):
        assert getattr(client, method)(path).status_code == 404


# Attachments


def test_71_attachment_page_leads_to_the_file(client: Client) -> None:
    image = make_image(upload_path="2016/10/m.jpg", **from_wordpress(40))
    make_item("attachment", 40, image.pk, f"{STORY}picture/", parent=17)
    for address in (f"{STORY}picture/", f"{STORY}picture", "/?attachment_id=40", "/?p=40"):
        assert location(client, address) == (301, "/wp-content/uploads/2016/10/m.jpg")


def test_71_attachment_page_of_a_document_leads_to_it(client: Client) -> None:
    file = make_media_file(**from_wordpress(41))
    make_item("attachment", 41, file.pk, f"{STORY}report/", parent=17)
    assert location(client, f"{STORY}report/") == (301, file.file.url)
    assert b"".join(client.get(file.file.url).streaming_content) == b"%PDF"


@pytest.mark.parametrize("address", [f"{STORY}picture/", f"{STORY}attachment/picture/", "/?attachment_id=40"])
def test_71_attachment_page_without_a_file_leads_to_the_article(client: Client, address: str) -> None:
    image = make_image(missing=True, **from_wordpress(40))
    make_item("attachment", 40, image.pk, f"{STORY}picture/", parent=17)
    assert location(client, address) == (301, STORY)


def test_71_attachment_of_nothing_published_is_not_found(client: Client) -> None:
    make_item("attachment", 40, make_image(missing=True, **from_wordpress(40)).pk, "/hidden/picture/", parent=18)
    make_article(status="draft", **from_wordpress(18))
    assert [client.get(path).status_code for path in ("/hidden/picture/", "/?p=40")] == [404, 404]


# Rules

FORMS = [
    ("U1-no-slash", STORY.rstrip("/")),
    ("U1-two-slashes", f"{STORY}/"),
    ("U2-doubled", "//2016//10/20/is-leaders-flee-stronghold/"),
    ("U2-doubled-inside", "/2016/10//20/is-leaders-flee-stronghold/"),
    ("U2-index.php", f"/index.php{STORY}"),
    ("U2-capitals", "/2016/10/20/IS-Leaders-Flee-Stronghold/"),
    ("U4-no-break-space", f"{STORY}%C2%A0"),
    ("U4-stuck-to-the-name", f"{STORY.rstrip('/')}%C2%A0"),
    *((f"U4-{mark}", STORY + quote(mark)) for mark in [")", ".", ",", '"', ").", "”", "’", "]", ">", "…", "\u200b"]),
    ("U4-before-the-slash", f"{STORY.rstrip('/')}),/"),
    ("U8-prefix", "/is-leaders-flee"),
    ("U8-prefix-under-a-date", "/2016/10/20/is-leaders/"),
    ("U9-date", "/2015/01/01/is-leaders-flee-stronghold/"),
    ("U9-category", "/sports/is-leaders-flee-stronghold/"),
    ("U9-plain", "/is-leaders-flee-stronghold"),
    ("U9-html", "/2016/10/is-leaders-flee-stronghold.html"),
    ("U9-date-and-comment-page", "/2015/01/01/is-leaders-flee-stronghold/comment-page-3/"),
]


@pytest.mark.parametrize("address", [pytest.param(row[1], id=row[0]) for row in FORMS])
def test_form_of_an_address_leads_to_the_article(client: Client, address: str) -> None:
    assert location(client, address) == (301, STORY)


def test_U1_structure_decides_on_the_slash(client: Client) -> None:
    make_article(path="/archives/5")
    assert location(client, "/archives/5/") == (301, "/archives/5")
    assert client.get("/archives/5").status_code == 200


@pytest.mark.parametrize(
    ("address", "to"),
    [("/Tag/Mosul/", "/tag/mosul/"), ("/Search/", "/search/"), ("/index.php/archive/2016/", "/archive/2016/"),
     ("/WORLD/Asia", "/world/asia/"), ("/index.php", "/")],
)  # fmt: skip
def test_U2_other_pages_in_capitals_lead_to_them(client: Client, address: str, to: str) -> None:
    assert location(client, address) == (301, to)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_U3_hindi_address_reaches_the_article_in_either_hex_and_form(client: Client, form: Any, case: Any) -> None:
    make_article(path=unicodedata.normalize("NFC", HINDI))
    encoded = quote(unicodedata.normalize(form, HINDI), safe="/")
    assert client.get(case(encoded)).status_code == 200


def test_U3_raw_hindi_address_reaches_the_article(client: Client) -> None:
    make_article(path=unicodedata.normalize("NFC", HINDI))
    raw = HINDI.encode().decode("latin-1")
    assert client.get("/", PATH_INFO=raw).status_code == 200


def test_E142_letter_cut_in_two_at_the_end_is_overlooked(client: Client) -> None:
    make_article(path="/घाट/")
    assert location(client, f"{quote('/घाट')}%e0%a4/") == (301, quote("/घाट/"))


def test_U5_trackers_matter_to_no_address_and_stay_on_a_redirect(client: Client) -> None:
    trackers = "utm_source=x&utm_medium=e+mail&fbclid=a%2Fb"
    assert client.get(f"{STORY}?{trackers}").status_code == 200
    assert client.get(f"/?{trackers}").status_code == 200
    for old in (f"/?p=17&{trackers}", f"{STORY.rstrip('/')}?{trackers}", f"/is-leaders?{trackers}"):
        assert location(client, old) == (301, f"{STORY}?{trackers}")
    assert location(client, f"/?s=dam&{trackers}") == (301, f"/search/?q=dam&{trackers}")


def test_U5_what_no_tracker_writes_is_left_behind(client: Client) -> None:
    assert location(client, f"/?p=17&utm_source={'x' * 10_000}") == (301, STORY)


def test_U6_answer_to_a_comment_reaches_the_article(client: Client) -> None:
    assert client.get(f"{STORY}?replytocom=5").status_code == 200
    assert location(client, "/?p=17&replytocom=5") == (301, STORY)


def test_U7_old_slug_and_old_date_lead_to_the_article(client: Client, newsroom: Article) -> None:
    make_redirect("/2016/10/19/is-leaders-flee/", newsroom)
    assert location(client, "/2016/10/19/is-leaders-flee/") == (301, STORY)


def test_U8_prefix_of_two_articles_leads_nowhere(client: Client) -> None:
    make_article(path="/is-leaders-return/", slug="is-leaders-return")
    assert client.get("/is-leaders").status_code == 404
    assert location(client, "/is-leaders-r") == (301, "/is-leaders-return/")


@pytest.mark.parametrize("path", ["/is-l", "/i", "/is-leaders.png", "/feed/is-leaders", "/media/is-leaders"])
def test_U8_prefix_that_says_too_little_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_U8_U9_hidden_article_is_neither_found_nor_in_the_way(client: Client) -> None:
    for hidden in ({"status": "draft"}, {"published_at": timezone.now() + timedelta(hours=1)}):
        make_article(slug="is-leaders-flee-stronghold", **hidden)
        make_article(slug="secret-plan-of-the-cabinet", **hidden)
    assert location(client, "/sports/is-leaders-flee-stronghold/") == (301, STORY)
    assert client.get("/secret-plan").content == client.get("/nothing-at-all").content


def test_U9_slug_of_two_articles_leads_nowhere(client: Client) -> None:
    make_article(path="/elsewhere/", slug="is-leaders-flee-stronghold")
    assert client.get("/sports/is-leaders-flee-stronghold/").status_code == 404


HOSTS = [
    ("www", f"http://www.news.example{STORY}?utm_source=x", f"{STORY}?utm_source=x"),
    ("alias", f"http://nws.example{STORY}", STORY),
    ("http", f"http://news.example{STORY}", STORY),
    ("www-and-number", "http://www.news.example/?p=17&fbclid=x", f"{STORY}?fbclid=x"),
    ("http-and-number", "http://news.example/?p=17", STORY),
    ("alias-and-capitals", f"https://nws.example{STORY.upper()}", STORY),
]


@pytest.mark.parametrize(("url", "to"), [pytest.param(*row[1:], id=f"U10-{row[0]}") for row in HOSTS])
def test_other_name_of_the_site_takes_one_step(client: Client, settings: Any, url: str, to: str) -> None:
    settings.BEHIND_PROXY, settings.ALIAS_HOSTS = True, {"www.news.example", "nws.example"}
    settings.ALLOWED_HOSTS = ["news.example", *settings.ALIAS_HOSTS]
    scheme, _slashes, host, path = url.split("/", 3)
    response = client.get(f"/{path}", secure=scheme == "https:", headers={"host": host})
    assert (response.status_code, response["Location"]) == (301, f"https://news.example{to}")


def test_U10_own_name_is_answered_at_once_and_nothing_is_nothing(client: Client, settings: Any) -> None:
    settings.ALIAS_HOSTS, settings.ALLOWED_HOSTS = {"www.news.example"}, ["news.example", "www.news.example"]
    assert client.get(STORY, headers={"host": "news.example"}).status_code == 200
    assert client.get("/nothing-at-all/", headers={"host": "www.news.example"}).status_code == 404


def test_U10_files_come_under_any_name(client: Client, settings: Any) -> None:
    settings.ALIAS_HOSTS, settings.ALLOWED_HOSTS = {"files.news.example"}, ["files.news.example"]
    response = client.get(make_media_file().file.url, headers={"host": "files.news.example"})
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"%PDF")


def test_U12_link_to_what_was_not_imported_is_left_as_it_is(client: Client) -> None:
    make_article(path="/links/", body='<p><a href="https://old.example/?p=404">Lost</a></p>')
    assert b'<a href="https://old.example/?p=404">Lost</a>' in client.get("/links/").content


HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "private": {"status": "ready"},
    "scheduled": {"published_at": timezone.now() + timedelta(hours=1)},
    "embargo": {"embargo_until": timezone.now() + timedelta(hours=1)},
    "spiked": {"status": "spiked"},
}
WAYS = ["/?p=18", "/hidden-story/", "/hidden-story", "/hidden-story/feed/", "/2016/10/20/hidden-story/", "/hidden-st",
        "/older/", "/Hidden-Story/2/"]  # fmt: skip


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: f"U13-{state}")
@pytest.mark.parametrize("way", WAYS)
def test_hidden_article_answers_like_nothing(client: Client, state: str, way: str) -> None:
    nothing = client.get("/nothing-was-ever-here/")
    article = make_article(slug="hidden-story", path="/hidden-story/", **HIDDEN[state], **from_wordpress(18))
    make_item("post", 18, article.pk, "/2016/10/20/hidden-story/", status=state)
    make_redirect("/older/", article)
    answer = client.get(way)
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert dict(answer.headers) == dict(nothing.headers)


@pytest.mark.parametrize(
    "way", ["/trashed/", "/trashed", "/2016/10/20/trashed/", "/?p=19"], ids=lambda way: f"U14-{way}"
)
def test_E115_trash_of_the_import_is_gone(client: Client, way: str) -> None:
    article = make_article(path="/trashed/", status="spiked", **from_wordpress(19))
    make_item("post", 19, article.pk, "/2016/10/20/trashed/", status="trash")
    make_item("post", 20, article.pk, "/trashed/", status="trash")
    assert client.get(way).status_code == 410


@pytest.mark.parametrize(
    "way", ["/killed/", "/older/", "/?p=19", "/killed/feed/", "/Killed"], ids=lambda way: f"U14-{way}"
)
def test_U14_removed_article_is_gone(client: Client, way: str) -> None:
    make_redirect("/older/", make_article(path="/killed/", status="killed", **from_wordpress(19)))
    assert client.get(way).status_code == 410


@pytest.mark.parametrize("way", ["/trashed-page/", "/?page_id=21"], ids=lambda way: f"U14-{way}")
def test_E115_page_in_the_trash_is_gone(client: Client, way: str) -> None:
    page = make_page(path="/trashed-page/", is_published=False, **from_wordpress(21))
    make_item("page", 21, page.pk, "/trashed-page/", status="trash")
    assert client.get(way).status_code == 410


def test_U15_two_old_addresses_of_one_article_both_lead_to_it(client: Client, newsroom: Article) -> None:
    make_redirect("/first/", newsroom)
    make_item("post", 117, newsroom.pk, "/second/")
    assert [location(client, path) for path in ("/first/", "/second/", "/second")] == [(301, STORY)] * 3


def test_U16_section_wins_over_an_old_address(client: Client) -> None:
    make_item("post", 18, make_article().pk, "/world/")
    make_redirect("/world/asia/", "/search/")
    assert [client.get(path).status_code for path in ("/world/", "/world/asia/")] == [200, 200]


def test_E124_category_in_hindi_is_found_decoded_and_at_its_old_path(client: Client) -> None:
    section = make_section("राज्य", slug="राज्य")
    make_item("category", 9, section.pk, "/विषय/राज्य/")
    for address in (f"/category/{quote('राज्य')}/", quote("/विषय/राज्य/"), "/?cat=9"):
        assert location(client, address) == (301, quote("/राज्य/"))


def test_number_that_two_sites_share_leads_nowhere(client: Client) -> None:
    make_article(**from_wordpress(17, "https://other.example"))
    assert client.get("/?p=17").status_code == 404


def test_guid_of_an_earlier_home_leads_to_the_article(client: Client, newsroom: Article) -> None:
    make_item("guid", 674, newsroom.pk)
    assert location(client, "/?p=674") == (301, STORY)


def test_path_with_two_slashes_at_its_start_leads_to_no_other_host(client: Client) -> None:
    make_page(path="//evil.example/", **from_wordpress(99))
    assert location(client, "/?page_id=99") == (301, "/evil.example/")


def test_chain_of_moves_is_one_step(client: Client) -> None:
    make_redirect("/a/", "/b/")
    make_redirect("/b/", "/c/")
    make_redirect("/c/", "/world/")
    assert location(client, "/a/") == (301, "/world/")


def test_circle_of_moves_leads_nowhere(client: Client) -> None:
    make_redirect("/a/", "/b/")
    make_redirect("/b/", "/a/")
    assert client.get("/a/").status_code == 404


def test_moved_section_is_one_step_from_both_its_old_paths(client: Client) -> None:
    from articles import publishing

    section = Section.objects.get(path="/world/")
    for slug in ("globe", "earth"):
        section.slug = slug
        publishing.save_section(section)
    assert [location(client, path) for path in ("/world/", "/globe/")] == [(301, "/earth/")] * 2


# Hostile and cheap

LONG = "9" * 20
HOSTILE = [
    f"/?p={LONG}", "/?p=-1", "/?p=0", "/?p=x", "/?p=%00", "/?p[]=17", "/?p=1e3", "/?p=%D9%A1", "/?p=17.0", "/?cat=-3",
    f"/?cat={LONG}", "/?cat=3,4", "/?cat=%00", "/?tag=%00", "/?tag=a,b", f"/?tag={'a' * 10_000}", "/?author=%00",
    f"/?author={LONG}", "/?author_name=%00", "/?m=%00", "/?m=0000", f"/?m={LONG}", "/?m=20161399", "/?m=2016101",
    "/?year=2016&day=20", "/?year=x", "/?year=0", f"/?year={LONG}", "/?monthnum=10&year=%E0%A5%A8",
    "/?attachment_id=%00", f"/?attachment_id={LONG}", "/?category_name=%00", "/?category_name=//", "/?feed=%00",
    f"/?feed={'x' * 10_000}", "/?paged=%00", f"/?s={'x ' * 5_000}", "/?s=%00", "/?s=%ED%A0%80", f"/?{'x=1&' * 900}",
    f"/?{'x' * 10_000}", "/?%00=%00", "/?p=17%00", "/x/?p=%00", "/?&&&=", "/?p=%FF", f"/{'a' * 2_000}/feed/",
    f"/{'a/' * 1_000}", f"/{'%C2%A0' * 2_000}", "/tag/%00/page/2/", "/category/%00/", "/category///",
    "/author/%ff/page/2/",
    "/search/%00/", f"/search/{'x' * 2_000}/", "/0000/", "/9999/99/99/", "/2016/10/20/page/0/", "/index.php/index.php/",
    "/comment-page-9/", "/feed/feed/feed/", f"/x/comment-page-{LONG}/", "/%ED%A0%80/feed/", "/wp-json/%00",
    "/page/2/feed/", "/%25/", "/%2e%2e/%2e%2e/feed/", "/x\\y/embed/", "/?p=17&p=x", "/https://evil.example/",
    "//evil.example/%2e%2e", "/\\evil.example/", "/?s=http://evil.example", "/%5Cevil.example/feed/",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_address_is_answered_on_this_site(client: Client, address: str) -> None:
    response = client.get("/", QUERY_STRING=address[2:]) if address.startswith("/?") else client.get(address)
    to = response.get("Location", "/")
    assert response.status_code in {200, 301, 404}
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))


def test_list_of_numbers_means_the_last(client: Client) -> None:
    assert location(client, "/?p=99&p=17") == (301, STORY)


COSTS = [("/nothing/", 6), ("/a/b/c/nothing-at-all/", 6), ("/Nothing/", 7), ("/nothing-at-all/feed/", 7),
         ("/nothing-at-all/2/", 7), ("/nothing).", 7), ("/2017/", 5), ("/nothing.png", 4), ("/?p=99", 4),
         ("/x/?p=99", 6), ("/?cat=99", 3), ("/?s=x", 1)]  # fmt: skip


@pytest.mark.parametrize(("address", "queries"), COSTS)
def test_unknown_address_costs_three_queries_more_at_most(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    """Four were asked before there were old addresses: sections, articles, redirects, and what the page shows."""
    with django_assert_num_queries(queries):
        client.get(address)
