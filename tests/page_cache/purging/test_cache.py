"""The requests to a cache in front."""

from __future__ import annotations

import time

import pytest

from articles.page_cache.purging.cache import LONGEST, Cache, NotPurged, batches
from tests.page_cache.purging.outside import outside


def test_batches_hold_every_name_once_and_fit_into_a_header() -> None:
    names = {f"section-list:{number}" for number in range(2_000)}
    found = list(batches(names))
    assert sorted(key for batch in found for key in batch) == sorted(names)
    assert max(len(" ".join(batch)) for batch in found) <= LONGEST
    assert list(batches(())) == []


def test_slow_cache_is_not_waited_for() -> None:
    with outside() as cache:
        cache.delay = 1.5
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            Cache(cache.url, timeout=0.2).purge(["front"])
        assert time.monotonic() - begun < 1


def test_answer_that_is_no_success_is_an_error() -> None:
    with outside() as cache:
        cache.answers = lambda _number: 302
        with pytest.raises(NotPurged, match="302"):
            Cache(cache.url).purge(["front"])
