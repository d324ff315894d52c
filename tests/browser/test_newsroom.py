"""From a blank form to a reader: the whole way, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from articles.models import Article
from tests.admin.desk import make_user
from tests.browser.writing import choose, open_form, write
from tests.chromium import Open
from tests.factories import make_article, make_image, make_section


def log_in(page: Page) -> None:
    user = make_user("Editor")
    user.set_password("a-long-password")
    user.save()
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("was published")).to_be_visible()


def test_article_is_written_published_read_and_linked_back(open_page: Open) -> None:
    target = make_article("The ferry makes its last crossing", section=make_section("News"))
    make_image(caption="The bridge at dawn", credit="N. Iyer")
    desk = open_page()
    log_in(desk)
    open_form(desk)
    write(desk, "A bridge opens", "People walked across the river for the first time.")
    choose(desk, "Put a picture here", "dawn")
    choose(desk, "Offer another article here", "ferry")
    publish(desk)
    desk.get_by_role("button", name="Log out").click()

    reader = open_page()
    reader.goto(Article.objects.get(headline="A bridge opens").path)
    expect(reader.get_by_role("heading", level=1)).to_have_text("A bridge opens")
    expect(reader.locator("figcaption")).to_contain_text("The bridge at dawn")
    reader.locator("aside.also-read").get_by_role("link").click()
    expect(reader).to_have_url(re.compile(re.escape(target.path)))
    expect(reader.locator("#linkbacks")).to_contain_text("A bridge opens | The Meridian")
