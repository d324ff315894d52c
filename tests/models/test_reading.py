"""Which database is asked; `tests/delivery/test_replica.py` has a real replica."""

from __future__ import annotations

import pytest
from django.db import connections

from articles.models import Article
from articles.models.reading import PRIMARY, REPLICA, Router, Source, reading_from

ROUTER = Router()


def test_only_what_is_read_within_goes_to_the_replica() -> None:
    assert (ROUTER.db_for_read(Article), ROUTER.db_for_write(Article)) == (None, PRIMARY)
    with reading_from(REPLICA):
        assert (ROUTER.db_for_read(Article), ROUTER.db_for_write(Article)) == (REPLICA, PRIMARY)
    assert ROUTER.db_for_read(Article) is None


@pytest.mark.parametrize(("alias", "allowed"), [(REPLICA, False), (PRIMARY, None)])
def test_replica_is_not_migrated(alias: str, allowed: bool | None) -> None:
    assert ROUTER.allow_migrate(alias, "articles") is allowed


def test_without_a_replica_all_is_read_from_the_primary() -> None:
    assert (list(connections.settings), Source().alias) == ([PRIMARY], PRIMARY)
