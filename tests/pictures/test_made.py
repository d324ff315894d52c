"""Addresses come from the row alone."""

from __future__ import annotations

import pytest

from articles import pictures
from articles.pictures.recipe import Original, plan, told

TOLD = "r1.40.60 whole:320,800,1500 card:320,480 wide:1200 square:900"


def test_whole_picture_says_every_copy_and_its_own_size() -> None:
    assert pictures.shown(TOLD, "whole", "/m/", 1500, 1125) == (
        "/m/800-r1.jpg",
        "/m/320-r1.jpg 320w, /m/800-r1.jpg 800w, /m/1500-r1.jpg 1500w",
        "/m/320-r1.avif 320w, /m/800-r1.avif 800w, /m/1500-r1.avif 1500w",
        "/m/320-r1.avif 320w, /m/800-r1.avif 800w",
        1500,
        1125,
    )


def test_crop_says_its_own_shape() -> None:
    shown = pictures.shown(TOLD, "card", "/m/", 1500, 1125)
    assert shown is not None
    assert (shown.src, shown.width, shown.height) == ("/m/card-40-60-480-r1.jpg", 480, 320)
    assert shown.avif == "/m/card-40-60-320-r1.avif 320w, /m/card-40-60-480-r1.avif 480w"


def test_whole_stands_in_for_a_crop_of_its_own_shape() -> None:
    assert pictures.shown(TOLD, "face", "/m/", 3, 2) == pictures.shown(TOLD, "whole", "/m/", 3, 2)


@pytest.mark.parametrize("nothing", ["", "r1.50.50"])
def test_nothing_made_is_nothing_shown(nothing: str) -> None:
    assert pictures.shown(nothing, "whole", "/m/", 3, 2) is None
    assert pictures.shared(nothing, "/m/") == {}
    assert pictures.whole_at_least(nothing, 1) == ""
    assert pictures.names(nothing) == set()


def test_shared_copies_are_told_by_shape() -> None:
    assert pictures.shared(TOLD, "/m/") == {
        "wide": ("/m/wide-40-60-1200-r1.jpg", 1200, 675),
        "square": ("/m/square-40-60-900-r1.jpg", 900, 900),
    }


def test_smallest_copy_that_is_large_enough_is_named() -> None:
    assert [pictures.whole_at_least(TOLD, width) for width in (1, 321, 1500)] == [
        "320-r1.jpg", "800-r1.jpg", "1500-r1.jpg",
    ]  # fmt: skip
    assert pictures.whole_at_least(TOLD, 1501) == ""


def test_names_are_those_that_the_recipe_makes() -> None:
    original = Original(1700, 900, 0.2, 0.7)
    made = {f"{piece.name}.{ending}" for piece in plan(original) for ending in piece.shape.endings}
    assert pictures.names(told(original.key, plan(original))) == made
