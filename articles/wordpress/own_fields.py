"""What our own exports carry that WordPress has no field for: one meta, `_newsportal`, that holds JSON.

Written by `exporting`, read by `importing`. What is read may come from anywhere: each answer is checked, and one
that makes no sense is as good as none. Elements of the channel that are ours have a namespace of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from articles.body.tokens import without_controls
from articles.wordpress import mapping
from articles.wordpress.reading import Meta

KEY = "_newsportal"
CREDIT = "_credit"
OWN_CAPTION = "own-caption"
"""The class of a caption that is the picture's own, written out for WordPress's readers."""
ALSO_READ_BLOCK = "newsportal/also-read"
"""A related link to what is not public: WordPress shows nothing of it, as we do."""
STATUSES: Mapping[str, tuple[str, ...]] = {
    "draft": ("draft", "auto-draft", "private"),
    "in_review": ("pending",),
    "ready": ("draft",),
    "published": ("publish", "future"),
    "killed": ("trash",),
    "spiked": ("trash",),
}
"""What WordPress is told of each of ours: ours counts while WordPress still says so."""

LINKBACK_STATUSES: Mapping[str, str] = {
    "received": "0",
    "pending": "0",
    "approved": "1",
    "spam": "spam",
    "rejected": "trash",
    "deleted": "trash",
    "unverified": "trash",
    "gone": "trash",
}


def written(fields: Mapping[str, Any]) -> str:
    """What says nothing is left out; empty when nothing is left."""
    kept = {name: value for name, value in fields.items() if value not in (None, "", [], {}, False)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if kept else ""


def comes_back(text: str) -> bool:
    """Whether a text is still the same after WordPress's form: there white space is single, and none at the ends."""
    return mapping.plain(mapping.as_html(text)) == text


def iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def of(meta: Iterable[Meta]) -> OwnFields | None:
    """None for what no portal wrote."""
    text = next((pair.value for pair in meta if pair.key == KEY), "")
    return parsed(text) if text else None


def parsed(text: str) -> OwnFields | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return OwnFields(found) if isinstance(found, dict) else None


@dataclass(frozen=True)
class OwnFields:
    """Each answer is of the type that is asked for, or None."""

    found: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str, longest: int) -> str | None:
        value = self.found.get(name)
        return without_controls(value)[:longest] if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        return self.found.get(name) is True

    def number(self, name: str) -> int | None:
        value = self.found.get(name)
        return value if type(value) is int and 0 <= value < 2**31 else None

    def share(self, name: str) -> float | None:
        value = self.found.get(name)
        return float(value) if type(value) in (int, float) and 0 <= value <= 1 else None

    def texts(self, name: str, longest: int) -> list[str]:
        value = self.found.get(name)
        listed = value if isinstance(value, list) else []
        return [without_controls(one)[:longest] for one in listed if isinstance(one, str)]

    def parts(self, name: str) -> list[OwnFields]:
        value = self.found.get(name)
        return [OwnFields(part) for part in value if isinstance(part, dict)] if isinstance(value, list) else []

    def moment(self, name: str) -> datetime | None:
        value = self.found.get(name)
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
            return found.astimezone(UTC) if found and found.tzinfo else None
        except (ValueError, OverflowError):
            return None

    def exact(self, name: str, longest: int, given: str) -> str:
        """The text to the letter, unless its words were changed since it was exported."""
        own = self.text(name, longest)
        return own if own and mapping.plain(mapping.as_html(own)) == mapping.plain(mapping.as_html(given)) else given
