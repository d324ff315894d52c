"""Tags are what stands between commas, and are read back as they were written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tag_names import from_text, to_text

TYPED = [
    ("Islamic State", ["Islamic State"]),
    ("Mosul, Islamic State", ["Mosul", "Islamic State"]),
    ("नदी, मौसम की खबर", ["नदी", "मौसम की खबर"]),
    (" Mosul ,, Iraq, ", ["Mosul", "Iraq"]),
    ("Mosul, mosul, MOSUL", ["Mosul"]),
    ('"Washington, D.C.", Iraq', ["Washington, D.C.", "Iraq"]),
    ('The "Hunchback", Iraq', ['The "Hunchback"', "Iraq"]),
    ('"open, never closed', ['"open', "never closed"]),
    ("عراق، موصل", ["عراق", "موصل"]),
    ("", []),
]
names = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=8)


@pytest.mark.parametrize(("text", "tags"), TYPED)
def test_names_stand_between_commas(text: str, tags: list[str]) -> None:
    assert from_text(text) == tags


@given(st.lists(names, max_size=5, unique_by=str.casefold))
def test_written_names_are_read_back(tags: list[str]) -> None:
    written = to_text([SimpleNamespace(name=name) for name in tags])
    assert sorted(from_text(written)) == sorted(tags)


@given(st.text(max_size=80))
def test_anything_typed_is_names_without_stray_spaces(text: str) -> None:
    assert all(name == " ".join(name.split()) and name for name in from_text(text))
