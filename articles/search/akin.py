"""Articles like one that is being written: those that share its tags or its words, the newest preferred.

Bounded, however large the archive: five queries, each of which takes some hundred rows of an index. Rare tags and
words say more than those that half of the archive has.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Tag, TagAlias
from articles.models.reading import read_alias
from articles.models.tag_alias import key_of
from articles.search import engines
from articles.search.query import folded_words
from articles.slugs import slugify

MOST = 8
_TAGS, _ASKED, _WORDS = 10, 24, 8
# Of each tag and word; then those of them that may be shown.
_LAST, _BEST = 150, 120
_COUNTED = 2_000
_SHORTEST = 3
# What two editors chose says more than a word that two happened to use.
_OF_A_TAG = 2.0
_HALF_AFTER_DAYS = 3 * 365
_EMPTY_WORDS = frozenset(
    "about after again against all also amid and any are been before being between both but can could did does down "
    "during each for from had has have her here his how into its just may more most much new not now off one only "
    "other our out over own said says see she should some such than that the their them then there these they this "
    "those three through too two under until very was were what when where which while who whom why will with would "
    "you your और का की के को में से है हैं था थे थी यह वह एक पर ने कि जो तो भी लिए साथ बाद ही नहीं कर गया होगा".split()
)


@dataclass(frozen=True)
class Written:
    """What is known of the article: as it is typed, saved or not. `linked` are articles it offers already."""

    headline: str = ""
    standfirst: str = ""
    tag_names: tuple[str, ...] = ()
    article_id: int | None = None
    linked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Akin:
    """One that readers can see, with the names of the tags it shares, and whether it says something similar."""

    article: Article
    tags: tuple[str, ...]
    is_similar: bool


class _Found:
    """What each article shares with the one that is written, and how much that says."""

    def __init__(self) -> None:
        self.tags: dict[int, dict[str, float]] = defaultdict(dict)
        self.words: dict[int, dict[str, float]] = defaultdict(dict)
        self.asked_words = 0

    def score(self, pk: int) -> float:
        return _OF_A_TAG * sum(self.tags.get(pk, {}).values()) + sum(self.said_too(pk).values())

    def said_too(self, pk: int) -> dict[str, float]:
        """One word alone may be there by chance, where there are others to share."""
        words = self.words.get(pk, {})
        return words if len(words) >= min(2, self.asked_words) else {}

    def best(self, without: Collection[int]) -> list[int]:
        keys = [pk for pk in self.tags.keys() | self.words.keys() if pk not in without and self.score(pk)]
        return sorted(keys, key=lambda pk: (self.score(pk), pk), reverse=True)[:_BEST]


def akin_to(written: Written, now: datetime | None = None) -> list[Akin]:
    """The best, best first, without itself and what it offers already; only what readers see at this moment."""
    now = now or timezone.now()
    found = _Found()
    _share_tags(found, written.tag_names)
    _share_words(found, _words(f"{written.headline} {written.standfirst}"))
    keys = found.best({*written.linked, *filter(None, [written.article_id])})
    public = Article.objects.published(now).filter(pk__in=keys).select_related("section", "lead_image").defer("body")
    ranked = sorted(public, key=lambda one: (found.score(one.pk) * _freshness(one, now), one.pk), reverse=True)
    return [
        Akin(article, tuple(sorted(found.tags.get(article.pk, {}))), bool(found.said_too(article.pk)))
        for article in ranked[:MOST]
    ]


def _share_tags(found: _Found, names: Iterable[str]) -> None:
    tags = _tags_called(list(names)[:_TAGS])
    for tag_id, article_id, count in _last_tagged(list(tags)):
        found.tags[article_id][tags[tag_id]] = _weight(count)


def _share_words(found: _Found, words: list[str]) -> None:
    """By the rarest of them; what thousands of articles have says nothing, and costs most."""
    found_in = zip(words, engines.frequencies(words, _COUNTED), strict=True)
    counts = {word: count for word, count in found_in if count < _COUNTED}
    rare = sorted(counts, key=lambda word: counts[word])[:_WORDS]
    found.asked_words = len(rare)
    for place, article_id in engines.last_holding(rare, _LAST):
        found.words[article_id][rare[place]] = _weight(counts[rare[place]])


def _words(text: str) -> list[str]:
    words = (word for word in folded_words(text) if len(word) >= _SHORTEST and word not in _EMPTY_WORDS)
    return list(dict.fromkeys(words))[:_ASKED]


def _weight(count: float) -> float:
    """The rarer, the more: 0.6 where two have it, 0.1 where thousands do."""
    return 1 / math.log2(2 + max(count, 0))


def _freshness(article: Article, now: datetime) -> float:
    age = max(0.0, (now - article.published_at).total_seconds() / 86_400) if article.published_at else 0.0
    return 1 / (1 + age / _HALF_AFTER_DAYS)


def _tags_called(names: list[str]) -> dict[int, str]:
    """By number; whatever the size of letters, and under old names, too. One query."""
    if not names:
        return {}
    once = TagAlias.objects.filter(key__in={key_of(name) for name in names} - {""}).values("tag")
    slugs = {slugify(name, longest=100) for name in names} - {""}
    known = Tag.objects.filter(Q(name__in=names) | Q(slug__in=slugs) | Q(pk__in=once))
    return dict(known.values_list("pk", "name")[:_TAGS])


def _last_tagged(tag_ids: list[int]) -> list[tuple[int, int, int]]:
    """Tag, article, and how many have the tag, counted up to some thousands: of each tag the newest. One query."""
    if not tag_ids:
        return []
    count = "(SELECT count(*) FROM (SELECT 1 FROM articles_taggedarticle WHERE tag_id = %s LIMIT %s) AS counted)"
    each = (
        f"SELECT tag_id, content_object_id, {count} FROM articles_taggedarticle "  # noqa: S608  # values are bound
        "WHERE tag_id = %s AND published_at IS NOT NULL ORDER BY published_at DESC, content_object_id DESC LIMIT %s"
    )
    sql = " UNION ALL ".join([f"SELECT * FROM ({each}) AS one"] * len(tag_ids))  # noqa: S608
    params = [param for tag_id in tag_ids for param in (tag_id, _COUNTED, tag_id, _LAST)]
    with connections[read_alias()].cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
