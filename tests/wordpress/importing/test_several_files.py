"""An export in several files is one (E148); a file that is cut off is never called done (L8)."""

from __future__ import annotations

from io import BytesIO

import pytest

from articles.models import Article, Image, ImportSource, Page, Section
from tests.wordpress.exports import attachment, category, channel_category, export, item, meta
from tests.wordpress.running import counts, reasons, run_import

pytestmark = pytest.mark.django_db

POST = item(1, content='[caption id="attachment_5" width="7"]A caption[/caption]', inner=meta("_thumbnail_id", "5"))
PICTURE = attachment(5, "a.jpg", post_parent="1")
CHILD = item(3, "Team", post_type="page", post_parent="4", link="http://old.example/about/team/")
PARENT = item(4, "About", post_type="page", link="http://old.example/about/")


def test_E148_what_belongs_together_is_found_across_files() -> None:
    outcome = run_import(export(POST, CHILD), export(PICTURE, PARENT))
    article, image = Article.objects.get(), Image.objects.get()
    assert (article.lead_image, f'data-image="{image.pk}"' in article.body) == (image, True)
    assert Page.objects.get(title="Team").parent.title == "About"
    assert (reasons(outcome)[1:], ImportSource.objects.count()) == ([], 1)


def test_E148_files_that_come_one_by_one_find_each_other_as_far_as_rows_go() -> None:
    run_import(export(POST, CHILD))
    run_import(export(PICTURE, PARENT))
    assert Article.objects.get().lead_image == Image.objects.get()
    assert Page.objects.get(title="Team").parent.title == "About"


def test_E148_category_of_one_file_has_its_parent_in_another() -> None:
    first = export(item(1, inner=category("asia", "Asia")), channel=channel_category("asia", "world"))
    run_import(first, export(channel=channel_category("world")))
    assert sorted(Section.objects.values_list("path", flat=True)) == ["/world/", "/world/asia/"]


def test_E80_L8_cut_off_file_is_not_done_and_goes_on_when_it_is_whole() -> None:
    whole = export(item(1), item(2), item(3)).getvalue()
    cut = run_import(BytesIO(whole[: whole.index(b"<wp:post_id>3")]))
    assert (Article.objects.count(), cut.is_complete) == (2, False)
    assert counts(cut)["broken"] == {"in file": 1, "refused": 1}
    assert counts(run_import(BytesIO(whole)))["post"] == {"in file": 3, "unchanged": 2, "created": 1}


def test_L8_file_that_ends_between_two_items_is_not_done() -> None:
    whole = export(item(1), item(2)).getvalue()
    cut = run_import(BytesIO(whole[: whole.index(b"<item>", whole.index(b"</item>"))]))
    assert not cut.is_complete
    assert "The file has no end" in cut.as_text()
