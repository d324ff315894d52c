"""Parts that pages share: made when nobody holds them, and naming all that they depend on."""

from __future__ import annotations

from typing import Any

from articles.page_keys import collected, depends_on
from articles.page_parts import Part, kept_by, shared, shared_rows


class Shelf:
    """Keeps everything."""

    def __init__(self) -> None:
        self.parts: dict[str, Part[Any]] = {}

    def held(self, name: str) -> Part[Any] | None:
        return self.parts.get(name)

    def keep(self, name: str, part: Part[Any]) -> None:
        self.parts[name] = part


class Maker:
    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, numbers: list[int]) -> dict[int, Part[str]]:
        self.asked.append(numbers)
        return {number: Part(f"row {number}", frozenset({f"row:{number}"}), 1) for number in numbers if number < 9}


def menu() -> str:
    depends_on("menu")
    return "the menu"


def test_part_is_made_each_time_where_nobody_keeps_it() -> None:
    made: list[str] = []
    for _ in range(2):
        shared("menu", 1, lambda: made.append("menu"))
    assert made == ["menu", "menu"]


def test_part_is_made_once_where_it_is_kept() -> None:
    made: list[str] = []
    with kept_by(Shelf()):
        for _ in range(2):
            shared("menu", 1, lambda: made.append("menu"))
    assert made == ["menu"]


def test_page_depends_on_what_its_parts_were_made_of() -> None:
    with kept_by(Shelf()):
        for _ in range(2):
            with collected() as page:
                assert shared("menu", 1, menu) == "the menu"
            assert page.keys == {"menu"}


def test_only_missing_rows_are_asked_for() -> None:
    make = Maker()
    with kept_by(Shelf()):
        shared_rows("row", [1, 2], make)
        found = shared_rows("row", [2, 3, 1], make)
    assert found == {1: "row 1", 2: "row 2", 3: "row 3"}
    assert make.asked == [[1, 2], [3]]


def test_page_depends_on_each_row() -> None:
    with kept_by(Shelf()):
        shared_rows("row", [1], Maker())
        with collected() as page:
            shared_rows("row", [1, 2], Maker())
    assert page.keys == {"row:1", "row:2"}


def test_row_that_is_not_there_is_asked_for_again() -> None:
    make = Maker()
    with kept_by(Shelf()):
        assert [shared_rows("row", [9], make) for _ in range(2)] == [{}, {}]
    assert make.asked == [[9], [9]]


def test_nothing_is_asked_where_nothing_is_wanted() -> None:
    make = Maker()
    assert shared_rows("row", [], make) == {}
    assert make.asked == []
