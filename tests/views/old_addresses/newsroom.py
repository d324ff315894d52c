"""Addresses of the newsroom that moved in, and where one leads."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

STORY = "/2016/10/20/is-leaders-flee-stronghold/"
WHEN = datetime(2016, 10, 20, 2, 0, tzinfo=UTC)
HINDI = "/2016/10/20/घाट-की-सीढ़ियाँ/"


def location(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.get("Location", "")
