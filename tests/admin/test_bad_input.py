"""What an editor mistypes is said at its field, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Article
from tests.admin.desk import ADD, change_page, client_of, errors_of, typed
from tests.factories import make_article, make_author, make_image, make_redirect, make_section

pytestmark = pytest.mark.django_db

NUL = "Null characters are not allowed."
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"headline": ""}, "This field is required."),
    ({"headline": "ab"}, "Ensure this value has at least 3 characters (it has 2)."),
    ({"headline": "Bri\x00dge"}, NUL),
    ({"body": "<p>a\x00b</p>"}, NUL),
    ({"tags": "river\x00"}, NUL),
    ({"path": "/a\x00b/"}, NUL),
    ({"tags": "x" * 101}, f"A tag has 100 characters at most; “{'x' * 40}…” has 101."),
    ({"tags": ",".join(f"tag {n}" for n in range(51))}, "An article has 50 tags at most."),
    ({"path": "no-slash"}, "A path starts with a slash and has no spaces, “?”, “#” or empty parts."),
    ({"path": "/a//b/"}, "A path starts with a slash and has no spaces, “?”, “#” or empty parts."),
    ({"path": "/admin/mine/"}, "This address belongs to the site itself; choose another."),
    ({"path": "/"}, "This address belongs to the site itself; choose another."),
    ({"path": "/taken/"}, "Another article has this path already."),
    ({"path": "/culture/"}, "A section has this path already."),
    ({"path": "/moved/"}, "An old path leads elsewhere from here; choose another."),
    ({"slug": "two words"}, "Use letters, digits and single hyphens only."),
    ({"section": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
    ({"lead_image": "-1"}, "Select a valid choice. That choice is not one of the available choices."),
    ({"lead_image": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
    ({"canonical_url": "javascript:alert(1)"}, "Enter a valid URL."),
    ({"embargo_until": "tomorrow"}, "Enter a valid date/time."),
    ({"body": "<p>" + "words " * 900_000 + "</p>"}, "The text is too long: 5,400,007 characters with its markup, where "
     "5,000,000 are allowed."),
]  # fmt: skip
WRONG_BYLINES: list[tuple[dict[str, Any], str]] = [
    ({"author": "known", "guest_name": "A. Guest"}, "Choose an author or write a name, one of the two."),
    ({"role": "editing"}, "Choose an author or write a name, one of the two."),
    ({"author": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
    ({"guest_name": "A", "position": "-1"}, "Ensure this value is greater than or equal to 0."),
    ({"guest_name": "A", "role": "juggling"}, "Select a valid choice. juggling is not one of the available choices."),
]


@pytest.fixture
def _others() -> None:
    make_section("Culture")
    make_article(path="/taken/")
    make_redirect("/moved/", "/taken/")


@pytest.mark.usefixtures("_others")
@pytest.mark.parametrize(("fields", "message"), WRONG)
def test_wrong_field_is_said(fields: dict[str, Any], message: str) -> None:
    response = client_of("Editor").post(ADD, typed(**fields))
    assert errors_of(response) == [message]
    assert Article.objects.count() == 1


@pytest.mark.parametrize(("byline", "message"), WRONG_BYLINES)
def test_wrong_byline_is_said(byline: dict[str, Any], message: str) -> None:
    if byline.get("author") == "known":
        byline = {**byline, "author": make_author().pk}
    assert errors_of(client_of("Editor").post(ADD, typed(byline))) == [message]


def test_same_author_twice_in_a_role_is_said() -> None:
    author = make_author().pk
    errors = errors_of(client_of("Editor").post(ADD, typed({"author": author}, {"author": author})))
    assert errors[0].startswith("Please correct the duplicate data")


def test_nothing_typed_is_lost() -> None:
    form = typed(
        {"guest_name": "A. Guest"}, headline="", body="<p>Long work.</p>", tags="river, bridge",
        standfirst="All of it.", embargo_until="2030-01-02T03:04",
    )  # fmt: skip
    page = client_of("Editor").post(ADD, form).content.decode()
    kept = ["&lt;p&gt;Long work.&lt;/p&gt;", "river, bridge", "All of it.", "2030-01-02T03:04", "A. Guest"]
    assert [text for text in kept if text not in page] == []


def test_chosen_picture_is_not_lost() -> None:
    image = make_image(caption="A bridge")
    page = client_of("Editor").post(ADD, typed(headline="", lead_image=image.pk)).content.decode()
    assert f'<option value="{image.pk}" selected>' in page


def test_also_read_of_itself_is_said() -> None:
    article = make_article(status="draft")
    form = typed(body=f'<p>Text.</p><aside data-also-read="{article.pk}"></aside>')
    errors = errors_of(client_of("Editor").post(change_page(article.pk), form))
    assert errors == ["An ALSO READ leads to this article itself. Remove it or choose another."]


@pytest.mark.parametrize("number", ["999999", "9" * 15])
def test_also_read_of_nothing_is_said(number: str) -> None:
    errors = errors_of(client_of("Editor").post(ADD, typed(body=f'<p>A.</p><aside data-also-read="{number}"></aside>')))
    assert errors == [
        f"An ALSO READ leads to an article that was deleted or withdrawn: “number {number}”. "
        "Remove it or choose another."
    ]


def test_also_read_of_a_killed_article_is_said() -> None:
    target = make_article("Gone", status="killed")
    body = f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>'
    errors = errors_of(client_of("Editor").post(ADD, typed(body=body)))
    assert errors == [
        "An ALSO READ leads to an article that was deleted or withdrawn: “Gone”. Remove it or choose another."
    ]


def test_published_article_keeps_a_path() -> None:
    article = make_article()
    errors = errors_of(client_of("Editor").post(change_page(article.pk), typed(path="")))
    assert errors == ["Readers know this article by its path; it can change, but not go."]
