"""The whole site as it will be at a time to come: right, for the desk alone, and kept by nobody."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from articles import publishing
from articles.models import Article, Banner, Correction, FrontEdition, FrontSlot, PendingEdit, Redirect
from articles.pages.as_of import address_at, written
from articles.revisions import content_of, digests
from tests.admin.desk import client_of
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_linkback,
    make_section,
    make_tag,
)

MOMENT = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
BEFORE, AFTER = MOMENT - timedelta(hours=1), MOMENT + timedelta(minutes=1)
AT = address_at(MOMENT, "")


@pytest.fixture
def desk() -> Client:
    return client_of("Reporter")


def text_at(desk: Client, path: str) -> str:
    response = desk.get(f"{AT}{path}")
    assert response.status_code == 200
    return response.content.decode()


def later(article: Article, due_at: datetime, **changes: Any) -> PendingEdit:
    content = content_of(article)
    opened = {**digests(content), "status": article.status}
    return PendingEdit.objects.create(article=article, content={**content, **changes}, opened=opened, due_at=due_at)


def scheduled(**fields: Any) -> Article:
    """For a time before the moment, with a byline, in every list; another one is due after it."""
    author, tag, world = make_author("Asha", slug="asha"), make_tag("Rivers"), make_section("World")
    make_article("Comes later", section=world, tags=(tag,), published_at=AFTER)
    make_article("Old news", section=world, tags=(tag,))
    article = make_article("Budget is read", section=world, tags=(tag,), published_at=BEFORE, path="/budget/", **fields)
    make_byline(article, author)
    return article


LISTS = ["/", "/world/", "/tag/rivers/", "/author/asha/", f"/archive/{timezone.localtime(BEFORE):%Y/%m/%d}/", "/lite/"]


@pytest.mark.parametrize("path", [*LISTS, "/budget/", "/search/?q=budget", "/lite/budget/"])
def test_scheduled_story_is_there_at_its_time_and_no_other(desk: Client, path: str) -> None:
    scheduled()
    page = text_at(desk, path)
    assert "Budget is read" in page
    assert "Comes later" not in page
    now = Client().get(path)
    assert "Budget is read" not in now.content.decode()


def test_embargo_that_ends_before_is_over(desk: Client) -> None:
    make_article("Report", embargo_until=BEFORE, path="/report/")
    make_article("Held", embargo_until=AFTER, path="/held/")
    assert "Report</h1>" in text_at(desk, "/report/")
    assert desk.get(f"{AT}/held/").status_code == 404
    assert desk.get("/report/").status_code == 404
