"""Where a picture is used is said on its page, and while it is used it is not deleted."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Image
from tests.admin.desk import change_page, client_of
from tests.factories import make_article, make_author, make_image, make_page

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/image/"


def use(way: str, image: Image) -> tuple[str, str]:
    """Address and name of what shows it now."""
    figure = f'<p>Text.</p><figure data-image="{image.pk}"></figure>'
    if way == "lead":
        return change_page(make_article("Ferries <cross>", lead_image=image).pk), "Ferries &lt;cross&gt;"
    if way == "text":
        return change_page(make_article("Boats", body=figure).pk), "Boats"
    if way == "page":
        return f"/admin/articles/page/{make_page('About us', body=figure).pk}/change/", "About us"
    return f"/admin/articles/author/{make_author('Asha', portrait=image).pk}/change/", "Asha"


@pytest.mark.parametrize("way", ["lead", "text", "page", "portrait"])
def test_use_is_named_with_a_link_and_protects(way: str) -> None:
    image, client = make_image(), client_of("Admin")
    address, name = use(way, image)
    link = f'href="{address}">{name}</a>'
    assert link in client.get(f"{LIST}{image.pk}/change/").content.decode()
    assert link in client.get(f"{LIST}{image.pk}/delete/").content.decode()
    client.post(f"{LIST}{image.pk}/delete/", {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"}
    assert link in client.post(LIST, action).content.decode()
    assert Image.objects.filter(pk=image.pk).exists()


def test_number_that_only_begins_alike_is_no_use() -> None:
    image = make_image()
    make_article(body=f'<p>Text.</p><figure data-image="{make_image().pk}0"></figure>')
    client: Any = client_of("Admin")
    assert "Nowhere yet." in client.get(f"{LIST}{image.pk}/change/").content.decode()
    client.post(f"{LIST}{image.pk}/delete/", {"post": "yes"})
    assert not Image.objects.filter(pk=image.pk).exists()
