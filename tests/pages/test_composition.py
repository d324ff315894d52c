"""Composing the front page, without a database: columns in, places out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Section
from articles.pages.composition import Candidate, Plan, compose
from articles.pages.menu import Menu

NOW = datetime(2016, 10, 20, tzinfo=UTC)
INDIA, WORLD, SPORT, OPINION, DELHI = 1, 2, 3, 4, 5
MENU = Menu(
    [
        Section(pk=INDIA, name="India", slug="india", path="/india/"),
        Section(pk=WORLD, name="World", slug="world", path="/world/"),
        Section(pk=SPORT, name="Sport", slug="sport", path="/sport/"),
        Section(pk=OPINION, name="Opinion", slug="opinion", path="/opinion/"),
        Section(pk=DELHI, name="Delhi", slug="delhi", path="/india/delhi/", parent_id=INDIA),
    ]
)


def story(number: int, section: int = INDIA, image: int | None = None, language: str = "en-in") -> Candidate:
    """A lower number is a newer story."""
    return Candidate(number, section, language, image)


def kinds(plan: Plan) -> list[str]:
    return [block.kind for block in plan.blocks]


def test_nothing_makes_an_empty_plan() -> None:
    assert compose([], MENU) == Plan()


def test_lead_is_the_newest_with_a_picture_among_the_fresh() -> None:
    plan = compose([story(1), story(2), story(3, image=30)], MENU)
    assert plan.lead
    assert (plan.lead.article_id, plan.lead.image_id) == (3, 30)


def test_old_picture_does_not_lead_over_today_s_news() -> None:
    plan = compose([*(story(number) for number in range(1, 9)), story(9, image=90)], MENU)
    assert plan.lead
    assert plan.lead.article_id == 1


def test_opinion_does_not_lead_while_there_is_news() -> None:
    plan = compose([story(1, OPINION, image=10), story(2)], MENU)
    assert plan.lead
    assert plan.lead.article_id == 2


def test_opinion_leads_when_there_is_nothing_else() -> None:
    plan = compose([story(1, OPINION)], MENU)
    assert plan.lead
    assert (plan.lead.article_id, plan.blocks) == (1, [])


def test_more_under_the_lead_is_of_its_part_of_the_paper() -> None:
    found = [story(1, DELHI, image=10), *(story(number, WORLD) for number in range(2, 9)), story(9, INDIA)]
    plan = compose(found, MENU)
    assert [place.article_id for place in plan.more] == [9]


def test_no_two_blocks_of_one_kind_in_a_row() -> None:
    found = [story(number, 1 + number % 3) for number in range(1, 40)]
    plan = compose(found, MENU)
    assert kinds(plan) == ["split", "trio", "flip"]


def test_opinion_comes_after_the_first_block() -> None:
    found = [story(number, 1 + number % 4) for number in range(1, 40)]
    assert kinds(compose(found, MENU)) == ["split", "voices", "trio", "flip"]


def test_thin_sections_share_a_block() -> None:
    found = [story(number) for number in range(1, 12)] + [story(20, WORLD), story(21, SPORT)]
    plan = compose(found, MENU)
    assert [[section.slug for section in block.sections] for block in plan.blocks] == [["india"], ["world", "sport"]]


def test_other_languages_stand_apart() -> None:
    found = [story(number) for number in range(1, 5)] + [story(5, language="hi", image=50)]
    plan = compose(found, MENU)
    assert [(block.language, [place.article_id for place in block.places]) for block in plan.blocks] == [("hi", [5])]


def test_story_with_a_picture_opens_its_block() -> None:
    found = [story(number) for number in range(1, 8)]
    found += [story(8, WORLD), story(9, WORLD), story(10, WORLD, image=100)]
    block = next(block for block in compose(found, MENU).blocks if block.sections[0].slug == "world")
    assert [place.article_id for place in block.places] == [10, 8, 9]


stories = st.lists(
    st.tuples(
        st.sampled_from([INDIA, WORLD, SPORT, OPINION, DELHI]),
        st.one_of(st.none(), st.integers(1, 6)),
        st.sampled_from(["en-in", "en-in", "hi"]),
    ),
    max_size=60,
)


@given(stories)
def test_no_story_and_no_picture_stands_twice(found: list[tuple[int, int | None, str]]) -> None:
    plan = compose([story(number, *one) for number, one in enumerate(found)], MENU)
    places = [*([plan.lead] if plan.lead else []), *plan.secondary, *plan.more]
    places += [place for block in plan.blocks for place in block.places]
    images = [place.image_id for place in places if place.image_id]
    assert len({place.article_id for place in places}) == len(places)
    assert len(set(images)) == len(images)
    assert bool(plan.lead) == bool(found)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_latest_holds_the_newest_not_shown_above(count: int) -> None:
    plan = compose([story(number) for number in range(count)], MENU)
    above = {0, 1, 2, 3, 4, 5}
    expected = [number for number in range(count) if number not in above][:7]
    assert [place.article_id for place in plan.latest] == expected
