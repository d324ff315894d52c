"""Makes the list of the most read: of each language, the articles with the most views of the last day.

A plain sum: the order is what the desk sees as numbers, and changes seldom; pages end whenever it does.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from articles.models import MostRead, Views
from articles.models.querysets import published_at_moment
from articles.most_read.keeping import hour_of

PLACES, LEAST, HOURS = 10, 5, 24
"""More places than are shown, for one may be withdrawn before the list is made anew; fewer views say nothing."""

Ranking = dict[tuple[str, int], int]
"""By language and place, the number of the article."""


def keep_up(now: datetime | None = None) -> None:
    """Writes what changed. Several workers at once write the same."""
    if not settings.MOST_READ:
        return
    wanted = ranking(now or timezone.now())
    rows = MostRead.objects.values_list("language", "place", "article")
    stored = {(language, place): article for language, place, article in rows}
    if changed := {key: article for key, article in wanted.items() if stored.get(key) != article}:
        MostRead.objects.bulk_create(
            [MostRead(language=key[0], place=key[1], article_id=article) for key, article in changed.items()],
            update_conflicts=True, unique_fields=["language", "place"], update_fields=["article"],
        )  # fmt: skip
    for language, place in stored.keys() - wanted.keys():
        MostRead.objects.filter(language=language, place=place).delete()


def ranking(now: datetime) -> Ranking:
    """Of what the public may see now."""
    return {
        (language, place): article
        for language, _name in settings.LANGUAGES
        for place, (article, _views) in enumerate(most_read(now, Q(article__language=language)), 1)
    }


def most_read(now: datetime, *which: Q) -> list[tuple[int, int]]:
    """Number and views of each article, the most first; of two that are equal, the newer one."""
    read = views_of_the_day(now).filter(*which).values("article").annotate(views=Sum("count"))
    ordered = read.filter(views__gte=LEAST).order_by("-views", "-article")
    return list(ordered.values_list("article", "views")[:PLACES])


def views_of_the_day(now: datetime) -> QuerySet[Views]:
    """Of the running hour and those before it, of what the public may see."""
    since = hour_of(now.timestamp()) - HOURS
    return Views.objects.filter(published_at_moment(now, "article__"), hour__gt=since)
