"""Every test starts as a process that has seen no flood."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles.linkbacks.receiving import limits


@pytest.fixture(autouse=True)
def _no_flood() -> Iterator[None]:
    limits.forget()
    yield
    limits.forget()
