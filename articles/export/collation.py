"""The order of bytes, which is the same on every database and in every language."""

from __future__ import annotations

from django.db import connection


def BYTEWISE() -> str:
    return "C" if connection.vendor == "postgresql" else "BINARY"
