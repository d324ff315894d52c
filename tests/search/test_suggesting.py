"""Mistyped words lead to others that stand in headlines which readers may see."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections, transaction

from articles.models import Article
from articles.search import cleaned, parse, suggestion
from articles.search.index import Words
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor", "harbour"),
        ("harbur bridge", "harbour bridge"),
        ("Harbour", ""),
        ("zzzzzz", ""),
        ("ab", ""),
        ("", ""),
        ("प्रधानमंतरी", "प्रधानमंत्री"),
    ],
)
def test_misspelt_word_suggests_the_nearest(typed: str, meant: str) -> None:
    make_article("Harbour: the bridge, “opened”")
    make_article("प्रधानमंत्री ने कहा")
    Words().gather()
    assert suggestion(parse(cleaned(typed))) == meant


def test_words_of_drafts_are_told_to_nobody() -> None:
    make_article("Embezzlement", status="draft")
    make_article("Harbour")
    Words().gather()
    assert suggestion(parse("embezzlemant")) == ""
    assert suggestion(parse("harbuor")) == "harbour"


def test_worker_gathers_what_was_saved_since_it_looked() -> None:
    words = Words()
    make_article("Harbour")
    words.gather()
    make_article("Embankment")
    words.gather()
    assert (suggestion(parse("harbuor")), suggestion(parse("embankmant"))) == ("harbour", "embankment")


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="one writes at a time there")
@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_words_in_another_order_do_not_wait_for_each_other() -> None:
    section, both = make_section("News"), Barrier(2, timeout=10)

    def write(*headlines: str) -> None:
        try:
            with transaction.atomic():
                for headline in headlines:
                    make_article(headline, section=section)
                    both.wait()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for writing in [pool.submit(write, "Harbour", "Bridge"), pool.submit(write, "Bridge", "Harbour")]:
            writing.result()
    assert Article.objects.count() == 4
