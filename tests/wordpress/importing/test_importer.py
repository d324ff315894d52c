"""An export comes in whole, once, and the report accounts for each item."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from articles.models import (
    Article,
    Byline,
    Image,
    ImportSource,
    Linkback,
    Section,
)
from articles.wordpress.importing.start import Outcome
from tests import seed
from tests.factories import make_article, make_section
from tests.pictures.files import picture
from tests.wordpress.exports import attachment, category, channel_category, comment, export, item
from tests.wordpress.running import all_rows, imported, run_import

pytestmark = pytest.mark.django_db


def import_seed() -> Outcome:
    return run_import(seed.WXR, uploads=seed.FOLDER)


def test_seed_is_accounted_for() -> None:
    counts = import_seed().as_json()["types"]
    assert counts == {
        "attachment": {"in file": 1, "created": 1},
        "post": {"in file": 5, "created": 5},
        "pingback": {"in file": 2, "created": 2},
        "file": {"in file": 1, "created": 1},
    }


def test_seed_again_changes_no_row() -> None:
    import_seed()
    before = all_rows()
    assert import_seed().as_json()["types"]["post"] == {"in file": 5, "unchanged": 5}
    assert all_rows() == before


def test_seed_keeps_paths_times_tags_and_author() -> None:
    import_seed()
    article = Article.objects.get(wordpress_id=213727)
    assert article.path == "/world/is-leaders-flee-stronghold-of-mosul-as-iraqi-forces-close-in/213727/"
    assert f"{article.published_at:%Y-%m-%d %H:%M %Z}" == "2016-10-20 01:53 UTC"
    assert sorted(article.tags.names()) == ["Islamic State", "Mosul"]
    assert (article.section.path, article.bylines.get().name) == ("/world/", "News Desk")
    assert article.lead_image == Image.objects.get(wordpress_id=213728)


def test_seed_pingbacks_come_from_our_own_articles() -> None:
    import_seed()
    found = Linkback.objects.shown().oldest_first().filter(article__wordpress_id=213727)
    assert [row.title for row in found] == [
        "39 Killed In Triple Iraqi Attacks | NWI",
        "Mosul Liberation: Iraqi PM Asks IS Militants To Surrender | NWI",
    ]
    assert [row.source_article.wordpress_id for row in found] == [213939, 214210]
    assert all(row.excerpt.startswith("[…] ") and row.excerpt.endswith(" […]") for row in found)


def test_two_sites_may_share_numbers() -> None:
    imported(item(7))
    other = export(item(7, link="http://else.example/other/")).getvalue().replace(b"old.example", b"else.example")
    assert run_import(BytesIO(other)).run.counts["post"]["created"] == 1
    assert ImportSource.objects.count() == Article.objects.count() == 2


@pytest.mark.parametrize(
    ("status", "expected"),
    [("publish", "published"), ("draft", "draft"), ("pending", "in_review"), ("private", "draft"), ("trash", "killed"),
     ("surprise", "draft")],
)  # fmt: skip
def test_status_becomes_ours(status: str, expected: str) -> None:
    imported(item(7, status=status))
    assert Article.objects.get().status == expected


def test_future_post_is_scheduled() -> None:
    imported(item(7, status="future", post_date_gmt="2999-01-01 00:00:00"))
    assert Article.objects.get().is_scheduled()


def test_draft_without_permalink_has_no_path() -> None:
    imported(item(7, status="draft", link="http://old.example/?p=7", post_date_gmt="0000-00-00 00:00:00"))
    assert Article.objects.get().path is None


def test_hindi_path_and_slug_are_decoded() -> None:
    encoded = "%E0%A4%A8%E0%A4%A6%E0%A5%80"
    imported(item(7, link=f"http://old.example/{encoded}/", post_name=encoded))
    article = Article.objects.get()
    assert (article.path, article.slug) == ("/नदी/", "नदी")


def test_entities_and_tags_in_a_title_are_resolved_once() -> None:
    imported(item(7, title="Tom &amp;amp; &lt;em&gt;Jerry&lt;/em&gt; &amp;amp;lt;3"))
    assert Article.objects.get().headline == "Tom & Jerry &lt;3"


def test_later_modification_is_an_update() -> None:
    imported(item(7, post_modified_gmt="2016-10-20 03:35:00"), item(8, post_modified_gmt="2016-10-20 01:53:00"))
    assert [article.was_updated for article in Article.objects.order_by("wordpress_id")] == [True, False]


def test_categories_become_a_tree() -> None:
    imported(
        item(7, inner=category("asia", "Asia")), channel=channel_category("asia", "world") + channel_category("world")
    )
    assert Article.objects.get().section.path == "/world/asia/"


def test_category_named_like_an_address_of_ours_is_renamed() -> None:
    imported(item(7, inner=category("search", "Search")))
    assert Section.objects.get().path == "/search-section/"


def test_categories_that_contain_each_other_end_somewhere() -> None:
    imported(item(7, inner=category("a", "A")), channel=channel_category("a", "b") + channel_category("b", "a"))
    assert Article.objects.get().section.slug == "a"


def test_known_section_is_used() -> None:
    world = make_section("World")
    imported(item(7, inner=category("world", "Welt")))
    assert Article.objects.get().section == world


def test_U16_taken_path_is_left_and_the_item_stands_beside_it() -> None:
    make_article(path="/world/story-7/")
    outcome = imported(item(7), item(8))
    assert outcome.run.counts["post"] == {"in file": 2, "created": 2}
    assert Article.objects.get(wordpress_id=7).path == "/world/story-7-7/"
    reason = "its path /world/story-7/ belongs to another page; it stands at /world/story-7-7/"
    assert outcome.as_json()["problems"] == [{"type": "post", "id": 7, "reason": reason}]


def test_file_is_found_below_uploads(tmp_path: Path) -> None:
    (tmp_path / "2016/10").mkdir(parents=True)
    (tmp_path / "2016/10/harbour.jpg").write_bytes(picture())
    imported(attachment(5, "2016/10/harbour.jpg"), uploads=tmp_path)
    image = Image.objects.get()
    assert (image.width, image.wordpress_id, image.is_missing) == (640, 5, False)


def test_missing_file_makes_a_row_and_is_filled_by_a_later_run(tmp_path: Path) -> None:
    report = imported(attachment(5, "harbour.jpg"), uploads=tmp_path)
    assert Image.objects.get().is_missing
    assert "harbour.jpg was not found" in report.problems[0].reason
    (tmp_path / "harbour.jpg").write_bytes(picture())
    assert imported(attachment(5, "harbour.jpg"), uploads=tmp_path).run.counts["file"]["created"] == 1
    assert not Image.objects.get().is_missing


def test_file_outside_uploads_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "secret.jpg").write_bytes(picture())
    imported(attachment(5, "../secret.jpg"), uploads=tmp_path / "uploads")
    assert Image.objects.get().is_missing


def test_file_that_is_no_picture_is_reported(tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("words")
    report = imported(attachment(5, "notes.jpg"), uploads=tmp_path)
    assert "not a picture" in report.problems[0].reason
    assert Image.objects.get().is_missing


def test_two_attachments_may_hold_the_same_file(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(picture())
    imported(attachment(5, "a.jpg"), attachment(6, "b.jpg"), uploads=tmp_path)
    assert Image.objects.exclude(file="").count() == 2


def test_linkbacks_come_with_kind_state_and_plain_text() -> None:
    imported(item(7, inner=comment(1, "trackback", approved="0")))
    row = Linkback.objects.get()
    assert (row.kind, row.status, row.title, row.excerpt) == ("trackback", "pending", "A & B", "[…] around […]")


def test_linkback_without_an_address_is_refused_with_its_id() -> None:
    report = imported(item(7, inner=comment(3, "pingback", "javascript:alert(1)")))
    assert (report.problems[0].wordpress_id, Linkback.objects.count()) == (3, 0)
    assert "is no web address" in report.problems[0].reason


def test_dry_run_reports_and_changes_nothing() -> None:
    outcome = run_import(export(item(7)), is_dry=True)
    assert outcome.run.counts["post"]["created"] == 1
    assert not Article.objects.exists()
    assert not ImportSource.objects.exists()


def test_author_of_several_posts_is_one() -> None:
    imported(item(7), item(8))
    assert Byline.objects.values("author").distinct().count() == 1


def test_updated_body_of_ours_survives_a_second_import() -> None:
    imported(item(7))
    Article.objects.update(headline="Our own words")
    imported(item(7))
    assert Article.objects.get().headline == "Our own words"
