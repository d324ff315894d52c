"""A cache in front, told by real workers: what changes is told soon, also when a worker is killed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from articles.page_keys import SITEMAP
from tests.commands.linked import in_django, migrate, until, working
from tests.page_cache.purging.outside import Outside, outside

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
RENAME = "Article.objects.update(headline='Ferries stay'); answer = Article.objects.get().pk"


def told(cache: Outside) -> list[str]:
    """But for what the worker itself writes: when each month of the sitemap changed."""
    return [key for key in cache.keys if key != SITEMAP]


def test_worker_tells_what_changes_and_another_goes_on(tmp_path: Path) -> None:
    migrate(tmp_path)
    in_django(tmp_path, 'make_article("Ferries cross")')
    with outside() as cache:
        with working(tmp_path, PURGE_URL=cache.url) as worker:
            assert until(lambda: told(cache) == ["everything"])
            name = f"article:{in_django(tmp_path, RENAME)}"
            assert until(lambda: told(cache)[1:] == [name], 10)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        in_django(tmp_path, RENAME.replace("stay", "return"))
        assert len(told(cache)) == 2
        with working(tmp_path, PURGE_URL=cache.url), working(tmp_path, PURGE_URL=cache.url):
            assert until(lambda: len(told(cache)) > 2)
            assert not until(lambda: len(told(cache)) > 3, 5)
        assert told(cache)[2:] == [name]
