"""Attachments: a row for each, its post before or behind it, its file there or not (E117 to E122, L4, L5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.models import Article, Image, ImportedItem, MediaFile
from tests.pictures.files import picture
from tests.wordpress.exports import attachment, export, item, meta, words
from tests.wordpress.running import counts, imported, reasons, run_import

pytestmark = pytest.mark.django_db

POST = item(1, content="<p>Text.</p>[gallery]", inner=meta("_thumbnail_id", "2"))
PICTURE = attachment(2, "a.jpg", post_parent="1")


@pytest.mark.parametrize("items", [[POST, PICTURE], [PICTURE, POST]], ids=["behind", "before"])
def test_E117_attachment_belongs_to_its_post_wherever_it_stands(items: list[str]) -> None:
    outcome = imported(*items)
    article, image = Article.objects.get(), Image.objects.get()
    assert article.lead_image == image
    assert f'data-image="{image.pk}"' in article.body
    assert ImportedItem.objects.get(kind="attachment").parent_number == 1
    assert outcome.is_complete


def test_E117_attachment_of_a_post_that_is_not_in_the_file_is_named() -> None:
    outcome = imported(attachment(2, "a.jpg", post_parent="99"), item(1))
    assert reasons(outcome)[0] == "belongs to item 99, which is not in the export"
    assert Image.objects.get().wordpress_id == 2


def test_E118_attachment_without_a_url_has_that_of_its_guid() -> None:
    guid = "<guid>http://old.example/wp-content/uploads/2016/10/a.jpg</guid>"
    imported(item(2, "", "", guid, post_type="attachment", status="inherit"))
    image = Image.objects.get()
    assert (image.upload_path, image.source_url) == ("2016/10/a.jpg", guid[6:-7])


def test_E119_L5_attachments_without_files_are_all_here() -> None:
    outcome = imported(*(attachment(n, f"a.{end}") for n, end in enumerate(("jpg", "mp3", "pdf"), 1)))
    assert counts(outcome)["attachment"] == {"in file": 3, "created": 3}
    assert (Image.objects.filter(file="").count(), MediaFile.objects.filter(file="").count()) == (1, 2)
    assert reasons(outcome) == ["3 attachments have no file: run it again with --uploads, or with --download"]


def test_E119_files_of_all_kinds_are_found_and_counted(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.mp3"):
        (tmp_path / name).write_bytes(picture() if name == "a.jpg" else b"sound")
    outcome = imported(attachment(1, "a.jpg"), attachment(2, "b.mp3"), attachment(3, "c.pdf"), uploads=tmp_path)
    assert counts(outcome)["file"] == {"in file": 2, "created": 2}
    assert reasons(outcome) == ["its file c.pdf was not found; it is missing"]
    assert Path(MediaFile.objects.get(wordpress_id=2).file.path).read_bytes() == b"sound"


def test_E120_lead_image_that_is_not_in_the_file_has_a_place() -> None:
    outcome = imported(item(1, inner=meta("_thumbnail_id", "99")))
    assert Article.objects.get().lead_image.wordpress_id == 99
    assert "is a lead image, but no picture of the export: it has a place without a file" in reasons(outcome)


def test_E120_that_place_is_taken_when_the_attachment_comes() -> None:
    post = item(1, inner=meta("_thumbnail_id", "99"))
    imported(post)
    outcome = imported(post, attachment(99, "a.jpg"))
    assert counts(outcome)["attachment"] == {"in file": 1, "created": 1}
    assert (Image.objects.get().upload_path, Article.objects.get().lead_image.wordpress_id) == ("a.jpg", 99)


BODIES = {
    "gallery": '[gallery ids="2"]',
    "class": '<img class="wp-image-2" src="http://elsewhere.example/x.jpg">',
    "block": '<!-- wp:image {"id":2} --><figure><img src="http://elsewhere.example/x.jpg"></figure><!-- /wp:image -->',
    "caption": '[caption id="attachment_2" width="700"]A caption[/caption]',
    "address": '<img src="http://old.example/wp-content/uploads/2016/10/a.jpg">',
    "E122 size": '<img src="http://old.example/wp-content/uploads/2016/10/a-300x200.jpg">',
}


@pytest.mark.parametrize("form", BODIES)
def test_E121_E122_L4_pictures_of_a_body_are_ours(form: str) -> None:
    imported(item(1, content=BODIES[form]), attachment(2, "2016/10/a.jpg"))
    assert f'data-image="{Image.objects.get().pk}"' in Article.objects.get().body


def test_E133_comment_on_an_attachment_is_kept_with_it() -> None:
    one = attachment(2, "a.jpg").replace("</item>", words(5, "Lovely.") + "</item>")
    outcome = imported(one)
    assert counts(outcome)["comment"] == {"in file": 1, "created": 1}
    assert ImportedItem.objects.get(kind="attachment").data["comments"][0]["content"] == "Lovely."


HOSTILE = {"a NUL": "a%00b.jpg", "very long": "x" * 3000 + ".jpg", "dots": "../../../etc/passwd.jpg", "empty": ""}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_name_stops_nothing(tmp_path: Path, name: str) -> None:
    url = f"http://old.example/wp-content/uploads/{HOSTILE[name]}"
    hostile = item(1, "", "", post_type="attachment", status="inherit", attachment_url=url)
    (tmp_path / "b.jpg").write_bytes(picture())
    outcome = run_import(export(hostile, attachment(2, "b.jpg")), uploads=tmp_path)
    assert counts(outcome)["attachment"] == {"in file": 2, "created": 2}
    assert counts(outcome)["file"] == {"in file": 1, "created": 1}


def test_links_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to(tmp_path / "b.jpg")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    outcome = imported(attachment(1, "a.jpg"), uploads=tmp_path)
    assert "could not be read" in reasons(outcome)[0] or "was not found" in reasons(outcome)[0]


def test_file_that_a_killed_run_wrote_in_part_is_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"sound")
    imported(attachment(1, "a.mp3"), uploads=tmp_path)
    stored = Path(MediaFile.objects.get().file.path)
    MediaFile.objects.update(file="")
    stored.write_bytes(b"so")
    imported(attachment(1, "a.mp3"), uploads=tmp_path)
    assert Path(MediaFile.objects.get().file.path) == stored
    assert stored.read_bytes() == b"sound"
