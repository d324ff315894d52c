"""Readers' comments with their threads, and linkbacks (E131 to E137, L6)."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article, Comment, ImportedItem, Linkback
from tests.wordpress.exports import comment, item, words
from tests.wordpress.running import counts, imported, reasons

pytestmark = pytest.mark.django_db


def threads() -> dict[int, int | None]:
    """Each comment, and what it answers."""
    rows = Comment.objects.order_by("wordpress_id").values_list("wordpress_id", "parent__wordpress_id")
    return {number: parent for number, parent in rows if number}


def test_E131_L6_answer_may_have_a_lower_number_than_its_parent() -> None:
    imported(item(1, inner=words(10, parent=60) + words(60) + words(61, parent=10)))
    assert threads() == {10: 60, 60: None, 61: 10}


def test_E132_L6_answer_to_nothing_is_at_the_top_and_named() -> None:
    outcome = imported(item(1, inner=words(10, parent=999)))
    assert threads() == {10: None}
    assert reasons(outcome) == ["answers comment 999, which is not there"]


def test_L6_answer_never_lands_under_another_article() -> None:
    imported(item(1, inner=words(10)), item(2, inner=words(11, parent=10)))
    assert threads() == {10: None, 11: None}


def test_comments_that_answer_each_other_have_a_beginning() -> None:
    imported(item(1, inner=words(1, parent=3) + words(2, parent=1) + words(3, parent=2) + words(4, parent=4)))
    found = threads()
    assert (sum(parent is None for parent in found.values()), found[4]) == (2, None)


def test_answer_that_comes_with_a_later_export_finds_its_parent() -> None:
    imported(item(1, inner=words(10)))
    imported(item(1, inner=words(10) + words(11, parent=10)))
    assert threads() == {10: None, 11: 10}


def test_comment_on_a_page_is_kept_with_it() -> None:
    outcome = imported(item(1, post_type="page", inner=words(5, "Lovely."), link="http://old.example/about/"))
    assert counts(outcome)["comment"] == {"in file": 1, "created": 1}
    assert ImportedItem.objects.get(kind="page").data["comments"][0]["content"] == "Lovely."


@pytest.mark.parametrize("kind", ["", "comment"])
def test_E134_both_names_of_a_comment_are_one(kind: str) -> None:
    outcome = imported(item(1, inner=words(1, kind=kind)))
    assert counts(outcome)["comment"] == {"in file": 1, "created": 1}
    assert [row.kind for row in Comment.objects.shown()] == [""]


def test_comment_keeps_its_words_and_writer_and_loses_what_runs() -> None:
    imported(item(1, inner=words(1, "Look: <a href='https://x.example/' onclick='x()'>here</a><script>x()</script>")))
    row = Comment.objects.get()
    assert (row.author_name, row.author_email, row.author_address) == ("A & B", "reader@mail.example", "192.0.2.7")
    assert "onclick" not in row.body
    assert "script" not in row.body
    assert 'href="https://x.example/"' in row.body


def test_E135_excerpt_of_a_linkback_is_text() -> None:
    imported(item(1, inner=comment(1, content="[...] <a href='https://x.example/'>our</a> story [&#8230;]")))
    row = Linkback.objects.get()
    assert (row.excerpt, row.source_url) == ("[...] our story […]", "https://blog.example/1")


STATES = {"1": "approved", "0": "pending", "spam": "spam", "trash": "deleted", "post-trashed": "deleted"}


@pytest.mark.parametrize("approved", STATES)
def test_E136_comment_of_each_state_is_kept_and_approved_ones_are_shown(approved: str) -> None:
    imported(item(1, inner=words(1, approved=approved)))
    assert Comment.objects.get().status == STATES[approved]
    assert Comment.objects.shown().count() == (approved == "1")


@pytest.mark.parametrize("kind", ["pingback", "trackback", "webmention"])
@pytest.mark.parametrize("approved", STATES)
def test_E136_linkback_of_each_kind_and_state_is_kept_and_approved_ones_are_shown(kind: str, approved: str) -> None:
    imported(item(1, inner=comment(1, kind, approved=approved)))
    status = {"deleted": "rejected"}.get(STATES[approved], STATES[approved])
    assert (Linkback.objects.get().kind, Linkback.objects.get().status) == (kind, status)
    assert Linkback.objects.shown().count() == (approved == "1")


@pytest.mark.parametrize("kind", ["review", "order_note", "a-kind-with-a-very-long-name"])
def test_E136_comment_of_another_kind_is_kept_named_and_hidden(kind: str) -> None:
    outcome = imported(item(1, inner=words(1, kind=kind)))
    assert counts(outcome)[kind] == {"in file": 1, "created": 1}
    assert (Comment.objects.get().kind, Comment.objects.shown().count()) == (kind[:20], 0)


def test_E137_two_comments_of_one_writer_in_one_second_are_two() -> None:
    imported(item(1, inner=words(1, "Same.")))
    imported(item(1, inner=words(1, "Same.") + words(2, "Same.")))
    assert Comment.objects.count() == 2


def test_linkback_that_does_not_fit_is_refused_and_the_rest_is_in() -> None:
    outcome = imported(item(1, inner=comment(1, url="https://x.example/" + "y" * 3000) + comment(2)))
    assert counts(outcome)["pingback"] == {"in file": 2, "created": 1, "refused": 1}
    assert Linkback.objects.get().wordpress_id == 2


def test_comment_without_gmt_has_the_time_of_its_site() -> None:
    local = words(1, at="0000-00-00 00:00:00").replace(
        "<wp:comment_content>", "<wp:comment_date>2016-10-21 09:40:11</wp:comment_date><wp:comment_content>"
    )
    imported(item(1, post_date="2016-10-20 07:23:00", inner=local))
    assert f"{Comment.objects.get().created_at:%H:%M:%S}" == "04:10:11"


def test_mail_and_network_addresses_are_on_no_public_page(client: Client) -> None:
    imported(item(1, inner=words(1) + comment(2)))
    answer = client.get(Article.objects.get().path).content
    assert b"A &amp; B" in answer
    assert b"reader@mail.example" not in answer
    assert b"192.0.2.7" not in answer
