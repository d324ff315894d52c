"""The front page at the desk: made beside what is live, looked at, launched, taken back."""

from __future__ import annotations

import pytest
from django.test import Client

from articles import fronts
from articles.models import FrontEdition, FrontSlot
from tests.admin.desk import client_of, errors_of, messages_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/frontedition/"


def begin(client: Client) -> str:
    """The address of what is in the making."""
    return str(client.get(f"{LIST}edit/").headers["Location"])


def typed(*slots: dict[str, object], **fields: object) -> dict[str, object]:
    form: dict[str, object] = {"note": "Evening", "slots-TOTAL_FORMS": len(slots), "slots-INITIAL_FORMS": 0}
    for index, slot in enumerate(slots):
        row = {"place": "lead", "position": 0, "headline": "", "image": "", **slot}
        form |= {f"slots-{index}-{name}": value for name, value in row.items()}
    return form | fields


def test_editor_makes_looks_and_launches() -> None:
    client, article = client_of("Editor"), make_article("Ferries")
    page = begin(client)
    looked = client.post(page, typed({"article": article.pk, "headline": "Ferries again"}, _preview="1"), follow=True)
    assert "Ferries again" in looked.content.decode()
    assert looked["Cache-Control"] == "private, no-store"
    assert "Ferries again" not in Client().get("/").content.decode()
    slot = FrontSlot.objects.get()
    kept = {"slots-INITIAL_FORMS": 1, "slots-0-id": slot.pk, "slots-0-edition": slot.edition_id}
    form = typed({"article": article.pk, "headline": "Ferries again"}, _launch="1") | kept
    assert messages_of(client.post(page, form, follow=True))[-1] == "The front page is live."
    assert "Ferries again" in Client().get("/").content.decode()
    assert str(fronts.live().launched_by) == "editor"  # type: ignore[union-attr]


def test_second_launch_is_told_of_the_first_and_can_go_on() -> None:
    first, second = client_of("Editor"), client_of("Admin")
    page = begin(first)
    first.post(page, typed(_launch="1"))
    draft = begin(second)
    past = FrontEdition.objects.get(state="live")
    # Somebody takes an older one back while the draft is in the making.
    fronts.launch(FrontEdition.objects.get(state="draft"), by=None)
    draft = begin(second)
    fronts.launch_again(FrontEdition.objects.get(pk=past.pk), by=None)
    response = second.post(draft, typed(_launch="1"), follow=True)
    assert messages_of(response)[-1].startswith("Somebody launched another front page meanwhile.")
    assert "launched another front page since this one was begun" in response.content.decode()
    number = FrontEdition.objects.get(state="draft").pk
    second.post(f"{LIST}{number}/rebase/")
    assert messages_of(second.post(draft, typed(_launch="1"), follow=True))[-1] == "The front page is live."


def test_one_click_takes_a_launch_back() -> None:
    client, article = client_of("Editor"), make_article("Ferries")
    client.post(begin(client), typed(_launch="1"))
    before = fronts.live()
    client.post(begin(client), typed({"article": article.pk, "headline": "Too early"}, _launch="1"))
    assert "Too early" in Client().get("/").content.decode()
    client.post(f"{LIST}{before.pk}/again/")  # type: ignore[union-attr]
    assert "Too early" not in Client().get("/").content.decode()
    assert FrontEdition.objects.filter(state="past").count() == 2


def test_discarding_leaves_what_readers_see() -> None:
    client = client_of("Editor")
    client.post(begin(client), typed(_launch="1"))
    begin(client)
    number = FrontEdition.objects.get(state="draft").pk
    client.post(f"{LIST}{number}/discard/")
    assert not FrontEdition.objects.filter(state="draft").exists()
    assert fronts.live() is not None


@pytest.mark.parametrize(
    ("slots", "complaint"),
    [
        ([{"article": ""}], "This field is required."),
        ([{"article": "9" * 30}], "Select a valid choice. That choice is not one of the available choices."),
        ([{"position": -1}], "Ensure this value is greater than or equal to 0."),
        ([{"place": "roof"}], "Select a valid choice. roof is not one of the available choices."),
        ([{"headline": "x" * 251}], "Ensure this value has at most 250 characters (it has 251)."),
    ],
)
def test_what_cannot_be_is_said_at_its_place(slots: list[dict[str, object]], complaint: str) -> None:
    client, article = client_of("Editor"), make_article()
    response = client.post(begin(client), typed(*({"article": article.pk} | slot for slot in slots)))
    assert complaint in errors_of(response)
    assert not FrontSlot.objects.exists()


def test_one_story_stands_once() -> None:
    client, article = client_of("Editor"), make_article()
    slots = [{"article": article.pk}, {"article": article.pk, "place": "top"}]
    response = client.post(begin(client), typed(*slots))
    assert response.status_code == 200
    assert not FrontSlot.objects.exists()


def test_what_was_live_stays_as_readers_saw_it() -> None:
    client = client_of("Editor")
    page = begin(client)
    client.post(page, typed(_launch="1"))
    assert client.post(page, typed(note="Otherwise")).status_code == 403
    assert fronts.live().note == "Evening"  # type: ignore[union-attr]


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Moderator", 403), ("Editor", 302), ("Admin", 302)])
def test_editors_hold_the_front_page(role: str, status: int) -> None:
    client = client_of(role)
    assert client.get(f"{LIST}edit/").status_code == status
    edition = fronts.draft()
    for step in ("launch", "again", "rebase", "discard"):
        assert client.get(f"{LIST}{edition.pk}/{step}/").status_code == 403
        if status == 403:
            assert client.post(f"{LIST}{edition.pk}/{step}/").status_code == 403


@pytest.mark.parametrize("role", ["Reporter", "Moderator"])
def test_nobody_else_looks_at_what_is_in_the_making(role: str) -> None:
    edition = fronts.draft()
    assert Client().get(f"/preview/front/{edition.pk}/").status_code == 302
    assert client_of(role).get(f"/preview/front/{edition.pk}/").status_code == 404
