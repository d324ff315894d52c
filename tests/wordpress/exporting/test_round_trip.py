"""What goes out comes in again as it was: another portal shows and keeps the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from articles import demo
from articles.export.addresses import Links
from articles.models import Article, Author, Comment, Image, Page, Redirect, Section
from articles.models.archive import Archive
from articles.wordpress.reading import Export
from benchmarks.exports import write_export
from tests import seed
from tests.wordpress.everything import everything, write_uploads
from tests.wordpress.exporting.newsroom import make_newsroom
from tests.wordpress.exporting.portals import exported, moved, what_is_the_same
from tests.wordpress.running import all_rows, counts, run_import

pytestmark = pytest.mark.django_db


def test_newsroom_made_by_hand(settings: Settings, tmp_path: Path) -> None:
    make_newsroom()
    before, kept = what_is_the_same(), beyond_json()
    outcome = moved(settings, tmp_path)
    assert what_is_the_same() == before
    assert beyond_json() == kept
    assert outcome.is_complete
    assert [one.reason for one in outcome.problems] == ["block core/latest-posts has no content of its own"]


def test_demo_newsroom(settings: Settings, tmp_path: Path) -> None:
    demo.load(settings.BASE_DIR / "fixtures")
    before, kept = what_is_the_same(), beyond_json()
    assert moved(settings, tmp_path).is_complete
    assert what_is_the_same() == before
    assert beyond_json() == kept


def test_second_export_is_the_same_bytes() -> None:
    make_newsroom()
    assert exported() == exported()


def test_seed_with_its_picture(settings: Settings, tmp_path: Path) -> None:
    run_import(seed.WXR, uploads=seed.FOLDER)
    before = what_is_the_same()
    assert moved(settings, tmp_path).is_complete
    assert what_is_the_same() == before


def test_large_wordpress_site(settings: Settings, tmp_path: Path) -> None:
    write_export(tmp_path / "site.xml", megabytes=0.5)
    run_import(tmp_path / "site.xml")
    before = what_is_the_same()
    assert moved(settings, tmp_path).is_complete
    assert what_is_the_same() == before
    assert len(before) > 50


def test_import_with_some_of_everything(settings: Settings, tmp_path: Path) -> None:
    """Twins of one number, threads, products, pages, sounds, and pictures that are not there."""
    write_uploads(tmp_path / "uploads")
    run_import(BytesIO(everything(40)), uploads=tmp_path / "uploads")
    before, kept, counts = what_is_the_same(), beyond_json(), Export(BytesIO(exported())).count()
    moved(settings, tmp_path)
    assert what_is_the_same() == before
    assert beyond_json() == kept
    assert Export(BytesIO(exported())).count().items == counts.items


def test_third_portal_gets_what_the_second_got(settings: Settings, tmp_path: Path) -> None:
    make_newsroom()
    moved(settings, tmp_path)
    before, export = what_is_the_same(), behind_its_date(exported())
    moved(settings, tmp_path / "third")
    assert what_is_the_same() == before
    assert behind_its_date(exported()) == export


def test_export_that_is_imported_twice_changes_no_row(settings: Settings, tmp_path: Path) -> None:
    make_newsroom()
    media, export = settings.MEDIA_ROOT, exported()
    moved(settings, tmp_path)
    before = all_rows()
    assert counts(run_import(BytesIO(export), uploads=media))["post"] == {"in file": 12, "unchanged": 12}
    assert all_rows() == before


def behind_its_date(export: bytes) -> bytes:
    """The channel is dated by the last change, and moving in is one."""
    return export.partition(b"<language>")[2]


def beyond_json() -> dict[str, list[Any]]:
    """What the line of an article does not say, by names that hold on both sides."""
    return {
        "articles": sorted(Article.objects.values_list(
            "headline", "short_headline", "lead_caption", "embargo_until", "language", "canonical_url", "search_title",
            "search_description", "receives_linkbacks", "takes_comments", "sends_trackbacks"), key=str),
        "sections": list(Section.objects.values_list("path", "name", "description", "position")),
        "authors": sorted(Author.objects.values_list("slug", "name", "role", "bio", "portrait__checksum"), key=str),
        "images": sorted(Image.objects.values_list(
            "checksum", "caption", "credit", "alt_text", "decorative", "focal_x", "keywords", "rights_note"), key=str),
        "comments": sorted(Comment.objects.values_list(
            "article__headline", "parent__author_name", "status", "author_name", "author_email", "body"), key=str),
        "pages": _pages(),
        "redirects": list(Redirect.objects.values_list("path", "article__headline")),
    }  # fmt: skip


def _pages() -> list[Any]:
    """Links in full, as the line of an article has them: they lead to the old site's address, and on from there."""
    rows = list(Page.objects.values_list("path", "title", "body", "parent__path", "position", "is_published"))
    links = Links([body for _path, _title, body, *_rest in rows], Archive())
    return [(path, title, links.in_html(body), *rest) for path, title, body, *rest in rows]
