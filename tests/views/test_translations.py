"""A story in several languages: each page names all of them, and itself (pages.md, 2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.models.translations import refuse_translation
from tests.factories import make_article
from tests.views.reading import page, select, text

SITE = "https://news.example"


def named(client: Client, article: Article) -> list[tuple[str, str]]:
    links = select(page(client, article.path or ""), "link[rel=alternate][hreflang]")
    return [(link.get("hreflang"), link.get("href").removeprefix(SITE)) for link in links]


def make_pair() -> tuple[Article, Article]:
    original = make_article("Bridge opens", path="/bridge/")
    return original, make_article("पुल खुला", path="/पुल/", language="hi", translation_of=original)


def test_rule_02_each_page_names_all_languages_and_a_default(client: Client) -> None:
    pair = [("en-IN", "/bridge/"), ("x-default", "/bridge/"), ("hi", "/%E0%A4%AA%E0%A5%81%E0%A4%B2/")]
    assert [named(client, article) for article in make_pair()] == [pair, pair]


def test_reader_is_led_to_the_other_language(client: Client) -> None:
    original, _translation = make_pair()
    [link] = select(page(client, original.path or ""), "div.byline a[hreflang]")
    assert (text(link), link.get("lang"), link.get("href")) == ("हिन्दी", "hi", "/%E0%A4%AA%E0%A5%81%E0%A4%B2/")


@pytest.mark.parametrize("fields", [{"status": "killed"}, {"published_at": timezone.now() + timedelta(days=1)}])
def test_what_is_not_published_is_not_named(client: Client, fields: dict[str, object]) -> None:
    original, translation = make_pair()
    assert len(named(client, original)) == 3
    Article.objects.filter(pk=translation.pk).update(**fields)
    assert named(client, original) == []


def test_second_of_a_language_and_a_copy_are_named_by_nobody(client: Client) -> None:
    original, translation = make_pair()
    second = make_article("पुल फिर खुला", language="hi", translation_of=original)
    assert len(named(client, original)) == len(named(client, translation)) == 3
    assert named(client, second) == []
    Article.objects.filter(pk=translation.pk).update(canonical_url="https://agency.example/")
    assert named(client, translation) == []


@pytest.mark.parametrize("mistake", ["itself", "language", "original"])
def test_original_that_cannot_be_one_is_refused(mistake: str) -> None:
    original, translation = make_pair()
    other = make_article()
    asked = {
        "itself": (original, original, "hi"),
        "language": (make_article(language="hi"), original, "hi"),
        "original": (original, other, "hi"),
    }
    refuse_translation(translation, original, "hi")
    with pytest.raises(ValidationError):
        refuse_translation(*asked[mistake])
