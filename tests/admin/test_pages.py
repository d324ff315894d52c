"""Pages on the desk: saved clean, at a path that nobody else has."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Page, Redirect
from tests.admin.desk import client_of, errors_of
from tests.factories import make_article, make_page

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/page/"


def typed(**fields: Any) -> dict[str, Any]:
    form = {"title": "About us", "body": "<p>We report.</p>", "path": "/about/", "parent": "", "position": 0}
    return {**form, "is_published": "on", **fields}


def test_editor_makes_a_page_that_readers_see() -> None:
    client = client_of("Editor")
    client.post(f"{LIST}add/", typed(body="<p onclick='x()'>We report.</p><script>x()</script>"))
    assert Page.objects.get().body == "<p>We report.</p>"
    assert client.get("/about/").status_code == 200


def test_page_that_moves_leads_on() -> None:
    page = make_page(path="/about/")
    client_of("Editor").post(f"{LIST}{page.pk}/change/", typed(path="/about-us/"))
    assert Redirect.objects.get(path="/about/").target == "/about-us/"


WRONG = [
    ({"path": "/taken/"}, "An article has this path already."),
    ({"path": "/admin/"}, "This address belongs to the site itself; choose another."),
    ({"path": "about"}, "A path starts with a slash and has no spaces, “?”, “#” or empty parts."),
    ({"path": ""}, "This field is required."),
    ({"title": ""}, "This field is required."),
    ({"position": "x"}, "Enter a whole number."),
    ({"parent": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
    ({"body": "x" * 1_000_001}, "The text is too long: 1,000,001 characters, where 1,000,000 are allowed."),
]


@pytest.mark.parametrize(("fields", "message"), WRONG, ids=range(len(WRONG)))
def test_wrong_page_is_said(fields: dict[str, str], message: str) -> None:
    make_article(path="/taken/")
    assert errors_of(client_of("Editor").post(f"{LIST}add/", typed(**fields))) == [message]


@pytest.mark.parametrize("under", ["itself", "a page below it"])
def test_page_under_itself_is_said(under: str) -> None:
    page = make_page(path="/about/")
    parent = page if under == "itself" else make_page(parent=page)
    errors = errors_of(client_of("Editor").post(f"{LIST}{page.pk}/change/", typed(parent=parent.pk)))
    assert errors == ["A page cannot stand under itself."]


def test_form_has_the_editor_and_no_article_of_its_own() -> None:
    content = client_of("Editor").get(f"{LIST}{make_page().pk}/change/").content.decode()
    assert "data-body-editor" in content
    assert 'data-article=""' in content


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Editor", 200), ("Moderator", 403), ("Admin", 200)])
def test_pages_are_for_editors(role: str, status: int) -> None:
    assert client_of(role).get(LIST).status_code == status


def test_standing_page_is_there_once() -> None:
    make_page(path="/ethics/", purpose="ethics")
    response = client_of("Editor").post(f"{LIST}add/", typed(purpose="ethics"))
    assert errors_of(response) == ["Another page is this standing page already."]
    client_of("Admin").post(f"{LIST}add/", typed(purpose="about"))
    assert Page.objects.get(path="/about/").purpose == "about"
