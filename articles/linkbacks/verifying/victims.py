"""Keeps others from being flooded through us: so many requests to one domain, and to one address (R3).

Whoever sends us a thousand notices naming a thousand pages of a site makes us ask it six times a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from articles.fetch import parse_url
from articles.linkbacks import pace
from articles.linkbacks.pace import Limit
from articles.models.sources import domain_of

LIMITS = (Limit(6, 60), Limit(60, 3600))


class Postponed(Exception):
    """The other side has been asked often enough until that moment. `of_domain`: all of its pages must wait."""

    def __init__(self, until: datetime, of_domain: bool) -> None:
        super().__init__(until)
        self.until, self.of_domain = until, of_domain


def permit_for(source_url: str, now: datetime) -> Callable[[str, str], None]:
    """The fetcher's permit: counts each connection, redirects included, or raises `Postponed`."""
    # Another port is another server; the public has only two, which are one.
    port = parse_url(source_url).port
    mark = "" if port in (80, 443) else f":{port}"

    def permit(host: str, address: str) -> None:
        if until := pace.take(f"fetch host {domain_of(host)}{mark}", *LIMITS, now=now):
            raise Postponed(until, of_domain=True)
        if until := pace.take(f"fetch address {address}{mark}", *LIMITS, now=now):
            raise Postponed(until, of_domain=False)

    return permit
