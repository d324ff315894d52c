"""A cache in front, told by real workers: what changes is told soon, also when a worker is killed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.commands.linked import in_django, migrate, until, working
from tests.page_cache.purging.outside import outside

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
RENAME = "Article.objects.update(headline='Ferries stay'); answer = Article.objects.get().pk"


def test_worker_tells_what_changes_and_another_goes_on(tmp_path: Path) -> None:
    migrate(tmp_path)
    in_django(tmp_path, 'make_article("Ferries cross")')
    with outside() as cache:
        with working(tmp_path, PURGE_URL=cache.url) as worker:
            assert until(lambda: cache.keys == ["everything"])
            name = f"article:{in_django(tmp_path, RENAME)}"
            assert until(lambda: cache.keys[1:] == [name], 10)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        in_django(tmp_path, RENAME.replace("stay", "return"))
        assert len(cache.keys) == 2
        with working(tmp_path, PURGE_URL=cache.url), working(tmp_path, PURGE_URL=cache.url):
            assert until(lambda: len(cache.keys) > 2)
            assert not until(lambda: len(cache.keys) > 3, 5)
        assert cache.keys[2:] == [name]
