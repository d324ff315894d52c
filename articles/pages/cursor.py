"""A place in a list, newest first, as a short text for an address; signed, so that nobody makes them up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from django.utils.crypto import constant_time_compare, salted_hmac

from articles.models import Article

Direction = Literal["before", "after"]
_FORM = re.compile(r"(before|after)-([0-9]{8}T[0-9]{6}(?:\.[0-9]{6})?)-([1-9][0-9]{0,17})-([0-9a-f]{10})")


class BadCursor(ValueError):
    """Not one of ours, or not for this list."""


@dataclass(frozen=True)
class Cursor:
    """What was published before or after an article; the time is in UTC."""

    direction: Direction
    published_at: datetime
    article_id: int

    @classmethod
    def beside(cls, article: Article, direction: Direction) -> Cursor:
        if article.published_at is None:
            raise ValueError("An article without a time has no place in a list.")
        return cls(direction, article.published_at.astimezone(UTC), article.pk)

    def token(self, address: str) -> str:
        """`before-20161020T015300-42-1f2e3d4c5b`, good for the list at that address only."""
        moment = self.published_at.replace(tzinfo=None).isoformat()
        place = f"{self.direction}-{re.sub('[-:]', '', moment)}-{self.article_id}"
        return f"{place}-{_signature(place, address)}"


def parse(token: str, address: str) -> Cursor:
    found = _FORM.fullmatch(token)
    if not found or not constant_time_compare(found[4], _signature(token.rpartition("-")[0], address)):
        raise BadCursor(token[:80])
    moment = datetime.fromisoformat(found[2]).replace(tzinfo=UTC)
    return Cursor("before" if found[1] == "before" else "after", moment, int(found[3]))


def _signature(place: str, address: str) -> str:
    return salted_hmac("articles.pages.cursor", f"{address} {place}").hexdigest()[:10]
