"""Real servers count what they answer from memory, and what they counted last is there when they have ended."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from tests.commands.linked import in_django, migrate
from tests.commands.servers import Running, fetch, running
from tests.most_read.counted import BROWSER

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
_MADE = """
world = make_section("World")
for number in range(1, 5):
    make_article(f"Story {number}", section=world, path=f"/story-{number}/")
"""
_RANKED = """
from articles.most_read import ranking
ranking.keep_up()
answer = list(Views.objects.order_by("article").values_list("article__path", "count"))
"""


def read(server: Running, number: int, times: int, agent: str = BROWSER) -> None:
    for _ in range(times):
        request = urllib.request.Request(f"{server.url}/story-{number}/", headers={"User-Agent": agent})
        with urllib.request.urlopen(request, timeout=20) as response:
            assert response.status == 200


def test_two_processes_count_held_pages_and_the_front_page_shows_it(tmp_path: Path) -> None:
    migrate(tmp_path)
    in_django(tmp_path, _MADE)
    with running(tmp_path, "serve") as one, running(tmp_path, "serve", "--workers", "2") as other:
        for server in (one, other):
            for number in (1, 2, 3, 4):
                read(server, number, 10 * number)
            read(server, 1, 50, agent="Googlebot/2.1")
        assert "Most read" not in fetch(one.url).text
        assert [one.stop(), other.stop()] == [0, 0]
    expected = [[f"/story-{number}/", 20 * number] for number in (1, 2, 3, 4)]
    assert sorted(in_django(tmp_path, _RANKED)) == expected
    with running(tmp_path, "serve") as started:
        shown = fetch(started.url).text.partition('id="most-read"')[2]
    assert [shown.index(f"Story {number}") for number in (4, 3, 2, 1)] == sorted(
        shown.index(f"Story {number}") for number in (1, 2, 3, 4)
    )
