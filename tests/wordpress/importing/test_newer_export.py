"""A later export of the same site brings what is new and changed, and leaves alone what was edited here (E111)."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import publishing
from articles.models import Article, Byline, Comment, Image, MediaFile, Page, Redirect, TaggedArticle
from tests.factories import make_author
from tests.pictures.files import with_iptc
from tests.wordpress.exports import attachment, export, item, term, words
from tests.wordpress.running import all_rows, counts, imported, reasons, run_import

pytestmark = pytest.mark.django_db


def test_E111_changed_post_is_updated_and_the_rest_is_not() -> None:
    imported(item(1, "Old"), item(2, "Same"))
    outcome = imported(item(1, "New"), item(2, "Same"), item(3, "Added"))
    assert counts(outcome)["post"] == {"in file": 3, "updated": 1, "unchanged": 1, "created": 1}
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["Added", "New", "Same"]


def test_E111_update_replaces_tags_and_bylines() -> None:
    imported(
        item(1, inner=term("post_tag", "rain") + term("author", "cap-ann", "Ann") + term("author", "cap-bo", "Bo"))
    )
    imported(item(1, inner=term("post_tag", "wind") + term("author", "cap-bo", "Bo")))
    assert [row.tag.name for row in TaggedArticle.objects.all()] == ["Wind"]
    assert [row.name for row in Byline.objects.all()] == ["Bo"]


EDITS = {
    "headline": lambda article: Article.objects.update(headline="Ours"),
    "body": lambda article: Article.objects.update(body="<p>Ours</p>"),
    "tags": lambda article: article.tags.add("ours"),
    "bylines": lambda article: Byline.objects.create(article=article, author=make_author()),
    "guests": lambda article: Byline.objects.create(article=article, guest_name="A guest"),
    "killed": publishing.kill,
}


@pytest.mark.parametrize("what", EDITS)
def test_E111_post_that_was_edited_here_is_left_and_named(what: str) -> None:
    imported(item(1, "Old", inner=term("post_tag", "rain")))
    EDITS[what](Article.objects.get())
    before = all_rows()
    outcome = imported(item(1, "New", inner=term("post_tag", "wind")))
    assert counts(outcome)["post"] == {"in file": 1, "unchanged": 1}
    assert reasons(outcome) == ["changed in the export, but edited here since: left as it is"]
    assert all_rows()["Article"] == before["Article"]
    assert all_rows()["TaggedArticle"] == before["TaggedArticle"]


def test_E111_new_comment_on_a_post_that_was_edited_here_comes_in() -> None:
    imported(item(1))
    Article.objects.update(headline="Ours")
    outcome = imported(item(1, inner=words(1)))
    assert counts(outcome)["comment"] == {"in file": 1, "created": 1}
    assert Comment.objects.get().article.headline == "Ours"


def test_E111_decision_on_a_comment_stays() -> None:
    imported(item(1, inner=words(1, approved="0")))
    Comment.objects.update(status="spam")
    imported(item(1, "New", inner=words(1, approved="1") + words(2)))
    assert sorted(Comment.objects.values_list("wordpress_id", "status")) == [(1, "spam"), (2, "approved")]


def test_E111_article_that_was_deleted_here_stays_away() -> None:
    imported(item(1, inner=words(1)), item(2))
    Article.objects.filter(wordpress_id=1).delete()
    outcome = imported(item(1, "New", inner=words(1)), item(2))
    assert [article.wordpress_id for article in Article.objects.all()] == [2]
    assert reasons(outcome) == ["changed in the export, but deleted here: it stays away"]
    assert counts(outcome)["comment"] == {"in file": 1, "unchanged": 1}


def test_E111_page_that_was_edited_here_is_left_with_its_comments_counted() -> None:
    page = {"post_type": "page", "link": "http://old.example/about/"}
    imported(item(1, "Old", **page), item(2, "Old", **page | {"link": "http://old.example/terms/"}))
    Page.objects.filter(wordpress_id=1).update(title="Ours")
    outcome = imported(
        item(1, "New", inner=words(1), **page), item(2, "New", **page | {"link": "http://old.example/terms/"})
    )
    assert sorted(Page.objects.values_list("title", flat=True)) == ["New", "Ours"]
    assert counts(outcome)["comment"] == {"in file": 1, "created": 1}
    assert outcome.is_complete


def test_E111_moved_post_leaves_a_redirect_and_may_come_back() -> None:
    imported(item(1))
    imported(item(1, link="http://old.example/moved/"))
    assert [(row.path, row.article.path) for row in Redirect.objects.all()] == [("/world/story-1/", "/moved/")]
    imported(item(1))
    assert [(row.path, row.article.path) for row in Redirect.objects.all()] == [("/moved/", "/world/story-1/")]


@pytest.mark.parametrize("name", ["a.jpg", "a.mp3"])
def test_E111_words_of_an_attachment_are_updated_unless_edited_here(name: str) -> None:
    model = Image if name.endswith("jpg") else MediaFile
    excerpt = "<excerpt:encoded>{}</excerpt:encoded>"
    versions = [
        [attachment(n, name).replace("</item>", excerpt.format(words) + "</item>") for n in (1, 2)]
        for words in ("Old", "New")
    ]
    imported(*versions[0])
    model.objects.filter(wordpress_id=2).update(caption="Ours")
    outcome = imported(*versions[1])
    assert counts(outcome)["attachment"] == {"in file": 2, "updated": 1, "unchanged": 1}
    assert sorted(model.objects.values_list("wordpress_id", "caption")) == [(1, "New"), (2, "Ours")]


def test_E111_words_that_a_picture_says_itself_are_no_edit(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(with_iptc(n120="Cranes at dawn"))
    imported(attachment(1, "a.jpg"), uploads=tmp_path)
    assert Image.objects.get().caption == "Cranes at dawn"
    outcome = imported(attachment(1, "a.jpg", menu_order="3"), uploads=tmp_path)
    assert counts(outcome)["attachment"] == {"in file": 1, "updated": 1}


def test_E111_body_that_is_too_long_is_refused_in_each_run() -> None:
    long = item(1, content="<p>" + "word " * 2_000_000 + "</p>", inner=words(1))
    for _ in range(2):
        outcome = run_import(export(long, item(2)))
        assert counts(outcome)["post"]["refused"] == 1
        assert not outcome.is_complete
        assert not Article.objects.filter(wordpress_id=1).exists()
    assert Article.objects.count() == 1
