"""The two notices, in the worker; one that cannot be given now is tried again, and given up after a few hours."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from articles.fetch import FetchError, fetch
from articles.hubs.topics import address_of_article, feeds_of
from articles.models import Article, UndoWindow
from articles.models.status import Status

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json; charset=utf-8"


class NotTaken(Exception):
    """It answered, and will not have it, however often it is told."""


@task()
def tell_hub(article_id: int, attempt: int = 0) -> None:
    """Which feeds have changed: the hub fetches them itself."""
    article = _told_of(article_id)
    if article is None or not settings.WEBSUB_HUB:
        return
    pairs = [("hub.mode", "publish"), *(("hub.url", url) for url in feeds_of(article))]
    if not _sent(settings.WEBSUB_HUB, _FORM, urlencode(pairs)) and attempt < len(PAUSES):
        tell_hub.using(run_after=timezone.now() + PAUSES[attempt]).enqueue(article_id, attempt + 1)


@task()
def tell_search_engines(article_id: int, attempt: int = 0) -> None:
    """That the page is new, has changed or is gone: they look for themselves."""
    article = _told_of(article_id)
    if article is None or not settings.INDEXNOW_KEY:
        return
    told = {
        "host": settings.SITE_HOST,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": f"{settings.SITE_URL}/indexnow.txt",
        "urlList": [address_of_article(article)],
    }
    if not _sent(settings.INDEXNOW_URL, _JSON, json.dumps(told)) and attempt < len(PAUSES):
        tell_search_engines.using(run_after=timezone.now() + PAUSES[attempt]).enqueue(article_id, attempt + 1)


def _told_of(article_id: int) -> Article | None:
    """Nothing is said of what is not out: it may have gone back to the desk since it was planned.

    Nor of what was published again and can still be undone: that publication has a plan of its own.
    """
    article = Article.objects.select_related("section").filter(pk=article_id).first()
    if article is None or article.status == Status.KILLED:
        return article
    is_open = UndoWindow.objects.open(timezone.now()).filter(article=article).exists()
    return article if article.is_published() and not is_open else None


def _sent(url: str, content_type: str, body: str) -> bool:
    """False where it is worth trying again."""
    try:
        response = fetch(url, method="POST", body=body.encode(), headers=[("Content-Type", content_type)])
    except FetchError as error:
        if not error.transient:
            raise
        return False
    if response.status == 429 or response.status >= 500:
        return False
    if not 200 <= response.status < 300:
        raise NotTaken(f"{url} answers {response.status}")
    return True
