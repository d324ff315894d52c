"""The smaller lists and forms of the desk."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Author, Image, Linkback, Redirect, Section, Tag
from tests.admin.desk import client_of, errors_of
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_image,
    make_linkback,
    make_page,
    make_redirect,
    make_section,
    make_tag,
    make_tagged,
)  # fmt: skip

pytestmark = pytest.mark.django_db

ROOM = "/admin/articles/"
LISTS = ["image", "section", "author", "tag", "redirect", "page", "comment"]


def section_form(**fields: object) -> dict[str, object]:
    return {"name": "News", "slug": "news", "parent": "", "description": "", "position": 1, **fields}


@pytest.mark.parametrize("under", ["itself", "a subsection"])
def test_section_under_itself_is_said(under: str) -> None:
    section = make_section("News")
    parent = section if under == "itself" else make_section("City", parent=section)
    page = f"{ROOM}section/{section.pk}/change/"
    errors = errors_of(client_of("superuser").post(page, section_form(parent=parent.pk)))
    assert errors == ["A section cannot stand under itself or under one of its own subsections."]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slug": "admin"}, "This word is an address of the site itself; choose another."),
        ({"slug": "culture"}, "There is a section with this slug here already."),
        ({"slug": "taken"}, "An article has this path already."),
        ({"slug": "two words"}, "Use letters, digits and single hyphens only."),
        ({"name": ""}, "This field is required."),
        ({"position": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"position": "9" * 30}, None),
        ({"parent": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_wrong_section_is_said(fields: dict[str, object], message: str | None) -> None:
    make_section("Culture")
    make_article(path="/taken/")
    errors = errors_of(client_of("superuser").post(f"{ROOM}section/add/", section_form(**fields)))
    assert errors == [message] if message else len(errors) == 1


def test_moved_section_takes_what_is_below_along() -> None:
    section = make_section("News")
    below = make_section("City", parent=section)
    client_of("superuser").post(f"{ROOM}section/{section.pk}/change/", section_form(slug="reports"))
    assert Section.objects.get(pk=below.pk).path == "/reports/city/"
    assert Redirect.objects.get(path="/news/").target == "/reports/"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"path": "/taken/", "target": "/x/"}, "Another article has this path already."),
        ({"path": "/search/", "target": "/x/"}, "This address belongs to the site itself; choose another."),
        ({"path": "/same/", "target": "/same/"}, "A path cannot lead to itself."),
        ({"path": "/same/", "target": "/same"}, "A path cannot lead to itself."),
        ({"path": "/first/", "target": "/second/"}, "“/second/” leads on to /third/ itself; lead there, so that nobody "
         "is sent on twice."),
        ({"path": "/first/", "target": "/second"}, "“/second” leads on to /third/ itself; lead there, so that nobody "
         "is sent on twice."),
        ({"path": "/third/", "target": "/fourth/"}, "“/second/” leads here; let it lead to the new place first."),
        ({"path": "/third/", "target": "/second/"}, "“/second/” leads here; let it lead to the new place first."),
        ({"path": "/alone/", "target": ""}, "Choose an article or give a new path, one of the two."),
        ({"path": "/old/", "article": "9" * 30}, "Select a valid choice. That choice is not one of the available "
         "choices."),
    ],
)  # fmt: skip
def test_wrong_redirect_is_said(fields: dict[str, str], message: str) -> None:
    make_article(path="/taken/")
    make_redirect("/second/", "/third/")
    form = {"article": "", "target": "", **fields}
    assert message in errors_of(client_of("Editor").post(f"{ROOM}redirect/add/", form))


@pytest.mark.parametrize(
    ("action", "status"),
    [("approve", "approved"), ("reject", "rejected"), ("mark_spam", "spam"), ("delete_rows", "deleted")],
)
def test_moderator_decides_on_linkbacks(action: str, status: str) -> None:
    chosen, other = make_linkback(make_article(), status="pending"), make_linkback(make_article(), status="pending")
    client_of("Moderator").post(f"{ROOM}linkback/", {"action": action, "_selected_action": chosen.pk})
    assert [Linkback.objects.get(pk=row.pk).status for row in (chosen, other)] == [status, "pending"]


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_linkbacks_are_neither_made_nor_deleted(page: str) -> None:
    linkback = make_linkback(make_article())
    assert client_of("superuser").get(f"{ROOM}linkback/{page.format(linkback.pk)}").status_code == 403


def test_reporter_sees_linkbacks_without_deciding() -> None:
    linkback = make_linkback(make_article(), status="pending")
    client_of("Reporter").post(f"{ROOM}linkback/", {"action": "approve", "_selected_action": linkback.pk})
    assert Linkback.objects.get().status == "pending"


def test_picture_of_a_text_cannot_be_deleted() -> None:
    image = make_image()
    make_article("Shows it", body=f'<p>A.</p><figure data-image="{image.pk}"></figure>')
    page = f"{ROOM}image/{image.pk}/delete/"
    response = client_of("Editor").post(page, {"post": "yes"})
    assert b"Shows it" in response.content
    assert Image.objects.exists()


def test_unused_picture_can_be_deleted() -> None:
    image = make_image()
    client_of("Editor").post(f"{ROOM}image/{image.pk}/delete/", {"post": "yes"})
    assert not Image.objects.exists()


def test_picture_names_where_it_is_used() -> None:
    image = make_image()
    make_article("Leads with it", lead_image=image)
    make_article("Shows it", body=f'<p>A.</p><figure data-image="{image.pk}"></figure>')
    make_article("Has another", body=f'<p>A.</p><figure data-image="{image.pk}1"></figure>')
    page = client_of("Editor").get(f"{ROOM}image/{image.pk}/change/").content.decode()
    assert [name in page for name in ("Leads with it", "Shows it", "Has another")] == [True, True, False]


def test_pictures_are_found_by_every_word() -> None:
    wanted = make_image(caption="A bridge", credit="N. Iyer")
    make_image(caption="A bridge", credit="Somebody")
    found = client_of("Reporter").get(f"{ROOM}image/?q=iyer+bridge").context["cl"].queryset
    assert list(found) == [wanted]


def test_author_is_saved() -> None:
    form = {"name": "आशा रमन", "slug": "आशा-रमन", "role": "", "bio": "", "portrait": "", "user": ""}
    client_of("Editor").post(f"{ROOM}author/add/", form)
    assert Author.objects.get().slug == "आशा-रमन"


def test_tag_is_renamed() -> None:
    tag = make_tag("Rivr")
    form = {"name": "River", "slug": "river", "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    client_of("Editor").post(f"{ROOM}tag/{tag.pk}/change/", form)
    assert Tag.objects.get().name == "River"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", LISTS)
def test_list_costs_the_same_for_many(model: str, count: int) -> None:
    for _ in range(count):
        article = make_tagged(make_tag(), lead_image=make_image(), section=make_section())
        make_author()
        make_linkback(article)
        make_comment(article)
        make_page(parent=make_page())
        make_redirect(f"/old/{article.pk}/", article)
    client = client_of("superuser")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{ROOM}{model}/")
    assert len(queries) == 4
