"""One piece of verification: a source page that is due, fetched once, for all articles it is due for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from articles.fetch import FetchError, Limits, Resolver, Response, fetch, system_resolver, user_agent
from articles.linkbacks.verifying.claiming import Claim, claim, postpone, share_failure
from articles.linkbacks.verifying.findings import Examiner, Finding, Verdict, finding_of_error, findings
from articles.linkbacks.verifying.recording import record
from articles.linkbacks.verifying.victims import Postponed, permit_for
from articles.models import Linkback

PURPOSE = "verifying linkback"
# Who shows us another page than everybody else must not know us by our name (H69).
_OF_NO_NAME = "Mozilla/5.0 (compatible)"
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, application/json;q=0.5, text/plain;q=0.5, */*;q=0.1"


def do_one(
    parser: Examiner,
    now: datetime | None = None,
    resolver: Resolver = system_resolver,
    limits: Limits | None = None,
) -> bool:
    """Verifies what waits longest; False when nothing is due. No transaction is open while the network is asked."""
    now = now or timezone.now()
    taken = claim(now)
    if taken is None:
        return False
    if taken.rows:
        _verify(taken, parser, now, resolver, limits or Limits())
    return True


def _verify(taken: Claim, parser: Examiner, now: datetime, resolver: Resolver, limits: Limits) -> None:
    try:
        response = _fetched(taken.rows[0], now, resolver, limits)
    except Postponed as postponed:
        postpone(taken, postponed.until, postponed.of_domain)
        return
    except FetchError as error:
        found = [(row, finding_of_error(error)) for row in taken.rows]
    else:
        found = list(_found(taken.rows, response, parser))
    for row, finding in found:
        record(row, finding, now)
    trouble = next((finding for _row, finding in found if finding.verdict is Verdict.TROUBLE and finding.of_host), None)
    if trouble:
        share_failure(taken, trouble.problem, now)


def _fetched(row: Linkback, now: datetime, resolver: Resolver, limits: Limits) -> Response:
    agent = _OF_NO_NAME if row.checks else user_agent(PURPOSE)
    headers = [("User-Agent", agent), ("Accept", _ACCEPT)]
    if row.reporter and not row.checks:
        # So that a site which is flooded through us finds out who does it; WordPress names it so.
        headers.append(("X-Pingback-Forwarded-For", str(row.reporter)))
    return fetch(
        row.source_url, headers=headers, limits=limits, resolver=resolver, permit=permit_for(row.source_url, now)
    )


def _found(rows: list[Linkback], response: Response, parser: Examiner) -> Iterator[tuple[Linkback, Finding]]:
    """Pictures and films count as links for webmentions only, so the two are looked at apart."""
    for with_embeds in (False, True):
        asked = [row for row in rows if (Linkback.Kind.WEBMENTION in (row.kind, row.asked_kind)) is with_embeds]
        targets = {target for row in asked for target in _targets(row)}
        by_target = findings(response, sorted(targets), parser, with_embeds) if asked else {}
        for row in asked:
            yield row, _best([by_target[target] for target in _targets(row)])


def _targets(row: Linkback) -> list[str]:
    """As the sender named it last, and as it was found before: either will do."""
    return list(dict.fromkeys(filter(None, (row.asked_target, row.target_url))))


def _best(found: list[Finding]) -> Finding:
    return next((finding for finding in found if finding.verdict is Verdict.LINKED), found[0])
