"""Pictures at the desk by mouse and keyboard: the library, many uploads, and the point that stays in view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.admin import several_pictures
from articles.models import Image
from articles.pictures.recipe import Original, plan
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open
from tests.factories import jpeg, make_image

LIBRARY = "/admin/articles/image/"
SEVERAL = f"{LIBRARY}several/"
WIDTHS = (1440, 375)
# Of which a crop has half a pixel, to be rounded as Python does.
SIZE = (1603, 903)


def file(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def position_of(crop: Locator) -> list[float]:
    said = crop.evaluate("crop => crop.style.objectPosition")
    return [round(float(part.removesuffix("%")), 2) for part in said.split()]


def positions(focal_x: float, focal_y: float) -> dict[tuple[int, int], list[float]]:
    """Of each proportion, from the boxes that the files are cut to."""
    found = {}
    for piece in plan(Original(*SIZE, focal_x, focal_y, is_animated=True)):
        if piece.shape.proportion:
            left, top, right, bottom = piece.box
            free = (SIZE[0] - (right - left), SIZE[1] - (bottom - top))
            starts = zip((left, top), free, strict=True)
            found[piece.shape.proportion] = [round(at / room * 100, 2) if room else 50 for at, room in starts]
    return found


def shown(desk: Page) -> dict[tuple[int, int], list[float]]:
    crops = desk.locator("[data-crop]").all()
    return {
        (int(crop.get_attribute("data-across") or 0), int(crop.get_attribute("data-down") or 0)): position_of(crop)
        for crop in crops
    }


def test_focal_point_is_set_by_mouse_and_keyboard(transactional_db: None, open_desk: Open) -> None:
    image = make_image(width=SIZE[0], height=SIZE[1])
    desk = open_desk()
    desk.goto(f"{LIBRARY}{image.pk}/change/")
    await_keys(desk)
    point = desk.get_by_role("button", name="Focal point")
    picture = desk.locator("[data-picture]")
    picture.evaluate("picture => { picture.style.width = '400px'; picture.firstElementChild.style.width = '400px' }")
    box = picture.bounding_box()
    assert box
    desk.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.7)
    expect(point).to_be_focused()
    expect(desk.locator("#id_focal_x")).to_have_value("0.2")
    expect(desk.locator("#id_focal_y")).to_have_value("0.7")
    assert shown(desk) == positions(0.2, 0.7)
    for key in ("ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "ArrowUp"):
        desk.keyboard.press(key)
    expect(point).to_have_accessible_name("Focal point: 21% from the left, 99% from the top")
    assert shown(desk) == positions(0.21, 0.99)
    desk.locator("#id_focal_y").fill("0.333")
    assert shown(desk) == positions(0.21, 0.333)
    desk.locator("#id_focal_y").fill("9")
    assert shown(desk) == positions(0.21, 0.333)
    desk.locator("#id_focal_y").fill("0.33")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y, image.renditions_due) == (0.21, 0.33, True)


def test_many_are_uploaded_and_described(
    transactional_db: None, open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several_pictures, "MOST_AT_ONCE", 4)
    desk = open_desk(bears="400 (Bad Request)")
    desk.goto(SEVERAL)
    await_keys(desk)
    same = jpeg(60, 40)
    contents = {"a": same, "letter": b"Dear editor", "b": same, "c": jpeg(50, 40), "d": jpeg(30, 40)}
    files = [file(f"{name}.jpg", content) for name, content in contents.items()]
    desk.get_by_label("Pictures").set_input_files(files)
    onward = desk.get_by_role("link", name="Describe the pictures")
    expect(onward).to_be_focused()
    lines = desk.get_by_role("list", name="Files").get_by_role("listitem")
    no_picture = "This file is not a picture we can read. It takes JPEG, PNG, WebP, AVIF or GIF."
    too_many = "Not sent: more than can be taken at once. Describe these first, then come again."
    expect(lines).to_have_text([
        "a.jpgtaken", f"letter.jpg{no_picture}", "b.jpgthe same as one above", "c.jpgtaken",
        f"d.jpg{too_many}",
    ])  # fmt: skip
    expect(desk.locator("[data-said]")).to_have_text("4 of 4 done; all that could be taken is in the library.")
    desk.keyboard.press("Enter")
    captions = desk.get_by_label("Caption")
    expect(captions).to_have_count(2)
    captions.first.fill("Cranes at dawn")
    desk.get_by_role("button", name="Save all").press("Enter")
    expect(desk.get_by_text("1 picture was changed.")).to_be_visible()
    expect(desk.get_by_role("link", name="Cranes at dawn")).to_be_visible()
    assert Image.objects.count() == 2


def test_files_are_dropped(transactional_db: None, open_desk: Open) -> None:
    desk = open_desk()
    desk.goto(SEVERAL)
    desk.evaluate(
        """async () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 })
            const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"))
            const dataTransfer = new DataTransfer()
            dataTransfer.items.add(new File([blob], "<b>dropped</b>.jpg"))
            document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }))
        }"""
    )
    expect(desk.get_by_role("listitem").filter(has_text="<b>dropped</b>.jpgtaken")).to_be_visible()


def test_many_are_uploaded_without_scripts(transactional_db: None, open_desk: Open) -> None:
    desk = open_desk(java_script_enabled=False)
    desk.goto(SEVERAL)
    desk.get_by_label("Pictures").set_input_files([file("a.jpg", jpeg(60, 40)), file("letter.jpg", b"Dear editor")])
    desk.get_by_role("button", name="Upload").click()
    expect(desk.get_by_text("letter.jpg: This file is not a picture")).to_be_visible()
    expect(desk.get_by_label("Caption")).to_have_count(1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_of_pictures_on_a_desk_and_a_phone(transactional_db: None, open_desk: Open, scheme: str) -> None:
    words = "longwordwithoutaspace" * 8
    plain, odd = make_image(caption="A bridge", credit="N. Iyer"), make_image(caption=words, credit=words, alt_text="")
    for width in WIDTHS:
        desk = open_desk(scheme=scheme, width=width)
        for address in (
            LIBRARY,
            SEVERAL,
            f"{SEVERAL}words/?picture={plain.pk}&picture={odd.pk}",
            f"{LIBRARY}{odd.pk}/change/",
        ):
            desk.goto(address)
            await_keys(desk)
            assert violations(desk) == []
            assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.goto(LIBRARY)
    desk.get_by_role("checkbox", name="A bridge").check()
    desk.get_by_role("link", name="A bridge").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Caption", exact=False).first).to_have_value("A bridge")
