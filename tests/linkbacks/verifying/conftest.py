"""A real parser, and source pages on a server of the test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles.linkbacks.parsing.parser import Parser
from tests.fetch.conftest import _loopback, serve

__all__ = ["_loopback", "serve"]


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    """The clock is generous: the machine may be busy."""
    with Parser(seconds=60) as started:
        yield started
