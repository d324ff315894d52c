"""The end of a picture's rights at the desk: typed, warned of, and listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Image
from tests.admin.desk import client_of, errors_of, step_page
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/image/"


def typed(**fields: object) -> dict[str, object]:
    return {"caption": "Boats", "credit": "Agency", "alt_text": "Boats", "focal_x": 0.5, "focal_y": 0.5} | fields


def test_end_is_typed_in_the_time_of_the_site() -> None:
    image = make_image()
    client_of("Editor").post(f"{LIST}{image.pk}/change/", typed(rights_end_at="2090-01-01T10:00"))
    image.refresh_from_db()
    assert image.rights_end_at is not None
    assert f"{timezone.localtime(image.rights_end_at):%Y-%m-%d %H:%M}" == "2090-01-01 10:00"


@pytest.mark.parametrize("nonsense", ["tomorrow", "2026-02-30T10:00", "<script>", "9" * 400])
def test_nonsense_is_refused_at_the_field_and_the_rest_kept(nonsense: str) -> None:
    image = make_image(caption="Before")
    response = client_of("Editor").post(f"{LIST}{image.pk}/change/", typed(caption="Typed", rights_end_at=nonsense))
    assert "rights_end_at" in response.context["adminform"].form.errors
    assert errors_of(response)
    assert "Typed</textarea>" in response.content.decode()
    assert Image.objects.get().caption == "Before"


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "its rights ended"), (2, "only until its rights end"), (90, ""), (None, "")]
)
def test_publishing_warns_of_what_runs_out(days: int | None, said: str) -> None:
    ends_at = None if days is None else timezone.now() + timedelta(days=days)
    lead = make_image(credit="Agency", rights_end_at=ends_at)
    article = make_article(status="draft", lead_image=lead)
    page = client_of("Editor").get(step_page(article.pk, "publish")).content.decode()
    assert said in page if said else "its rights end" not in page


@pytest.mark.parametrize(
    ("rights", "captions"),
    [("soon", {"Soon"}), ("ended", {"Ended"}), ("open", {"Open"}), ("nonsense", {"Soon", "Ended", "Open", "Far"})],
)
def test_library_lists_what_runs_out(rights: str, captions: set[str]) -> None:
    for caption, days in (("Soon", 3), ("Ended", -3), ("Far", 300)):
        make_image(caption=caption, rights_end_at=timezone.now() + timedelta(days=days))
    make_image(caption="Open")
    response = client_of("Editor").get(LIST, {"rights": rights})
    if response.status_code == 302:
        response = client_of("Editor").get(response["Location"])
    assert {image.caption for image in response.context["cl"].result_list} == captions
