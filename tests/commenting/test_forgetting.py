"""What is let go of: network addresses after some days, and all of one reader when it is asked for."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.commenting.forgetting import forget_addresses
from articles.models import Comment
from tests.admin.desk import client_of, messages_of
from tests.factories import make_article, make_comment, minutes_ago

pytestmark = pytest.mark.django_db
EMAIL = "Meera@private.example"
LIST = "/admin/articles/comment/?state=all"


@pytest.fixture
def written() -> Comment:
    """Her comment; beside it another of hers in other letters, and one of somebody else."""
    article = make_article()
    make_comment(article, "Second", author_email=EMAIL.lower())
    make_comment(article, "Another's", author_email="asha@private.example")
    return make_comment(article, "First", author_email=EMAIL, author_address="192.0.2.7", extra={"meta": [["a", "b"]]})


def test_addresses_are_forgotten_after_the_days_of_the_setting(settings: Any) -> None:
    settings.COMMENTS_FORGET_ADDRESS_DAYS = 2
    old, new = (
        make_comment(make_article(), author_address="192.0.2.7", created_at=minutes_ago(60 * hours))
        for hours in (49, 47)
    )
    forget_addresses()
    assert [Comment.objects.get(pk=row.pk).author_address for row in (old, new)] == [None, "192.0.2.7"]


def test_all_of_an_address_is_told(written: Comment) -> None:
    said = StringIO()
    call_command("reader_data", EMAIL.upper(), stdout=said)
    assert [(row["body"], row["author_address"]) for row in json.loads(said.getvalue())] == [
        ("Second", None), ("First", "192.0.2.7"),
    ]  # fmt: skip


def test_all_of_an_address_is_erased(written: Comment) -> None:
    call_command("reader_data", EMAIL, "--erase", stderr=StringIO())
    written.refresh_from_db()
    assert (written.body, written.author_name, written.author_email, written.author_address, written.extra) == (
        "", "", "", None, {},
    )  # fmt: skip
    assert list(Comment.objects.exclude(body="").values_list("body", flat=True)) == ["Another's"]
    assert written.status == "deleted"


@pytest.mark.parametrize("address", ["nobody@private.example", "", " ", "%"])
def test_address_without_comments_is_said_in_one_line(written: Comment, address: str) -> None:
    make_comment(written.article, author_email="")
    with pytest.raises(CommandError, match="no comment"):
        call_command("reader_data", address)


def test_moderator_exports_and_erases_all_of_the_chosen_writer(written: Comment) -> None:
    client, chosen = client_of("Moderator"), {"_selected_action": written.pk}
    rows = json.loads(client.post(LIST, {"action": "export_writers", **chosen}).content)
    assert {row["body"] for row in rows} == {"First", "Second"}
    response = client.post(LIST, {"action": "erase_writers", **chosen}, follow=True)
    assert messages_of(response) == ["2 comments were erased."]
    assert list(Comment.objects.exclude(body="").values_list("body", flat=True)) == ["Another's"]
