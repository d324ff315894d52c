"""Look, dark, print, lite, scripts (pages.md, 25 to 34): judged in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.chromium import Open
from tests.pages_rules.conftest import made_story

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("_story")]
ARTICLE, HINDI = "/world/asia/bridge/", "/पुल/"


SIZE_OF = """async (address) => {
  const icon = new Image();
  icon.src = address;
  await icon.decode();
  return [icon.naturalWidth, icon.naturalHeight];
}"""


def style(page: Page, css: str, name: str, pseudo: str = "") -> str:
    script = "([css, name, pseudo]) => getComputedStyle(document.querySelector(css), pseudo || null)[name]"
    return str(page.evaluate(script, [css, name, pseudo]))


def pixels(page: Page, css: str, name: str) -> float:
    return float(style(page, css, name).removesuffix("px"))


def leading(page: Page, css: str) -> float:
    return pixels(page, css, "lineHeight") / pixels(page, css, "fontSize")


@pytest.fixture
def _story(transactional_db: None) -> None:
    made_story()


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 254, 251)"), ("dark", "rgb(20, 20, 19)")])
def test_rule_25_paper_follows_the_reader_s_scheme(open_page: Open, scheme: str, paper: str) -> None:
    reader = open_page(scheme=scheme)
    reader.goto(ARTICLE)
    assert style(reader, "body", "backgroundColor") == paper
    assert reader.locator("meta[name=color-scheme]").get_attribute("content") == "light dark"


def test_rule_26_text_is_large_and_lines_are_short(open_page: Open) -> None:
    reader = open_page(width=1440)
    reader.goto(ARTICLE)
    size = pixels(reader, ".e-content p", "fontSize")
    assert size >= 16
    assert 1.5 <= leading(reader, ".e-content p") <= 1.6
    assert reader.locator(".e-content").evaluate("one => one.clientWidth") / size <= 35


def test_rule_27_links_in_text_are_underlined_and_focus_shows(open_page: Open) -> None:
    reader = open_page()
    reader.goto(ARTICLE)
    assert style(reader, ".e-content p a", "textDecorationLine") == "underline"
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    assert style(reader, ":focus-visible", "outlineWidth") == "3px"


def test_rule_28_devanagari_has_room_and_is_never_spaced_or_slanted(open_page: Open) -> None:
    reader = open_page()
    reader.goto(HINDI)
    assert leading(reader, ".e-content p") >= 1.7
    assert leading(reader, "h1") >= 1.4
    assert style(reader, "h1", "letterSpacing") in {"0px", "normal"}
    assert {style(reader, css, "textTransform") for css in ("h1", ".kicker")} == {"none"}
    assert {style(reader, css, "fontStyle") for css in ("h1", ".e-content p")} == {"normal"}


def test_rule_29_hindi_page_says_its_dates_in_hindi(open_page: Open) -> None:
    reader = open_page()
    reader.goto(HINDI)
    assert reader.locator("html").get_attribute("lang") == "hi"
    assert "IST" in (reader.locator("time.dt-published").first.text_content() or "")


def test_rule_30_print_is_the_article_alone_in_black_on_white(open_page: Open) -> None:
    reader = open_page(scheme="dark")
    reader.goto(ARTICLE)
    reader.emulate_media(media="print", color_scheme="dark")
    hidden = [".strip", ".tools", ".rail", ".also-read", ".tags", ".links", ".share"]
    assert [style(reader, css, "display") for css in hidden] == ["none"] * len(hidden)
    assert "https://other.example/" in style(reader, ".e-content a[href^=http]", "content", "::after")
    assert style(reader, "figure", "breakInside") == "avoid"
    assert style(reader, "body", "color") == "rgb(23, 22, 18)"


def test_rule_33_forced_colours_keep_borders_and_focus(open_page: Open) -> None:
    reader = open_page(forced_colors="active")
    reader.goto(ARTICLE)
    assert reader.evaluate("matchMedia('(forced-colors: active)').matches")
    assert style(reader, ".strip", "borderTopStyle") == "solid"
    assert style(reader, ".strip [aria-current]", "textDecorationLine") == "underline"
    reader.keyboard.press("Tab")
    assert style(reader, ":focus-visible", "outlineStyle") == "solid"


def test_rule_34_paper_can_be_kept_among_the_apps(open_page: Open) -> None:
    reader = open_page()
    reader.goto("/")
    found = reader.request.get("/manifest.webmanifest")
    assert found.headers["content-type"] == "application/manifest+json"
    told = found.json()
    assert (told["name"], told["start_url"]) == ("The Meridian", "/")
    sizes = [reader.evaluate(SIZE_OF, icon["src"]) for icon in told["icons"]]
    assert sizes == [[192, 192], [512, 512]]
