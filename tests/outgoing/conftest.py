"""Linked pages on a loopback that may be asked."""

from __future__ import annotations

from tests.fetch.conftest import _loopback, serve

__all__ = ["_loopback", "serve"]
