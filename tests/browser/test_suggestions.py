"""An editor takes an ALSO READ that is suggested: with a click under the text, or with Enter in the dialog."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.writing import body_of, open_form, sent_body, write
from tests.chromium import Open
from tests.factories import make_tagged


def test_suggestion_is_put_in_at_the_cursor_with_a_click_and_with_enter(open_desk: Open) -> None:
    first = make_tagged("Rivers", headline="Yamuna bridge closes")
    second = make_tagged("Rivers", headline="Ferry runs again")
    desk = open_desk()
    open_form(desk)
    write(desk, "Yamuna bridge opens", "People walked.")
    desk.get_by_label("Tags:").fill("rivers")
    desk.get_by_label("Tags:").press("Tab")
    panel = desk.get_by_role("region", name="Suggestions for ALSO READ")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(panel.get_by_role("listitem").first).to_contain_text("common tags: Rivers · similar text")
    panel.get_by_role("button", name="Put in: Yamuna bridge closes").click()
    expect(panel.get_by_role("listitem")).to_have_count(1)
    expect(body_of(desk).get_by_text("Yamuna bridge closes")).to_be_visible()
    desk.get_by_role("toolbar").get_by_role("button", name="Offer another article here").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_role("option")).to_have_count(1)
    expect(dialog.get_by_role("option")).to_contain_text("common tags: Rivers")
    desk.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert sent_body(desk).count("<aside") == 2
    for article in (first, second):
        assert f'<aside data-also-read="{article.pk}"></aside>' in sent_body(desk)
    assert sent_body(desk).startswith("<p>People walked.</p><aside")
