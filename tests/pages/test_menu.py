"""The tree of sections as a page needs it."""

from __future__ import annotations

import pytest

from articles.models import Section
from articles.pages.menu import IN_STRIP, Menu

WORLD = Section(pk=1, name="World", path="/world/")
ASIA = Section(pk=2, name="Asia", path="/world/asia/", parent_id=1)
NEPAL = Section(pk=3, name="Nepal", path="/world/asia/nepal/", parent_id=2)
SPORT = Section(pk=4, name="Sport", path="/sport/")
MENU = Menu([WORLD, ASIA, NEPAL, SPORT])


def test_top_keeps_the_order_given() -> None:
    assert MENU.top == [WORLD, SPORT]


def test_below_holds_children_only() -> None:
    assert (MENU.below(WORLD), MENU.below(NEPAL)) == ([ASIA], [])


@pytest.mark.parametrize(("section", "line"), [(NEPAL, [WORLD, ASIA, NEPAL]), (SPORT, [SPORT]), (None, [])])
def test_line_leads_down_from_the_top(section: Section | None, line: list[Section]) -> None:
    assert MENU.line(section) == line


@pytest.mark.parametrize(("path", "section"), [("/world/asia/", ASIA), ("/asia/", None), ("/world/asia", None)])
def test_section_is_found_by_its_whole_path(path: str, section: Section | None) -> None:
    assert MENU.at(path) == section


def test_top_of_a_section_is_known_without_climbing() -> None:
    assert [MENU.top_id(pk) for pk in (1, 2, 3, 4)] == [1, 1, 1, 4]


def test_circle_of_parents_is_no_endless_line() -> None:
    first, second = Section(pk=1, path="/a/", parent_id=2), Section(pk=2, path="/b/", parent_id=1)
    assert Menu([first, second]).line(first) == [second, first]


def test_strip_holds_what_a_line_can_show() -> None:
    menu = Menu(Section(pk=number, path=f"/{number}/") for number in range(1, 40))
    assert len(menu.strip) == IN_STRIP
    assert len(menu.top) == 39
