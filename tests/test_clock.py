"""One place says what time it is for readers; what is made for another moment is nobody's to keep."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from django.utils import timezone

from articles import clock
from articles.page_parts import kept_by, shared, shared_rows
from articles.views.answers import PageResponse
from tests.test_page_parts import Maker, Shelf

MOMENT = datetime(2090, 3, 4, 4, tzinfo=UTC)
READERS = (
    "feeds",
    "pages",
    "models",
    "search/finding.py",
    "guard.py",
    "commenting/switches.py",
    "linkbacks/switches.py",
    "views/preview.py",
)
# Who writes at the desk, what links and locks are still good, and the worker's notes: the real time.
OF_THE_HOUSE = {"editing.py", "preview_link.py", "months.py", "as_of.py"}
_ASKED = re.compile(r"timezone\.now\(\)|local(?:date|time)\(\)|datetime\.now|date\.today")
ROOT = Path(__file__).resolve().parent.parent / "articles"


def test_it_is_now_until_it_is_moved() -> None:
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()
    with clock.as_of(MOMENT):
        assert (clock.now(), clock.is_moved()) == (MOMENT, True)
    assert not clock.is_moved()


def test_clock_goes_right_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), clock.as_of(MOMENT):
        _ = 1 / 0
    assert not clock.is_moved()


def test_other_threads_have_their_own() -> None:
    seen: list[bool] = []
    with clock.as_of(MOMENT):
        thread = Thread(target=lambda: seen.append(clock.is_moved()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_what_readers_see_asks_no_other_clock() -> None:
    files = [
        file for name in READERS for file in ((ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    found = {file.name for file in files if any(_ASKED.search(line) for line in file.read_text("utf-8").split("\n"))}
    assert found - OF_THE_HOUSE == {"banner.py"}  # its usual end, of a new one
    assert len(files) > 80


def test_parts_of_another_moment_are_neither_taken_nor_kept() -> None:
    shelf, rows = Shelf(), Maker()
    with kept_by(shelf):
        assert shared("menu", 1, lambda: "now") == "now"
        with clock.as_of(MOMENT):
            assert shared("menu", 1, lambda: "then") == "then"
            shared("rail", 1, lambda: "then")
            shared_rows("entry", [1], rows)
        assert shared("menu", 1, lambda: "later") == "now"
    assert shelf.parts.keys() == {"menu"}


def test_page_of_another_moment_is_not_to_be_kept() -> None:
    assert PageResponse("now", kept_by=()).kept_by == ()
    with clock.as_of(MOMENT):
        assert PageResponse("then", kept_by=()).kept_by is None
