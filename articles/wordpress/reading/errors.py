"""The one refusal of a whole file."""

from __future__ import annotations

DOCTYPE = "This file has a DOCTYPE, which no WordPress export has; it is not read."


class NotAnExport(Exception):
    """The file is something else; the message says in plain words what it looks like."""
