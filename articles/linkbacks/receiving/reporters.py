"""Whose address a request comes from, as far as anybody can be believed."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def reporter_of(request: HttpRequest) -> str:
    """Who sent it: the peer, or behind our own proxy whom that one names last. Nobody else is believed."""
    if settings.BEHIND_PROXY:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if named:
            return _storable(named)
    return _storable(request.META.get("REMOTE_ADDR", ""))


def _storable(address: str) -> str:
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""
