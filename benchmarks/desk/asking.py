"""Asks for the list of articles as an editor does, and takes the time. Runs inside Django."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Author, Section, Tag
from benchmarks.figures import percentile

LIST, _WARM = "/admin/articles/article/", 2
Asked = dict[str, str | int]


def as_json(articles: int, times: int) -> str:
    """Middle and 95th of a hundred in milliseconds, and the number of queries, by what is asked for."""
    client = Client(HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    client.force_login(User.objects.create_superuser("bench"))
    found = {}
    for name, asked in _pages(articles).items():
        taken = [_milliseconds(client, asked) for _ in range(_WARM + times)][_WARM:]
        with CaptureQueriesContext(connection) as queries:
            _milliseconds(client, asked)
        found[name] = percentile(taken, 50), percentile(taken, 95), len(queries)
    return json.dumps(found)


def _pages(articles: int) -> dict[str, Asked]:
    """A section and a state that only old articles have are the worst: all newer ones stand before them."""
    old = Section.objects.create(name="Closed", slug="closed")
    first = Article.objects.order_by("pk").values_list("pk", flat=True)[:5]
    Article.objects.filter(pk__in=list(first)).update(section=old, status="killed")
    middle = Article.objects.get(pk=articles // 2)
    return {
        "list": {},
        "deep page": {"p": min(99, articles // 50 - 1)},
        "section": {"section__id__exact": middle.section_id},
        "closed section": {"section__id__exact": old.pk},
        "state published": {"state": "published"},
        "state killed": {"state": "killed"},
        "state draft (none)": {"state": "draft"},
        "state scheduled (none)": {"state": "scheduled"},
        "language": {"language__exact": "en-in"},
        "language (none)": {"language__exact": "hi"},
        "author": {"author": Author.objects.order_by("-pk")[0].name},
        "month": {"month": f"{middle.published_at:%Y-%m}"},
        "by headline": {"o": "2"},
        "by headline, deep": {"o": "2", "p": min(99, articles // 50 - 1)},
        "search, common": {"q": "river"},
        "search, rare": {"q": str(articles // 2)},
        "search, two words": {"q": "river council"},
        "search, no hit": {"q": "qxzvjkw"},
        "search, tag": {"q": Tag.objects.order_by("pk")[0].name},
        "search, path": {"q": middle.path or ""},
        "search in a section": {"q": "river", "section__id__exact": old.pk},
    }


def _milliseconds(client: Client, asked: Asked) -> float:
    address = f"{LIST}?{urlencode(asked)}"
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return took
