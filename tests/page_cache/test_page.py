"""A page as it is kept: every encoding has the same text, and takes only the room it must."""

from __future__ import annotations

import gzip
from itertools import permutations

import brotli
import pytest

from articles.page_cache.page import Page

TEXT = "".join(f"<p>Ferry number {number} crossed.</p>\n" for number in range(2_000)).encode()
ACCEPTS = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def page(content: bytes = TEXT) -> Page:
    return Page("news.example/", "", (), {"front"}, 0.0, [("Content-Type", "text/html")], content)


@pytest.mark.parametrize("order", list(permutations(ACCEPTS)), ids=" ".join)
@pytest.mark.parametrize("content", [TEXT, b""], ids=["text", "empty"])
def test_every_encoding_has_the_text_in_whatever_order_they_come(order: tuple[str, ...], content: bytes) -> None:
    made = page(content)
    assert [ACCEPTS[accepts](made.variant(accepts).body[0]) for accepts in order] == [content] * 3


def test_page_that_was_asked_for_compressed_takes_a_fraction_of_the_room() -> None:
    made, plain = page(), page()
    before = made.size()
    made.variant("br, gzip")
    plain.variant("identity")
    assert made.size() < before / 4
    assert before < plain.size() < before * 1.1


def test_size_is_of_all_that_is_kept() -> None:
    made = page()
    bodies = [len(made.variant(accepts).body[0]) for accepts in ACCEPTS]
    empty = page(b"")
    for accepts in ACCEPTS:
        empty.variant(accepts)
    nothing = sum(len(empty.variant(accepts).body[0]) for accepts in ACCEPTS)
    assert made.size() - empty.size() == sum(bodies) - nothing
    assert empty.size() - page(b"").size() > nothing
