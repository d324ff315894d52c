"""The link check in a browser: on a phone, in the dark, by the keyboard; and the notice in the article's form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, LinkTarget
from articles.outgoing import follow
from tests.browser.test_accessibility import violations
from tests.browser.writing import open_form
from tests.chromium import Open
from tests.factories import make_article, make_tagged

LIST = "/admin/articles/outgoinglink/"
LONG = f"https://very-long-name-of-a-site.example/{'archive-' * 8}story"


@pytest.fixture
def article(transactional_db: None) -> Article:
    body = f'<p>See <a href="{LONG}">the report of the committee</a> and <a href="https://b.example/">b</a>.</p>'
    article = make_article("A bridge opens over the Yamuna", body=body, tags=("Rivers",))
    make_tagged("Rivers", headline="Yamuna bridge closes")
    follow(article)
    since = timezone.now() - timedelta(days=9)
    said = {"answer": "It answers 404, Not Found.", "since_at": since, "checked_at": timezone.now()}
    LinkTarget.objects.filter(url=LONG).update(state="broken", **said)
    moved = {"answer": "It has moved for good.", "moved_to": LONG, "since_at": since}
    LinkTarget.objects.filter(url="https://b.example/").update(state="moved", **moved)
    return article


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
def test_list_fits_has_no_violation_and_asks_again_by_the_keyboard(
    open_desk: Open, article: Article, width: int, scheme: str
) -> None:
    desk = open_desk(width=width, scheme=scheme)
    desk.goto(LIST)
    expect(desk.get_by_text("It answers 404, Not Found.")).to_be_visible()
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.get_by_role("button", name="Check again: very-long-name-of-a-site.example").press("Enter")
    expect(desk.get_by_text("The page is asked again soon.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1440, "dark")])
def test_form_with_notice_and_suggestions_fits_and_has_no_violation(
    open_desk: Open, article: Article, width: int, scheme: str
) -> None:
    desk = open_desk(width=width, scheme=scheme)
    open_form(desk, f"/admin/articles/article/{article.pk}/change/")
    expect(desk.get_by_role("region", name="Links that lead nowhere")).to_contain_text("the report of the committee")
    expect(desk.get_by_role("button", name="Put in: Yamuna bridge closes")).to_be_visible()
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
