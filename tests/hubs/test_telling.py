"""What hub and search engines are sent, and what follows when they do not take it."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from articles.hubs.telling import PAUSES, NotTaken, tell_hub, tell_search_engines
from tests.factories import make_article, make_author, make_byline, make_section
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, page

pytestmark = pytest.mark.django_db
SITE = "https://news.example"


def body_of(server: Server) -> str:
    [request] = server.requests
    return request.partition(b"\r\n\r\n")[2].decode() or request.rpartition(b"\r\n")[2].decode()


def test_hub_is_told_of_every_feed_that_has_changed(outside: Server) -> None:
    asia = make_section("Asia", parent=make_section("World"))
    article = make_article(section=asia, tags=("Rivers",))
    make_byline(article, make_author(slug="asha"))
    tell_hub.call(article.pk)
    told = parse_qs(body_of(outside))
    lists = ["/", "/world/asia/", "/world/", "/tag/rivers/", "/author/asha/"]
    forms = ["feed/", "feed/atom/", "feed/json/"]
    assert told == {"hub.mode": ["publish"], "hub.url": [f"{SITE}{path}{form}" for path in lists for form in forms]}


@pytest.mark.parametrize("status", ["published", "killed"])
def test_search_engines_are_told_of_the_page(outside: Server, status: str) -> None:
    tell_search_engines.call(make_article(path="/world/नदी/", status=status).pk)
    assert json.loads(body_of(outside)) == {
        "host": "news.example",
        "key": "0123456789abcdef",
        "keyLocation": f"{SITE}/indexnow.txt",
        "urlList": [f"{SITE}/world/%E0%A4%A8%E0%A4%A6%E0%A5%80/"],
    }


@pytest.mark.parametrize("tell", [tell_hub, tell_search_engines], ids=["hub", "engines"])
def test_nothing_is_said_of_what_is_not_out(outside: Server, tell: object) -> None:
    later = make_article(published_at=timezone.now() + timedelta(hours=1))
    for number in (make_article(status="draft").pk, later.pk, 4711):
        tell.call(number)  # type: ignore[attr-defined]
    assert outside.requests == []


def test_hub_that_is_away_is_told_again_and_not_for_ever(serve: Serve, settings: Settings) -> None:
    settings.WEBSUB_HUB = serve(answering(page(b"", status="503 Busy"))).url
    article = make_article()
    tell_hub.call(article.pk)
    again = DBTaskResult.objects.get()
    assert again.args_kwargs["args"] == [article.pk, 1]
    assert timedelta() < again.run_after - timezone.now() <= PAUSES[0]
    tell_hub.call(article.pk, len(PAUSES))
    assert DBTaskResult.objects.count() == 1


def test_hub_that_will_not_have_it_is_not_told_again(serve: Serve, settings: Settings) -> None:
    settings.WEBSUB_HUB = serve(answering(page(b"", status="403 Forbidden"))).url
    with pytest.raises(NotTaken):
        tell_hub.call(make_article().pk)
    assert not DBTaskResult.objects.exists()
