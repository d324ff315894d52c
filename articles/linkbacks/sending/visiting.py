"""One delivery's requests, kept polite: one at a time and two seconds apart at each host, whoever asks it.

Endpoints of many sites stand on a few hosts, so what counts is the host that is asked, target or endpoint.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta

from articles.fetch import Response, fetch, parse_url, user_agent
from articles.linkbacks import pace
from articles.linkbacks.formats import answers
from articles.linkbacks.sending.means import Means
from articles.linkbacks.sending.notices import Notice
from articles.models import Delivery
from articles.models.sources import host_of

SPACING = pace.Limit(1, 2)
LONGEST_WAIT = timedelta(seconds=5)
_ANSWER = answers.BODY_LIMIT
_PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_DISCOVERING = "discovering linkback endpoints"


class Postponed(Exception):
    """It is not the time. `until` is None when only a change of the article can tell."""

    def __init__(self, until: datetime | None) -> None:
        super().__init__(until)
        self.until = until


class Visit:
    def __init__(self, delivery: Delivery, now: datetime, means: Means) -> None:
        self._delivery, self._means = delivery, means
        self._start, self._started = now, time.monotonic()
        self._no_earlier = now
        self._admitted = ""
        self._last = ("", "")

    def begin(self) -> None:
        """Raises Postponed when the target's host is not free: other deliveries can be made meanwhile."""
        host = parse_url(self._delivery.target_url).host
        if free_at := self._taken_until(host):
            raise Postponed(free_at)
        self._admitted = host

    def get(self) -> Response:
        """The target's page.

        Always from its site: endpoints are to be discovered anew for each notice, some work only once, so nothing
        is kept that cache headers could speak of. Only "no endpoint" is remembered, and not here.
        """
        headers = [("User-Agent", user_agent(_DISCOVERING)), ("Accept", _PAGES)]
        return fetch(
            self._delivery.target_url,
            headers=headers,
            limits=self._means.limits,
            resolver=self._means.resolver,
            permit=self._permit,
        )

    def wait_for(self, url: str) -> None:
        """Waits for the host of an endpoint; raises Postponed when that would take long."""
        self._wait(parse_url(url).host)

    def post(self, url: str, notice: Notice) -> Response:
        headers = [("User-Agent", user_agent(notice.purpose)), ("Content-Type", notice.content_type)]
        return fetch(
            url,
            method="POST",
            body=notice.body,
            headers=headers,
            limits=replace(self._means.limits, content_bytes=_ANSWER, wire_bytes=2 * _ANSWER),
            resolver=self._means.resolver,
            permit=self._permit,
        )

    def _permit(self, host: str, address: str) -> None:
        """Another address of a host that did not answer is no further request."""
        is_next_address = self._last[0] == host and self._last[1] != address
        if self._admitted != host and not is_next_address:
            self._wait(host)
        self._admitted, self._last = "", (host, address)

    def _wait(self, host: str) -> None:
        give_up_at = self._now() + LONGEST_WAIT
        while free_at := self._taken_until(host):
            if free_at > give_up_at:
                raise Postponed(free_at)
            self._means.sleep(max(0.0, (free_at - self._now()).total_seconds()))
            self._no_earlier = free_at
        self._admitted = host

    def _taken_until(self, host: str) -> datetime | None:
        """Counts a request there and gives None; or says when to ask again."""
        now = self._now()
        if self._others_are_at(host, now):
            return now + timedelta(seconds=SPACING.seconds * (1 + self._means.chance()))
        return pace.take(f"send {host}", SPACING, now=now)

    def _others_are_at(self, host: str, now: datetime) -> bool:
        others = Delivery.objects.in_flight(now).exclude(pk=self._delivery.pk)
        rows = others.values_list("target_url", "endpoint", "posting_since")
        urls = {url for target, endpoint, since in rows for url in ((target, endpoint) if since else (target,))}
        return host.removeprefix("www.") in map(host_of, urls)

    def _now(self) -> datetime:
        return max(self._no_earlier, self._start + timedelta(seconds=time.monotonic() - self._started))
