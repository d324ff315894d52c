"""A hub and a search engine on a loopback that may be asked."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.fetch.conftest import _loopback, serve
from tests.fetch.servers import Server, answering, page

__all__ = ["_loopback", "serve"]


@pytest.fixture
def outside(serve: object, settings: Settings) -> Server:
    """Takes whatever it is told."""
    server: Server = serve(answering(page(b"", status="204 No Content")))  # type: ignore[operator]
    settings.WEBSUB_HUB = settings.INDEXNOW_URL = server.url
    settings.INDEXNOW_KEY = "0123456789abcdef"
    return server
