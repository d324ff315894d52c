"""Many pictures at once: a bad file is refused by its name, and the others are taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import AuditEntry, Image
from tests.admin.desk import client_of, errors_of, messages_of
from tests.admin.pictures import bomb, upload
from tests.factories import jpeg, make_image
from tests.pictures.files import with_iptc

pytestmark = pytest.mark.django_db

SEVERAL = "/admin/articles/image/several/"
WORDS = f"{SEVERAL}words/"
LETTER = b"Dear editor, here is the picture."


def sent(*files: Any, role: str = "Reporter") -> Any:
    return client_of(role).post(SEVERAL, {"file": list(files)}, follow=True)


def typed(image: Image, **fields: str) -> dict[str, str]:
    return {
        f"picture-{image.pk}-{name}": text
        for name, text in ({"caption": "", "credit": "", "alt_text": ""} | fields).items()
    }


def test_page_says_its_limits_in_words() -> None:
    page = client_of("Reporter").get(SEVERAL).content.decode()
    assert "At once: 100 pictures at most, 500.0\xa0MB together. A picture may have 40.0\xa0MB." in page


def test_all_are_taken_and_asked_about() -> None:
    response = sent(upload(jpeg(40, 30, 1), "a.jpg"), upload(jpeg(40, 30, 2), "b.jpg"))
    assert response.request["PATH_INFO"] == WORDS
    assert [form.instance.pk for form in response.context["forms"]] == sorted(
        Image.objects.values_list("pk", flat=True)
    )
    assert messages_of(response) == ["2 pictures were taken into the library."]
    assert AuditEntry.objects.filter(action="added", kind="articles.image").count() == 2


def test_bad_files_are_named_and_the_others_taken() -> None:
    bad = [
        upload(LETTER, "letter.jpg"), upload(bomb(), "bomb.png"), upload(b"", "empty.jpg"),
        upload(jpeg(400, 300)[:-200], "cut.jpg"), upload(LETTER, "<b>bold</b>.jpg"),
        upload(LETTER, "a\u202egpj.exe.jpg"),
    ]  # fmt: skip
    response = sent(*bad[:3], upload(name="good.jpg"), *bad[3:])
    said = messages_of(response)
    assert [text.partition(":")[0] for text in said[:-1]] == [
        "letter.jpg", "bomb.png", "empty.jpg", "cut.jpg", "b>.jpg", "agpj.exe.jpg",
    ]  # fmt: skip
    assert said[-1] == "1 picture was taken into the library."
    assert Image.objects.count() == 1
    assert "b>.jpg" not in response.content.decode()


def test_name_with_markup_is_said_as_text() -> None:
    page = sent(upload(LETTER, "<img src=x onerror=alert(1)>.jpg")).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;.jpg: This file is not a picture" in page


def test_when_all_are_bad_the_page_says_so_and_asks_again() -> None:
    response = sent(upload(LETTER, "letter.jpg"))
    assert (response.status_code, response.request["PATH_INFO"]) == (200, SEVERAL)
    assert messages_of(response)[0].startswith("letter.jpg: This file is not a picture we can read.")


def test_same_file_twice_is_one() -> None:
    known = sent(upload(name="before.jpg"))
    assert len(known.context["forms"]) == 1
    client = client_of("Editor")
    files = [upload(name="a.jpg"), upload(name="b.jpg"), upload(jpeg(50, 30), "c.jpg"), upload(jpeg(50, 30), "d.jpg")]
    response: Any = client.post(SEVERAL, {"file": files}, follow=True)
    assert Image.objects.count() == len(response.context["forms"]) == 2
    assert messages_of(response) == ["1 picture was taken into the library.", "The library had 1 of them already."]


def test_what_the_file_says_stands_in_the_forms() -> None:
    file = with_iptc(n120="Cranes at dawn", n80="Asha Raman", n110="Harbour Agency", n55="20261103")
    [form] = sent(upload(file)).context["forms"]
    assert (form["caption"].value(), form["credit"].value()) == ("Cranes at dawn", "Asha Raman / Harbour Agency")
    assert form["taken_on"].value() == date(2026, 11, 3)
    assert 'type="date" name="picture-' in str(form["taken_on"])
    assert 'value="2026-11-03"' in str(form["taken_on"])


def test_more_files_than_one_request_takes_are_refused_in_words() -> None:
    response = sent(*(upload(LETTER, f"{number}.jpg") for number in range(200)))
    assert response.status_code == 413
    [said] = messages_of(response)
    assert said.startswith("That was too much at once; nothing was taken. At once: 100 pictures at most")
    assert not Image.objects.exists()


def test_a_hundred_are_taken() -> None:
    response = sent(*(upload(jpeg(8 + number, 8), f"{number}.jpg") for number in range(100)))
    assert len(response.context["forms"]) == Image.objects.count() == 100


def test_declared_size_is_refused_unread() -> None:
    response = client_of("Reporter").generic(
        "POST", SEVERAL, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(600 * 1024 * 1024)
    )
    assert response.status_code == 413
    assert b"nothing was taken" in response.content


def test_large_file_is_refused_alone(settings: Settings) -> None:
    settings.MAX_IMAGE_BYTES = 200_000
    response = sent(upload(b"\xff" * 1_500_000, "large.jpg"), upload(name="small.jpg"))
    assert messages_of(response)[0].startswith("large.jpg: This file has 1.4\xa0MB")
    assert Image.objects.count() == 1


def test_nothing_sent_is_said() -> None:
    assert messages_of(sent()) == ["Choose the pictures first."]


def test_words_of_all_are_saved_at_once() -> None:
    first, second = make_image(alt_text=""), make_image(alt_text="")
    form = typed(first, caption="Cranes", credit="N. Iyer", alt_text="Three cranes") | typed(second, decorative="on")
    address = f"{WORDS}?picture={second.pk}&picture={first.pk}"
    response: Any = client_of("Reporter").post(address, form, follow=True)
    assert messages_of(response) == ["2 pictures were changed."]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.caption, first.credit, first.alt_text, second.decorative) == (
        "Cranes",
        "N. Iyer",
        "Three cranes",
        True,
    )


def test_wrong_words_are_said_at_the_field_and_nothing_is_lost() -> None:
    first, second = make_image(alt_text=""), make_image(alt_text="")
    form = typed(first, caption="Kept <b>") | typed(second, alt_text="Cranes", decorative="on", taken_on="31 February")
    address = f"{WORDS}?picture={first.pk}&picture={second.pk}"
    response = client_of("Reporter").post(address, form)
    assert "A decorative picture has no alternative text: choose one of the two." in errors_of(response)
    assert "Enter a valid date." in errors_of(response)
    assert "Kept &lt;b&gt;</textarea>" in response.content.decode()
    assert set(Image.objects.values_list("caption", flat=True)) == {""}


def test_picture_that_the_page_did_not_show_is_left_alone() -> None:
    image = make_image(caption="Before")
    client_of("Reporter").post(f"{WORDS}?picture={image.pk}", {})
    assert Image.objects.get().caption == "Before"


@pytest.mark.parametrize("asked", ["", "picture=9999", "picture=x&picture=٣&picture=-1", f"picture={'9' * 40}"])
def test_pictures_that_are_not_there_are_left_out(asked: str) -> None:
    response = client_of("Reporter").get(f"{WORDS}?{asked}")
    assert "None of these pictures is in the library any more." in response.content.decode()


@pytest.mark.parametrize("address", [SEVERAL, WORDS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_add_pictures_may_not_see_the_pages(address: str, method: str) -> None:
    assert getattr(client_of("Moderator"), method)(address).status_code == 403


def test_upload_without_token_is_refused() -> None:
    client = client_of("Reporter")
    client.handler.enforce_csrf_checks = True
    assert client.post(SEVERAL, {"file": [upload()]}).status_code == 403
    assert not Image.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_words_cost_the_same_for_many(count: int) -> None:
    asked = "&".join(f"picture={make_image().pk}" for _ in range(count))
    client = client_of("Reporter")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{WORDS}?{asked}")
    assert len(queries) == 5
