"""The addresses that change with an article: its page, and the feeds that it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from articles.models import Article, Section
from articles.slugs import FEEDS, address_of


def address_of_article(article: Article) -> str:
    return f"{settings.SITE_URL}{article.get_absolute_url()}"


def feeds_of(article: Article) -> list[str]:
    """In each form, of the paper and of every list that the article stands in; five queries at most."""
    return [f"{settings.SITE_URL}{address}{form}" for address in dict.fromkeys(_lists(article)) for form in FEEDS]


def _lists(article: Article) -> Iterator[str]:
    yield "/"
    above: Section | None = article.section
    while above:
        yield address_of(above.path)
        above = above.parent
    yield from (tag.get_absolute_url() for tag in article.tags.all())
    signed = article.bylines.filter(author__isnull=False).select_related("author")
    yield from (byline.author.get_absolute_url() for byline in signed if byline.author)
    if article.corrections.exists():
        yield reverse("corrections")
