"""Which copies a picture gets, and what they show of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.recipe import RECIPE, Original, Piece, crops, key, plan, told


def widths(original: Original) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for piece in plan(original):
        found.setdefault(piece.shape.name, []).append(piece.width)
    return found


def of(original: Original, shape: str) -> Piece:
    return [piece for piece in plan(original) if piece.shape.name == shape][-1]


ALL = [320, 480, 800, 1200, 1600]
SIZES = [
    ((4000, 3000), {"whole": ALL, "card": ALL, "face": [160, 320], "wide": [1200], "classic": [1200],
                    "square": [1200]}),
    ((1600, 1067), {"whole": ALL, "face": [160, 320], "wide": [1200], "classic": [1200], "square": [1067]}),
    ((640, 640), {"whole": [320, 480, 640], "card": [320, 480, 640], "face": [160, 320], "wide": [640],
                  "classic": [640], "square": [640]}),
    ((200, 100), {"whole": [200], "card": [150], "face": [100]}),
    ((1, 1), {"whole": [1], "card": [1], "face": [1]}),
    ((20_000, 10), {"whole": ALL, "card": [15], "face": [10]}),
]  # fmt: skip


@pytest.mark.parametrize(("size", "expected"), SIZES, ids=[str(size) for size, _expected in SIZES])
def test_copies_go_up_to_the_picture_s_own_width(size: tuple[int, int], expected: dict[str, list[int]]) -> None:
    assert widths(Original(*size)) == expected


def test_moving_picture_is_copied_as_stills_only() -> None:
    found = widths(Original(1500, 1000, is_animated=True))
    assert (found["card"], "whole" in found) == ([320, 480, 800, 1200, 1500], False)


@pytest.mark.parametrize(
    ("focal", "box"),
    [((0.5, 0.5), (500, 0, 1500, 1000)), ((0.3, 0.9), (100, 0, 1100, 1000)), ((0, 0), (0, 0, 1000, 1000)),
     ((1, 1), (1000, 0, 2000, 1000))],
)  # fmt: skip
def test_crop_is_as_near_to_the_focal_point_as_the_edges_let_it(
    focal: tuple[float, float], box: tuple[int, int, int, int]
) -> None:
    assert of(Original(2000, 1000, *focal), "square").box == box


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(0, 1), st.floats(0, 1))
def test_no_piece_leaves_the_picture_or_enlarges_it(width: int, height: int, x: float, y: float) -> None:
    for piece in plan(Original(width, height, x, y)):
        left, top, right, bottom = piece.box
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        assert 1 <= piece.width <= right - left
        assert piece.height >= 1


def test_name_holds_all_that_the_file_depends_on() -> None:
    here, there = Original(2000, 1000), Original(2000, 1000, focal_x=0.254)
    assert (of(here, "whole").name, of(here, "wide").name) == (f"1600-{RECIPE}", f"wide-50-50-1200-{RECIPE}")
    assert (of(there, "whole").name, of(there, "wide").name) == (f"1600-{RECIPE}", f"wide-25-50-1200-{RECIPE}")


def test_what_is_told_of_a_picture_fits_its_column() -> None:
    largest = Original(9000, 9000, 1, 1)
    assert told(key(1, 1), plan(largest)).startswith(f"{RECIPE}.100.100 whole:320,480,800,1200,1600 card:")
    assert len(told(largest.key, plan(largest))) < 200


def test_crops_are_those_that_files_are_cut_to() -> None:
    pieces = plan(Original(3000, 2000, is_animated=True))
    cut = {piece.shape.name: piece.shape.proportion for piece in pieces if piece.shape.proportion}
    assert {name: proportion for proportion, names in crops().items() for name in names} == cut
