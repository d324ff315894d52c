"""Slugs keep Hindi whole; paths are what they seem."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.slugs import slugify, validate_path, validate_slug

SLUGS = [
    ("Mosul’s bridges wait", "mosuls-bridges-wait"),
    ("हिन्दी की खबर", "हिन्दी-की-खबर"),
    ("यह भी पढ़ें: मोदी", "यह-भी-पढ़ें-मोदी"),
    ("Café — São Paulo, 2", "cafe-sao-paulo-2"),
    ("  39 Killed!! In  Iraq ", "39-killed-in-iraq"),
    ("ПРИВЕТ, мир", "привет-мир"),
    ("???", ""),
]
BAD_SLUGS = ["", "two words", "a--b", "-a", "a/b", "a?b", "a\0b", "a.b", "a\n"]
GOOD_PATHS = ["/", "/world/story/213727/", "/2016/10/20/story", "/खबर/नदी/", "/story.html", "/a,b;c:d/"]
BAD_PATHS = [
    "",
    "world/",
    "//evil.example/",
    "/a//b/",
    "/a b/",
    "/a?x=1",
    "/a#x",
    "/a\0/",
    "/../a",
    "/a/./b",
    "/a\\b",
    "/a\n",
]


@pytest.mark.parametrize(("text", "slug"), SLUGS)
def test_slugify_keeps_every_script_whole(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_slug_is_cut_between_words() -> None:
    assert slugify("one two three four", longest=11) == "one-two"


@given(st.text(max_size=300))
def test_slugify_answers_a_valid_slug_or_nothing(text: str) -> None:
    slug = slugify(text)
    if slug:
        validate_slug(slug)
    assert slug == slugify(slug)
    assert len(slug) <= 120


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_bad_slug_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        validate_slug(slug)


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_good_path_passes(path: str) -> None:
    assert validate_path(path) is None


@pytest.mark.parametrize("path", BAD_PATHS)
def test_bad_path_is_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        validate_path(path)
