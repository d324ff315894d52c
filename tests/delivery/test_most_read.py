"""Real processes count what they answer from memory, and what they counted last is there when they have ended."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from tests.commands.linked import in_django, migrate
from tests.commands.servers import Running, running
from tests.most_read.counted import BROWSER

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
_MADE = """
world = make_section("World")
for number in range(1, 5):
    make_article(f"Story {number}", section=world, path=f"/story-{number}/")
"""
_RANKED = """
from django.db.models import Sum
from django.test import Client
from articles.most_read import ranking
ranking.keep_up()
counted = list(Views.objects.order_by("article").values_list("article__path").annotate(total=Sum("count")))
front = Client(SERVER_NAME="127.0.0.1").get("/").content.decode()
answer = counted, front.partition('id="most-read"')[2]
"""


def read(server: Running, number: int, times: int, agent: str = BROWSER) -> None:
    """Each time on a connection of its own, so that any process may answer."""
    opener = urllib.request.build_opener()
    opener.addheaders = [("User-Agent", agent)]
    for _ in range(times):
        with opener.open(f"{server.url}/story-{number}/", timeout=20) as response:
            assert response.status == 200


def test_two_processes_count_held_pages_and_the_front_page_shows_it(tmp_path: Path) -> None:
    migrate(tmp_path)
    in_django(tmp_path, _MADE)
    with running(tmp_path, "serve", "--workers", "2") as server:
        for number in (1, 2, 3, 4):
            read(server, number, 20 * number)
        read(server, 1, 50, agent="Googlebot/2.1")
        assert server.stop() == 0
    counted, shown = in_django(tmp_path, _RANKED)
    assert counted == [[f"/story-{number}/", 20 * number] for number in (1, 2, 3, 4)]
    places = [shown.index(f'<span>{place}</span> <a href="/story-{5 - place}/">') for place in (1, 2, 3, 4)]
    assert places == sorted(places)
