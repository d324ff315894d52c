"""The editor loses nothing of a body, whoever wrote it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Article
from tests.browser.writing import body_of, open_form, sent_body
from tests.chromium import Open
from tests.factories import make_article, make_image

EVERYTHING = """\
<p><span class="dateline">PUNE, India (Agency)</span> — A <strong>b</strong> <em>i</em> <u>u</u> <s>s</s> \
H<sub>2</sub>O x<sup>2</sup> <code>code</code> <q>q</q> <small>fine</small> <cite>Book</cite> \
<abbr title="India">IN</abbr>.</p>
<p>A <a href="https://other.example/x" hreflang="en" title="Other">link</a>, <a href="/stories/1/">another</a>,<br>\
a line and a no-break&nbsp;space.</p>
<p dir="rtl" lang="ur">ایک <span lang="hi">हिन्दी</span> سطر</p>
<figure data-align="left" data-image="{image}"><figcaption>Own <em>words</em></figcaption></figure>
<figure data-image="{image}"></figure>
<figure data-alt="A boat" data-attachment="213728" data-src="https://old.example/a.jpg" data-unresolved="caption">\
<figcaption>Lost <strong>one</strong></figcaption></figure>
<aside data-also-read="{target}"></aside>
<aside data-also-read=""><a href="https://other.example/story">Another story</a></aside>
<p><span data-unresolved="also-read">ALSO READ:</span> A headline nobody has</p>
<h2>Two</h2>
<h3 lang="hi">तीन</h3>
<h4>Four</h4>
<blockquote><p>Said</p><p>and said again</p></blockquote>
<blockquote class="pullquote"><p>Large</p><p><cite>Somebody</cite></p></blockquote>
<ul><li>one</li><li>two<ol start="3"><li>deep</li></ol></li><li><p>a</p><p>b</p></li></ul>
<table><caption>Levels</caption><thead><tr><th scope="col">Place</th><th scope="col">m</th></tr></thead><tbody><tr>\
<th scope="row">Pune</th><td rowspan="2">3</td></tr><tr><td></td></tr></tbody></table>
<pre>two  spaces
and a line</pre>
<hr>
<p>The end.</p>"""


@pytest.fixture
def everything(transactional_db: None) -> Article:
    """A draft with all that a body can hold, in its clean form."""
    body = EVERYTHING.format(image=make_image(caption="A bridge").pk, target=make_article("The ferry").pk)
    article = make_article(status="draft", body=body)
    publishing.save(article)
    assert article.body == body
    return article


def open_article(page: Page, article: Article) -> None:
    open_form(page, f"/admin/articles/article/{article.pk}/change/")


def test_saving_without_a_change_changes_nothing(open_desk: Open, everything: Article) -> None:
    desk = open_desk()
    open_article(desk, everything)
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert Article.objects.get(pk=everything.pk).body == everything.body


def test_writing_changes_nothing_else(open_desk: Open, everything: Article) -> None:
    desk = open_desk()
    open_article(desk, everything)
    body_of(desk).get_by_text("The end.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert Article.objects.get(pk=everything.pk).body == everything.body.replace("The end.", "The end. Really.")


def test_references_are_shown_by_what_they_are_called(open_desk: Open, everything: Article) -> None:
    desk = open_desk()
    open_article(desk, everything)
    expect(body_of(desk).locator("aside").first).to_contain_text("The ferry")
    expect(body_of(desk).get_by_role("figure").first).to_contain_text("A bridge")
    expect(body_of(desk).get_by_role("figure").nth(2)).to_contain_text("To check: picture 213728")


def test_textarea_works_without_scripts(open_desk: Open, everything: Article) -> None:
    desk = open_desk(java_script_enabled=False)
    desk.goto(f"/admin/articles/article/{everything.pk}/change/")
    assert sent_body(desk) == everything.body
    desk.get_by_role("button", name="Save and continue").click()
    assert Article.objects.get(pk=everything.pk).body == everything.body
