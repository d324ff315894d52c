"""Text pasted from elsewhere becomes a body, before and after its pictures and articles are here."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from articles.models import Article, Image
from tests import seed
from tests.browser.writing import body_of, open_form, write
from tests.chromium import Open
from tests.factories import make_article, make_section
from tests.wordpress.running import run_import

PASTE = """(element, text) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/plain", text)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""
TEXT = """\
[caption id="attachment_31" align="aligncenter" width="700"]The bridge at dawn[/caption] People walked across. \
ALSO READ: The ferry makes its last crossing Nobody minded the rain."""


def save_pasted(page: Page, text: str) -> Article:
    open_form(page)
    write(page, "A bridge opens", "")
    body_of(page).evaluate(PASTE, text)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    return Article.objects.get(headline="A bridge opens")


def test_pasted_text_finds_its_article(open_desk: Open) -> None:
    make_section("News")
    target = make_article("The ferry makes its last crossing")
    article = save_pasted(open_desk(), TEXT)
    assert list(article.also_read.all()) == [target]
    assert "<p>Nobody minded the rain.</p>" in article.body


def test_pasted_text_stays_readable_and_marked(open_desk: Open) -> None:
    make_section("News")
    desk = open_desk()
    article = save_pasted(desk, TEXT)
    assert article.body.count("The bridge at dawn") == 1
    assert "data-unresolved" in article.body
    expect(desk.locator(".messagelist .warning")).to_contain_text(["The ferry", "The bridge at dawn"])
    expect(body_of(desk)).to_contain_text("The ferry makes its last crossing")


def test_page_of_the_seed_is_pasted_after_its_import(open_desk: Open) -> None:
    run_import(seed.WXR, uploads=seed.FOLDER)
    article = save_pasted(open_desk(), seed.body())
    assert article.body.count(f'<figure data-align="center" data-image="{Image.objects.get().pk}"') == 1
    links = article.also_read_links.select_related("target")
    assert [link.target.wordpress_id for link in links] == [213480, 213101]
    assert "data-unresolved" not in article.body
