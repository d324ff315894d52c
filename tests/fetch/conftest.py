"""A loopback that may be asked, and servers that go when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_network

import pytest
from pytest_django import Settings

from tests.fetch.servers import Script, Server

Serve = Callable[..., Server]


@pytest.fixture
def _loopback(settings: Settings) -> None:
    """One address of it only: 127.0.0.2 stands for what must not be reached."""
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32")]


@pytest.fixture
def serve(_loopback: None) -> Iterator[Serve]:
    servers: list[Server] = []

    def start(script: Script, host: str = "127.0.0.1") -> Server:
        servers.append(Server(script, host))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
