"""An editor looks at an article as readers meet it, by keyboard, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, expect

from articles.models import Article
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, article, violations
from tests.chromium import Open

__all__ = ["article"]
# Those of one frame are made as those of two are.
VIEWS = ["Dark", "Search result", "Social card"]
COLOURS = """() => [...document.querySelectorAll("html, body, h1, .kicker a, .p-author, .e-content p, .tags a, img")]
  .map((one) => getComputedStyle(one)).map((style) => [style.color, style.backgroundColor])"""


def framed(desk: Page, device: str) -> Frame:
    frame = desk.locator(f".desk-frame.{device} iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_load_state("load")
    return frame


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_way_to_look_on_a_desk_and_a_phone(open_desk: Open, article: Article, scheme: str) -> None:
    for width in (1280, 375):
        desk = open_desk(scheme=scheme, width=width)
        desk.goto(f"/admin/articles/article/{article.pk}/as-reader/")
        for name in VIEWS:
            await_keys(desk)
            desk.get_by_role("link", name=name).focus()
            desk.keyboard.press("Enter")
            expect(desk.locator(".desk-looks [aria-current]")).to_have_text(name)
            assert violations(desk) == []
            assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_is_what_readers_see_in_the_dark(open_desk: Open, open_page: Open, article: Article) -> None:
    desk, reader = open_desk(scheme="light", width=1440), open_page(scheme="dark", width=390)
    desk.goto(f"/admin/articles/article/{article.pk}/as-reader/?as=dark")
    reader.goto(article.path or "")
    dark = reader.evaluate(COLOURS)
    assert dark[1] == ["rgb(233, 230, 223)", "rgb(20, 20, 19)"]
    assert [framed(desk, device).evaluate(COLOURS) for device in ("phone", "desktop")] == [dark] * 2


def test_frames_are_as_wide_as_the_devices_and_fit_the_desk(open_desk: Open, article: Article) -> None:
    desk = open_desk(scheme="dark", width=1100)
    desk.goto(f"/admin/articles/article/{article.pk}/as-reader/?as=desktop")
    frame = framed(desk, "desktop")
    assert frame.evaluate("[innerWidth, matchMedia('(width >= 64rem)').matches]") == [1280, True]
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 254, 251)"
    box, inside = (desk.locator(css).bounding_box() for css in (".desk-frame", ".desk-frame iframe"))
    assert box
    assert inside
    assert box["width"] < 1100
    assert abs(box["width"] - inside["width"]) < 1
    assert abs(box["height"] - inside["height"]) < 1
    desk.goto(f"/admin/articles/article/{article.pk}/as-reader/?as=phone")
    assert framed(desk, "phone").evaluate("innerWidth") == 390


def test_links_in_a_frame_open_beside_it(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    desk.goto(f"/admin/articles/article/{article.pk}/as-reader/")
    frame = framed(desk, "phone")
    with desk.context.expect_page() as opened:
        frame.locator("a.p-category").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("river")
    frame.locator("a.skip").focus()
    desk.keyboard.press("Enter")
    frame.wait_for_url("**/?scheme=light#main")
    expect(desk.locator("iframe")).to_be_focused()
