"""Front and section pages at the desk: made beside what is live, looked at, launched, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import fronts
from articles.models import FrontEdition, FrontSlot, Section
from tests.admin.desk import client_of, errors_of, make_user, messages_of
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/frontedition/"


def begin(client: Client, section: Section | None = None) -> str:
    """The address of what is in the making."""
    return str(client.get(f"{LIST}edit/", {"section": section.pk} if section else {}).headers["Location"])


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
    assert messages_of(client.post(page, form, follow=True))[-1] == "Front page is live."
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
    assert messages_of(second.post(draft, typed(_launch="1"), follow=True))[-1] == "Front page is live."


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


def test_section_s_page_is_made_looked_at_and_launched_beside_the_front() -> None:
    client, world = client_of("Editor"), make_section("World")
    article = make_article("Ferries", section=world)
    client.post(begin(client), typed(_launch="1"))
    page = begin(client, world)
    form = typed({"article": article.pk, "headline": "Ferries again"})
    looked = client.post(page, form | {"_preview": "1"}, follow=True)
    assert "Ferries again" in looked.content.decode()
    assert "This is not published" in looked.content.decode()
    assert looked["Cache-Control"] == "private, no-store"
    assert "Ferries again" not in Client().get("/world/").content.decode()
    number = FrontEdition.objects.get(state="draft").pk
    said = messages_of(client.post(f"{LIST}{number}/launch/", follow=True))
    assert said[-1] == "Page of World is live."
    assert "Ferries again" in Client().get("/world/").content.decode()
    assert [str(edition) for edition in FrontEdition.objects.all()] == [
        "page of World · live · Evening", "front page · live · Evening",
    ]  # fmt: skip


def test_each_page_has_its_own_draft_and_its_own_past() -> None:
    client, world = client_of("Editor"), make_section("World")
    pages = [begin(client), begin(client, world), begin(client, make_section("Sport"))]
    assert len(set(pages)) == 3
    assert begin(client, world) == pages[1]
    for page in pages:
        assert messages_of(client.post(page, typed(_launch="1"), follow=True))[-1].endswith(" is live.")
    assert FrontEdition.objects.filter(state="live").count() == 3


def test_who_was_overtaken_on_a_section_s_page_is_told_and_can_go_on() -> None:
    client, world = client_of("Editor"), make_section("World")
    first = fronts.draft(world)
    fronts.launch(first, by=None)
    fronts.launch(fronts.draft(world), by=None)
    page = begin(client, world)
    fronts.launch_again(FrontEdition.objects.get(pk=first.pk), by=None)
    response = client.post(page, typed(_launch="1"), follow=True)
    assert messages_of(response)[-1].startswith("Somebody launched another page of World meanwhile.")
    assert "Somebody launched another page of World since this one was begun" in response.content.decode()
    client.post(page.replace("change", "rebase"))
    assert messages_of(client.post(page, typed(_launch="1"), follow=True))[-1] == "Page of World is live."


def test_front_page_launched_meanwhile_is_no_section_s_matter() -> None:
    client, world = client_of("Editor"), make_section("World")
    page = begin(client, world)
    fronts.launch(fronts.draft(), by=None)
    assert "since this one was begun" not in client.get(page).content.decode()
    assert messages_of(client.post(page, typed(_launch="1"), follow=True))[-1] == "Page of World is live."


def test_section_s_page_is_taken_back_and_discarded() -> None:
    client, world = client_of("Editor"), make_section("World")
    article = make_article("Ferries", section=world)
    client.post(begin(client, world), typed(_launch="1"))
    before = fronts.live(world)
    client.post(begin(client, world), typed({"article": article.pk, "headline": "Too early"}, _launch="1"))
    assert "Too early" in Client().get("/world/").content.decode()
    client.post(f"{LIST}{before.pk}/again/")  # type: ignore[union-attr]
    assert "Too early" not in Client().get("/world/").content.decode()
    client.post(begin(client, world).replace("change", "discard"))
    assert set(FrontEdition.objects.values_list("state", "section")) == {("live", world.pk), ("past", world.pk)}


@pytest.mark.parametrize(
    ("slots", "complaint"),
    [
        ([{"place": "section"}], "Select a valid choice. section is not one of the available choices."),
        ([{"place": "top"}] * 9, "A section's page takes 8 stories here, for the newest follow; there are 9."),
    ],
)
def test_what_a_section_s_page_cannot_have_is_said(slots: list[dict[str, object]], complaint: str) -> None:
    client, world = client_of("Editor"), make_section("World")
    rows = [{"article": make_article(section=world).pk, **slot} for slot in slots]
    assert complaint in errors_of(client.post(begin(client, world), typed(*rows)))
    assert not FrontSlot.objects.exists()
    rows = rows[:8] if len(rows) > 1 else [rows[0] | {"place": "lead"}]
    assert client.post(begin(client, world), typed(*rows)).status_code == 302


@pytest.mark.parametrize("section", ["9" * 30, "999", "x", "-1", "1 OR 1", "\u0669\u0669\u0669"])
def test_section_that_is_not_there_is_said(section: str) -> None:
    response = client_of("Editor").get(f"{LIST}edit/", {"section": section}, follow=True)
    assert messages_of(response) == ["There is no such section any more."]
    assert not FrontEdition.objects.exists()


def test_list_is_filtered_by_page_and_nonsense_is_overlooked() -> None:
    client, world = client_of("Editor"), make_section("World")
    fronts.launch(fronts.draft(world), by=None), fronts.launch(fronts.draft(), by=None)
    rows = {
        of: [str(one) for one in client.get(LIST, {"of": of}).context["cl"].result_list]
        for of in ("front", str(world.pk), "nonsense", "")
    }
    both = ["front page · live", "page of World · live"]
    assert rows == {"front": both[:1], str(world.pk): both[1:], "nonsense": both, "": both}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    client = client_of("Editor")
    for number in range(count):
        fronts.launch(fronts.draft(make_section(f"Part {number}")), by=make_user(f"editor{number}"))
    with django_assert_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Moderator", 403), ("Editor", 302), ("Admin", 302)])
def test_editors_hold_the_pages_of_sections(role: str, status: int) -> None:
    world = make_section("World")
    assert client_of(role).get(f"{LIST}edit/", {"section": world.pk}).status_code == status
    assert FrontEdition.objects.filter(section=world).exists() is (status == 302)


def test_section_goes_with_the_pages_that_were_made_of_it() -> None:
    world = make_section("World")
    fronts.launch(fronts.draft(world), by=None)
    address = f"/admin/articles/section/{world.pk}/delete/"
    client_of("Admin").post(address, {"post": "yes"})
    assert not Section.objects.filter(pk=world.pk).exists()
    assert not FrontEdition.objects.exists()
