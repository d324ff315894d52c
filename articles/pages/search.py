"""A plain search until there is a better one: every word in the headline or in the standfirst."""

from __future__ import annotations

import re

from django.db.models import Q

from articles.models import Article
from articles.models.querysets import ArticleQuerySet

MOST_WORDS, LONGEST = 8, 200
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\s]+")


def asked(text: str) -> str:
    """The reader's words as they are searched: on one line, and no more than anybody types."""
    return " ".join(_NO_TEXT.sub(" ", text[: LONGEST * 4])[:LONGEST].split()[:MOST_WORDS])


def matching(words: str) -> ArticleQuerySet:
    found = Article.objects.published() if words else Article.objects.none()
    for word in words.split():
        found = found.filter(Q(headline__icontains=word) | Q(standfirst__icontains=word))
    return found
