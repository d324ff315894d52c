"""Articles like one that is written: by tags and words, bounded, and only what readers see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, TagAlias
from articles.models.tag_alias import key_of
from articles.search import Written, akin_to, engines
from tests.factories import make_article, make_tag, make_tagged, minutes_ago

pytestmark = pytest.mark.django_db


def headlines(written: Written) -> list[str]:
    return [one.article.headline for one in akin_to(written)]


def test_rare_tag_says_more_than_a_common_one() -> None:
    rare, common = make_tag("Sluices"), make_tag("India")
    make_tagged(rare, headline="About sluices", published_at=minutes_ago(9))
    for number in range(10):
        make_tagged(common, headline=f"About India {number}")
    assert headlines(Written(tag_names=("India", "Sluices")))[0] == "About sluices"


def test_common_tags_are_named_and_known_by_old_names_and_small_letters() -> None:
    rivers, floods = make_tag("Rivers"), make_tag("Floods")
    TagAlias.objects.create(tag=floods, name="High water", key=key_of("High water"))
    make_article("Both", tags=(rivers, floods))
    assert [one.tags for one in akin_to(Written(tag_names=("rivers", "High Water")))] == [("Floods", "Rivers")]


def test_similar_words_are_found_in_standfirst_and_headline() -> None:
    make_article("Yamuna bridge reopens after repairs")
    make_article("Parliament votes on budget")
    found = akin_to(Written("Repairs at last", "The bridge over the Yamuna is closed."))
    assert [(one.article.headline, one.tags, one.is_similar) for one in found] == [
        ("Yamuna bridge reopens after repairs", (), True)
    ]


def test_one_word_of_many_is_chance() -> None:
    make_article("Minister opens exhibition")
    make_article("Bridge opens over Yamuna")
    assert headlines(Written("Yamuna bridge opens")) == ["Bridge opens over Yamuna"]


def test_empty_words_say_nothing() -> None:
    make_article("This and that were there before")
    make_article("Sluices there before")
    assert headlines(Written("That and this were before these sluices")) == ["Sluices there before"]


def test_hindi_words_are_compared() -> None:
    make_article("यमुना का पुल खुला")
    assert headlines(Written("यमुना पर पुल बंद")) == ["यमुना का पुल खुला"]


def test_of_equals_the_newest_comes_first_and_eight_are_enough() -> None:
    for age in range(10):
        make_tagged("Rivers", headline=f"{age} years old", published_at=timezone.now() - timedelta(days=1 + age * 365))
    assert headlines(Written(tag_names=("Rivers",))) == [f"{age} years old" for age in range(8)]


def test_itself_and_what_is_offered_already_are_left_out() -> None:
    own, offered, other = (make_tagged("Rivers", headline=name) for name in ("Own", "Offered", "Other"))
    found = akin_to(Written(tag_names=("Rivers",), article_id=own.pk, linked=frozenset({offered.pk})))
    assert [one.article for one in found] == [other]


def hidden() -> list[dict[str, Any]]:
    later = timezone.now() + timedelta(hours=1)
    states = [{"status": status} for status in ("draft", "in_review", "ready", "spiked", "killed")]
    return [*states, {"embargo_until": later}, {"published_at": later}]


@pytest.mark.parametrize("place", range(7))
def test_what_readers_cannot_see_is_never_offered(place: int) -> None:
    make_tagged("Rivers", headline="Hidden Yamuna flood", **hidden()[place])
    make_tagged("Rivers", headline="Shown Yamuna flood")
    assert headlines(Written("Yamuna flood", tag_names=("Rivers",))) == ["Shown Yamuna flood"]


@pytest.mark.parametrize("count", [1, 3])
def test_cost_is_the_same_for_one_and_three(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_article(f"Yamuna bridge {number}", tags=(f"Tag {number}", "Rivers"))
    names = tuple(f"Tag {number}" for number in range(count))
    with django_assert_num_queries(5):
        assert len(akin_to(Written("Yamuna bridge", "Flood", (*names, "Rivers")))) == count


def test_words_are_counted_in_their_order_whatever_the_planner_does() -> None:
    """On PostgreSQL a large archive tempts it to plan for several workers."""
    for number in range(60):
        make_article("Yamuna bridge" if number % 2 else "Bridge")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE articles_search")
            for setting in ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size"):
                cursor.execute(f"SET LOCAL {setting} = 0")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    counts = engines.frequencies(["yamuna", "bridge", "nowhere"], 100)
    assert [round(count, -1) for count in counts] == [30, 60, 0]
    assert round(engines.frequencies(["yamuna"], 100)[0], -1) == 30


HOSTILE = [
    '"; DROP TABLE x; --',
    "* NEAR( ) OR AND NOT ^ : { }",
    "' | & ! <-> :*",
    "\x00",
    "x" * 5000,
    "🙂 🙃",
    "् ् ्",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_errs(text: str) -> None:
    make_article("Bridge")
    text = text.replace("\x00", "")
    assert akin_to(Written(text, text, (text, *(f"{text}{number}" for number in range(60))))) == []
    assert Article.objects.count() == 1
