"""What an import brought, and has no field here, goes back as it was."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.models import Article, Image, ImportedItem, Page, Section
from articles.wordpress.reading import Export, Item
from tests.factories import make_article, make_section
from tests.wordpress.exporting.portals import exported, exported_items, moved, what_is_the_same
from tests.wordpress.exports import attachment, category, channel_category, comment, export, item, meta
from tests.wordpress.running import run_import

pytestmark = pytest.mark.django_db

MENU = category("main", "Main").replace('domain="category"', 'domain="nav_menu"')
TERM = ("<wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>nav_menu</wp:term_taxonomy>"
        "<wp:term_slug>main</wp:term_slug><wp:term_name>Main</wp:term_name></wp:term>")  # fmt: skip
OTHERS = [
    item(11, "Home", "", meta("_menu_item_url", "/") + MENU, post_type="nav_menu_item", menu_order="2"),
    item(12, "Box", "<!-- wp:paragraph --><p>Again.</p><!-- /wp:paragraph -->", post_type="wp_block"),
    item(13, "Cup", "Tea & [sugar] ]]&gt;", meta("price", 'a:1:{s:1:"é";i:5;}'), post_type="product", post_parent="12",
         comment_status="open"),
]  # fmt: skip


def imported(*items: str, channel: str = "") -> None:
    run_import(export(*items, channel=channel))


def went_out(number: int) -> Item:
    return exported_items()[number]


@pytest.mark.parametrize("written", OTHERS)
def test_other_types_are_as_they_were(written: str) -> None:
    imported(written, channel=TERM)
    (before,) = (one for one in Export(export(written)).items() if isinstance(one, Item))
    after = exported_items()[before.post_id]
    apart = {"position", "after", "pub_date", "repairs"}
    names = [name for name in Item.__slots__ if name not in apart]
    assert {name: getattr(after, name) for name in names} == {name: getattr(before, name) for name in names}


def test_terms_of_other_taxonomies_are_as_they_were() -> None:
    imported(OTHERS[0], channel=TERM)
    (term,) = Export(BytesIO(exported())).channel.terms
    assert (term.domain, term.slug, term.name, term.term_id) == ("nav_menu", "main", "Main", 9)


STATUSES = [
    ({"status": "private"}, "private", ""),
    ({"status": "pending"}, "pending", ""),
    ({"status": "trash"}, "trash", ""),
    ({"status": "future", "post_date_gmt": "2999-01-01 00:00:00"}, "future", ""),
    ({"status": "surprise"}, "surprise", ""),
    ({"status": "publish", "post_password": "open sesame"}, "publish", "pbkdf2_sha256$"),
]


@pytest.mark.parametrize(("fields", "status", "password"), STATUSES)
def test_E114_status_goes_back_as_it_came(fields: dict[str, str], status: str, password: str) -> None:
    imported(item(7, **fields))
    found = went_out(7)
    assert (found.status, found.password[:14]) == (status, password)


def test_E114_private_post_that_was_published_here_is_public() -> None:
    imported(item(7, status="private"))
    Article.objects.update(status="published", published_at="2020-01-01T00:00Z")
    assert went_out(7).status == "publish"


def test_password_is_never_the_word_itself_nor_made_anew(settings: Settings, tmp_path: Path) -> None:
    imported(item(7, post_password="open sesame"))
    before = went_out(7).password
    assert "sesame" not in before
    moved(settings, tmp_path)
    assert went_out(7).password == before


def test_E116_sticky_stays_sticky() -> None:
    imported(item(7, is_sticky="1"), item(8))
    assert [one.is_sticky for one in exported_items().values()] == [True, False]


CATEGORIES = category("asia", "Asia") + category("world", "World")
CHANNEL = channel_category("asia", "world").replace(
    "<wp:category_nicename", "<wp:term_id>5</wp:term_id><wp:category_nicename"
)


def test_further_categories_and_the_primary_one_stay() -> None:
    imported(
        item(7, inner=CATEGORIES + meta("_yoast_wpseo_primary_category", "5")),
        channel=CHANNEL + channel_category("world"),
    )
    found = went_out(7)
    assert [term.slug for term in found.in_domain("category")] == ["asia", "world"]
    assert found.meta_value("_yoast_wpseo_primary_category") == "5"


def test_section_chosen_here_takes_the_place_of_the_primary_category() -> None:
    imported(item(7, inner=CATEGORIES), channel=CHANNEL + channel_category("world"))
    Article.objects.update(section=make_section("Sport"))
    assert [term.slug for term in went_out(7).in_domain("category")] == ["sport", "world"]


def test_E123_parents_come_before_children() -> None:
    imported(item(7, inner=CATEGORIES), channel=CHANNEL + channel_category("world"))
    categories = Export(BytesIO(exported())).channel.categories
    assert [(term.slug, term.parent) for term in categories] == [("world", ""), ("asia", "world")]


SEO = [
    ("_yoast_wpseo_title", "%%title%% %%sep%%", "_yoast_wpseo_title", "%%title%% %%sep%%"),
    ("rank_math_title", "Find it", "rank_math_title", "Find it"),
    ("_aioseo_description", "A &amp;amp; B", "_aioseo_description", "A &amp; B"),
    ("_yoast_wpseo_canonical", "/first", "_yoast_wpseo_canonical", "/first"),
]


@pytest.mark.parametrize(("key", "value", "found", "says"), SEO)
def test_words_for_search_engines_stay_with_their_plugin(key: str, value: str, found: str, says: str) -> None:
    imported(item(7, inner=meta(key, value)))
    assert list(went_out(7).meta_values(found)) == [says]


def test_metas_of_plugins_stay() -> None:
    imported(item(7, inner=meta("views", "7") + meta("_edit_last", "1") + meta("views", "8")))
    assert list(went_out(7).meta_values("views")) == ["7", "8"]


def test_content_of_which_something_was_taken_goes_back_whole() -> None:
    content = '<p>Text.</p><script>run()</script>[plugin a="1"]'
    imported(item(7, content=content))
    assert went_out(7).content == content


def test_content_that_was_edited_here_is_ours() -> None:
    imported(item(7, content="<p>Text.</p><script>run()</script>"))
    Article.objects.update(body="<p>New.</p>")
    assert went_out(7).content == "<p>New.</p>"


def test_attachment_goes_back_with_its_number_words_and_comments() -> None:
    inner = meta("_wp_attachment_metadata", "a:0:{}")
    written = attachment(5, "2016/10/boat.jpg", post_parent="7").replace("</item>", f"{inner}{comment(3)}</item>")
    imported(written, item(7, inner=meta("_thumbnail_id", "5")))
    found = exported_items()
    assert found[5].attachment_url == "http://old.example/wp-content/uploads/2016/10/boat.jpg"
    assert (found[5].post_parent, found[5].meta_value("_wp_attachment_metadata")) == (7, "a:0:{}")
    assert [one.comment_id for one in found[5].comments] == [3]
    assert found[7].meta_value("_thumbnail_id") == "5"


def test_attachment_with_a_file_is_to_be_had_at_its_old_address_here(tmp_path: Path) -> None:
    from tests.pictures.files import picture

    (tmp_path / "boat.jpg").write_bytes(picture())
    run_import(export(attachment(5, "2016/10/boat.jpg")), uploads=tmp_path)
    assert went_out(5).attachment_url == "https://news.example/wp-content/uploads/2016/10/boat.jpg"


def test_E120_lead_image_that_was_not_in_the_export_is_named_and_no_item() -> None:
    imported(item(7, inner=meta("_thumbnail_id", "99")))
    assert list(exported_items()) == [7]
    assert went_out(7).meta_value("_thumbnail_id") == "99"
    assert Image.objects.get().wordpress_id == 99


def test_pages_keep_parents_order_and_comments() -> None:
    imported(
        item(20, "About", link="http://old.example/about/", post_type="page"),
        item(21, "Team", inner=comment(4), link="http://old.example/about/team/", post_type="page", post_parent="20",
             menu_order="3", status="draft"),
    )  # fmt: skip
    found = went_out(21)
    assert (found.post_parent, found.menu_order, found.status, found.link) == (
        20,
        3,
        "draft",
        "https://news.example/about/team/",
    )
    assert [one.comment_id for one in found.comments] == [4]
    assert Page.objects.count() == 2


def test_old_slug_leads_on_after_moving_out(settings: Settings, tmp_path: Path) -> None:
    imported(item(7, inner=meta("_wp_old_slug", "first-name")))
    assert list(went_out(7).meta_values("_wp_old_slug")) == ["first-name"]
    moved(settings, tmp_path)
    assert Article.objects.get().old_paths.get().path == "/world/first-name/"


def test_second_site_gets_numbers_above_all_of_the_first() -> None:
    imported(item(7, "One"))
    other = export(item(7, "Two", link="http://else.example/two/")).getvalue().replace(b"old.example", b"else.example")
    run_import(BytesIO(other))
    made_here = make_article("Three")
    numbers = {one.title: number for number, one in exported_items().items()}
    second = Article.objects.get(headline="Two")
    assert numbers == {"One": 7, "Two": 10**9 + 8 * second.pk, "Three": 10**9 + 8 * made_here.pk}


def test_rows_made_on_a_second_portal_get_numbers_above_those_it_was_given(settings: Settings, tmp_path: Path) -> None:
    made = make_article("One", path="/one/")
    moved(settings, tmp_path)
    later = make_article("Two", section=Section.objects.first())
    assert {one.title: number for number, one in exported_items().items()} == {
        "One": 10**9 + 8 * made.pk,
        "Two": 2 * 10**9 + 8 * later.pk,
    }


def test_links_to_the_old_site_still_lead_to_own_articles(settings: Settings, tmp_path: Path) -> None:
    imported(
        item(7, "First story", link="http://old.example/first/"),
        item(8, content='<p><a href="http://www.old.example/first/?x=1#c">a</a> <a href="/?p=7">b</a> '
             '<a href="http://old.example/tag/boats/">c</a></p><p>ALSO READ: <a href="http://old.example/first/">F</a></p>'),
        *OTHERS,
    )  # fmt: skip
    before = what_is_the_same()
    body = next(row for row in before if row["also_read"])["body_html"]
    assert 'href="https://news.example/first/?x=1#c"' in body
    assert 'href="https://news.example/tag/boats/"' in body
    moved(settings, tmp_path)
    assert what_is_the_same() == before
    assert ImportedItem.objects.filter(kind="wp_block").exists()
