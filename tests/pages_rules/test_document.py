"""Document and no-JS (pages.md, 1 to 10)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.body.sanitize import sanitize
from articles.models import Article, Author
from tests.chromium import Open
from tests.pages_rules.conftest import made_story
from tests.views.reading import one, page, select, structured, text, texts

PATHS = ["/world/asia/bridge/", "/", "/world/", "/tag/rivers/", "/author/asha/", "/archive/", "/search/?q=bridge"]
PATHS += ["/about/", "/archive/corrections/", "/nothing/"]


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/world/asia/bridge/", "/", "/world/", "/search/?q=bridge"])
def test_rule_01_all_is_there_without_scripts(open_page: Open, transactional_db: None, path: str) -> None:
    made_story()
    shown = []
    for runs in (True, False):
        reader = open_page(java_script_enabled=runs)
        reader.goto(path)
        shown.append(reader.locator("body").inner_text())
    assert "Bridge opens" in shown[0]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("path", PATHS)
def test_rule_03_headings_skip_no_level(client: Client, story: Article, path: str) -> None:
    tree = page(client, path, 404 if path == "/nothing/" else 200)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    inside = [int(heading.tag[1]) for heading in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    steps = [after - before for before, after in pairwise(inside)]
    assert max(steps, default=0) <= 1


@pytest.mark.parametrize("path", PATHS)
def test_rule_03_landmarks_are_there(client: Client, story: Article, path: str) -> None:
    tree = page(client, path, 404 if path == "/nothing/" else 200)
    assert [len(select(tree, name)) for name in ("main", "footer.page", "header.masthead")] == [1, 1, 1]
    assert len(select(page(client, "/search/"), "search form")) == 1


def test_rule_04_titles_are_unique_and_the_headline_leads(client: Client, story: Article) -> None:
    found = [text(one(page(client, path), "title")) for path in PATHS if path != "/nothing/"]
    assert found[0] == "Bridge opens – The Meridian"
    assert len(set(found)) == len(found)


LISTS = {
    "/": "News, reports and opinion from The Meridian.",
    "/world/": "Stories from World, newest first.",
    "/tag/rivers/": "Stories about Rivers, newest first.",
    "/author/asha/": "Writes about rivers.",
    "/search/?q=bridge": "Search the stories of The Meridian.",
}


def test_rule_04_lists_say_what_they_list(client: Client, story: Article) -> None:
    found = {path: one(page(client, path), "meta[name=description]").get("content") for path in LISTS}
    assert found == LISTS
    Author.objects.update(bio="")
    described = one(page(client, "/author/asha/"), "meta[name=description]").get("content")
    assert described == "Stories by Asha Raman, newest first."


@pytest.mark.parametrize("path", PATHS)
def test_rule_05_first_focusable_is_the_skip_link(client: Client, story: Article, path: str) -> None:
    tree = page(client, path, 404 if path == "/nothing/" else 200)
    first = tree.xpath("//body//*[self::a or self::button or self::input or @tabindex]")[0]
    assert (first.get("class"), first.get("href")) == ("skip", "#main")
    assert one(tree, "main#main").get("tabindex") == "-1"


@pytest.mark.parametrize("path", PATHS)
def test_rule_06_zoom_is_never_blocked(client: Client, story: Article, path: str) -> None:
    tree = page(client, path, 404 if path == "/nothing/" else 200)
    assert one(tree, "meta[name=viewport]").get("content") == "width=device-width, initial-scale=1"


def test_rule_07_times_are_those_of_the_structured_data(tree: HtmlElement) -> None:
    told = structured(tree)
    published, updated = one(tree, "p.dates time.dt-published"), one(tree, "time.dt-updated")
    assert (published.get("datetime"), updated.get("datetime")) == (told["datePublished"], told["dateModified"])
    assert published.get("datetime").endswith("+05:30")
    assert texts(tree, "p.dates span")[0].startswith("Updated ")


def test_rule_08_writer_credit_and_correction_are_visible(tree: HtmlElement) -> None:
    assert one(tree, "a.p-author[rel=author]").get("href") == "/author/asha/"
    assert "Asha Raman" in texts(tree, "figcaption .credit")
    assert "The bridge has four arches, not five." in text(one(tree, "article.h-entry"))


def test_rule_09_figures_have_caption_credit_and_alternative(tree: HtmlElement) -> None:
    for figure in select(tree, "figure"):
        assert figure.xpath(".//img/@alt")[0]
        assert figure.xpath(".//figcaption//*[contains(@class, 'credit')]")


SOURCES = ["<p onclick=x>a <b>b</b><script>x</script></p>", '<a href="javascript:x">y</a>', "<p>a & b &lt;c&gt;</p>"]


@pytest.mark.parametrize("source", SOURCES)
def test_rule_10_what_is_clean_stays_as_it_is(source: str) -> None:
    once = sanitize(source)
    assert sanitize(once) == once
    assert not {"onclick", "<script", "javascript"} & set(once.replace("=", " ").replace(":", " ").split())
