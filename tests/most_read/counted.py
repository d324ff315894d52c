"""Views as processes would have written them, and what stands in the database."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from articles.models import Article, Views
from articles.most_read import keeping, ranking
from articles.most_read.keeping import hour_of

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"


def hour(now: datetime | None = None) -> int:
    return hour_of((now or timezone.now()).timestamp())


def read(article: Article, times: int, hours_ago: int = 0) -> None:
    keeping.add({(hour() - hours_ago, article.pk): times})


def ranked(*articles: Article) -> None:
    """The first was read most."""
    for number, article in enumerate(articles):
        read(article, 100 - number)
    ranking.keep_up()


def views() -> dict[int, int]:
    return dict(Views.objects.values_list("article", "count"))
