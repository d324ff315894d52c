"""Choosing and uploading pictures from within an article."""

from __future__ import annotations

from playwright.sync_api import expect

from articles.models import Article, Image
from tests.browser.writing import body_of, open_form, sent_body, write
from tests.chromium import Open
from tests.factories import jpeg, make_image, make_section

PICTURE = {"name": "bridge.jpg", "mimeType": "image/jpeg", "buffer": jpeg(640, 480)}
NO_PICTURE = {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"Dear editor"}


def test_picture_is_chosen_with_the_keyboard_alone(open_desk: Open) -> None:
    make_image(caption="First bridge")
    wanted = make_image(caption="Second bridge")
    make_image(caption="Third bridge")
    desk = open_desk()
    open_form(desk)
    desk.get_by_role("button", name="Choose a picture…").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("bridge")
    expect(desk.get_by_role("status")).to_have_text("3 found")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-picture-select]")).to_contain_text("Second bridge")
    expect(desk.locator("#id_lead_image")).to_have_value(str(wanted.pk))


def test_escape_leaves_without_choosing(open_desk: Open) -> None:
    make_image()
    desk = open_desk()
    open_form(desk)
    desk.get_by_role("button", name="Choose a picture…").click()
    expect(desk.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    desk.keyboard.type("bridge")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(desk.locator("#id_lead_image")).to_have_value("")


def test_picture_is_uploaded_and_described_in_the_article(open_desk: Open) -> None:
    make_section("News")
    desk = open_desk()
    open_form(desk)
    write(desk, "A bridge opens", "People walked across.")
    desk.get_by_role("button", name="Put a picture here").click()
    desk.get_by_label("Or upload one").set_input_files(PICTURE)
    desk.get_by_label("Caption", exact=True).fill("The bridge")
    desk.get_by_label("Credit", exact=True).fill("N. Iyer")
    desk.get_by_label("Alternative text").fill("A bridge of stone")
    desk.get_by_role("button", name="Save and use this picture").click()
    expect(body_of(desk).get_by_role("figure")).to_contain_text("The bridge")
    image = Image.objects.get()
    assert (image.caption, image.credit, image.alt_text) == ("The bridge", "N. Iyer", "A bridge of stone")
    assert f'data-image="{image.pk}"' in sent_body(desk)


def test_refusal_is_said_in_place(open_desk: Open) -> None:
    desk = open_desk(bears="400 (Bad Request)")
    open_form(desk)
    desk.get_by_role("button", name="Choose a picture…").click()
    desk.get_by_label("Or upload one").set_input_files(NO_PICTURE)
    expect(desk.locator("[data-drop] [role=alert]")).to_contain_text("letter.jpg")
    assert not Image.objects.exists()


def test_caption_of_its_own_is_written_in_the_text(open_desk: Open) -> None:
    make_section("News")
    image = make_image(caption="The bridge")
    desk = open_desk()
    open_form(desk)
    write(desk, "A bridge opens", "People walked across.")
    desk.get_by_role("button", name="Put a picture here").click()
    desk.get_by_role("dialog").get_by_role("option").click()
    desk.locator("figcaption").click()
    desk.keyboard.type("The bridge, finally")
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.get_by_text("was added successfully")).to_be_visible()
    figure = f'<figure data-image="{image.pk}"><figcaption>The bridge, finally</figcaption></figure>'
    assert figure in Article.objects.get().body
