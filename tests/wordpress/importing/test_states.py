"""What a status, a date, a password or a place in the bin there means here (E112 to E116, section 3.2)."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article, ImportedItem, Page
from articles.models.status import Status
from tests.views.reading import headlines, page
from tests.wordpress.exports import attachment, category, export, item, meta, term
from tests.wordpress.running import counts, imported, reasons, run_import

pytestmark = pytest.mark.django_db

NEVER = {"post_date_gmt": "0000-00-00 00:00:00"}


def test_E112_published_in_the_future_is_scheduled_and_future_in_the_past_is_out() -> None:
    imported(item(1, post_date_gmt="2999-01-01 00:00:00"), item(2, status="future"))
    first, second = Article.objects.order_by("wordpress_id")
    assert (first.is_scheduled(), second.is_published()) == (True, True)


def test_E113_draft_is_not_published_and_was_begun_when_it_says() -> None:
    imported(item(1, status="draft", post_date="2016-11-30 10:00:00", link="http://old.example/?p=1", **NEVER))
    draft = Article.objects.get()
    assert (draft.published_at, draft.path, draft.status) == (None, None, "draft")
    assert f"{draft.created_at:%Y-%m-%d %H:%M %Z}" == "2016-11-30 04:30 UTC"


def test_E113_draft_without_any_date_is_in() -> None:
    imported(item(1, status="draft", post_date="0000-00-00 00:00:00", **NEVER))
    assert Article.objects.get().published_at is None


def test_published_post_without_gmt_has_the_time_of_its_site() -> None:
    imported(
        item(1, post_date="2016-10-20 07:23:00"),
        item(2, post_date="2016-10-20 07:23:00", post_modified="2016-10-20 08:23:00", **NEVER),
    )
    article = Article.objects.get(wordpress_id=2)
    assert f"{article.published_at:%H:%M}" == "01:53"
    assert f"{article.updated_at:%H:%M}" == "02:53"


def test_published_post_without_any_date_waits_on_the_desk() -> None:
    imported(item(1, **NEVER))
    assert Article.objects.get().status == "ready"


HIDDEN = {
    "private": {"status": "private"},
    "pending": {"status": "pending"},
    "draft": {"status": "draft"},
    "password": {"post_password": "sesame"},
    "auto-draft": {"status": "auto-draft"},
}


@pytest.mark.parametrize("how", HIDDEN)
def test_E114_hidden_post_is_on_no_public_page(client: Client, how: str) -> None:
    shown = category("world", "World") + term("post_tag", "rain")
    imported(item(1, "Visible", inner=shown), item(2, "Hidden", "<p>Secret.</p>", shown, **HIDDEN[how]))
    for path in (
        "/",
        "/world/",
        "/tag/rain/",
        "/author/desk/",
        "/search/?q=visible+OR+hidden",
        "/archive/2016/10/20/",
    ):
        assert headlines(page(client, path)) == ["Visible"], path
        assert b"Secret" not in client.get(path).content
    assert client.get("/world/story-2/").status_code == 404


def test_E114_hidden_post_is_related_to_nothing(client: Client) -> None:
    link = '<p><a href="http://old.example/world/story-2/">Hidden</a></p><p>ALSO READ: Hidden Headline Here</p>'
    back = '<p>Secret <a href="http://old.example/world/story-1/">words</a>.</p>'
    imported(item(1, "Visible", link), item(2, "Hidden Headline Here", back, post_password="sesame"))
    answer = client.get("/world/story-1/").content.decode()
    assert "Linked from" not in answer
    assert "Secret" not in answer


def test_E114_password_is_kept_unreadable() -> None:
    outcome = imported(item(1, post_password="sesame"))
    kept = ImportedItem.objects.get(kind="post").data
    assert kept["password"].startswith("pbkdf2_sha256$")
    assert "sesame" not in str(kept)
    assert reasons(outcome) == ["was behind a password: it is here, and not public"]


@pytest.mark.parametrize("how", ["private", "password"])
def test_E114_hidden_page_is_not_published(how: str) -> None:
    imported(item(1, post_type="page", link="http://old.example/about/", **HIDDEN[how]))
    assert not Page.objects.get().is_published


def test_E115_post_in_the_bin_answers_gone_and_can_be_had_again(client: Client) -> None:
    binned = {"status": "trash", "post_name": "story-1__trashed", "link": "http://old.example/world/story-1__trashed/"}
    imported(item(1, "Binned", inner=meta("_wp_trash_meta_status", "publish"), **binned), item(2, "Visible"))
    assert headlines(page(client, "/")) == ["Visible"]
    assert [client.get(f"/world/story-1{end}/").status_code for end in ("", "__trashed")] == [410, 410]
    assert Article.objects.get(wordpress_id=1).body == "<p>Text.</p>"


def test_E115_new_post_stands_where_the_one_in_the_bin_was(client: Client) -> None:
    binned = {"status": "trash", "post_name": "story-2__trashed", "link": "http://old.example/world/story-2__trashed/"}
    imported(item(1, "Binned", **binned), item(2, "Visible"))
    assert client.get("/world/story-2/").status_code == 200


def test_E115_draft_in_the_bin_is_spiked() -> None:
    imported(item(1, status="trash", inner=meta("_wp_trash_meta_status", "draft")))
    assert Article.objects.get().status == Status.SPIKED


def test_E116_sticky_is_kept_with_the_item() -> None:
    imported(item(1, is_sticky="1"), item(2, is_sticky="0"))
    kept = dict(ImportedItem.objects.filter(kind="post").values_list("wordpress_id", "data"))
    assert (kept[1]["sticky"], "sticky" in kept[2]) == (True, False)


def test_unknown_status_is_a_draft_and_named() -> None:
    outcome = imported(item(1, status="surprise"))
    assert (Article.objects.get().status, reasons(outcome)) == (
        "draft", ["has the status 'surprise': it is a draft here"],
    )  # fmt: skip


def test_auto_draft_is_kept_and_is_no_article() -> None:
    outcome = imported(item(1, "Auto Draft", status="auto-draft"))
    assert counts(outcome)["post"] == {"in file": 1, "created": 1}
    assert (Article.objects.count(), ImportedItem.objects.get(kind="post").data["title"]) == (0, "Auto Draft")


def test_revision_is_kept_and_is_no_article() -> None:
    imported(item(1), item(2, post_type="revision", status="inherit", post_parent="1"))
    assert Article.objects.get().wordpress_id == 1
    assert ImportedItem.objects.get(kind="revision").data["content"] == "<p>Text.</p>"


@pytest.mark.parametrize(("status", "expected"), [("open", True), ("closed", False), ("", False)])
def test_comment_status_says_whether_readers_may_comment(status: str, expected: bool) -> None:
    imported(item(1, comment_status=status))
    assert Article.objects.get().takes_comments is expected


@pytest.mark.parametrize(("status", "expected"), [("open", True), ("closed", False), ("", True)])
def test_ping_status_says_who_may_link_back(status: str, expected: bool) -> None:
    imported(item(1, ping_status=status))
    assert Article.objects.get().receives_linkbacks is expected


def test_L3_L25_times_of_publication_and_change_are_kept() -> None:
    imported(item(1, post_modified_gmt="2016-10-20 03:35:00"))
    article = Article.objects.get()
    assert f"{article.published_at:%Y-%m-%d %H:%M} {article.updated_at:%H:%M}" == "2016-10-20 01:53 03:35"


def test_every_page_and_file_beside_hidden_posts_is_accounted_for() -> None:
    items = [item(n, **fields) for n, fields in enumerate(HIDDEN.values(), 1)]
    outcome = run_import(export(*items, attachment(9, "a.jpg")))
    assert outcome.is_complete
    assert counts(outcome)["post"] == {"in file": 5, "created": 5}
