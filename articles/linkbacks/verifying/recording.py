"""Writes what was found into the ledger: one short transaction for a row, and only while the row is still ours.

A request alone, trouble of the other side, or a page that was cut never hides what shows: only a link that is
certainly gone does, and it shows again when the link is back.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from articles.linkbacks.verifying import schedule, words
from articles.linkbacks.verifying.findings import Finding, FoundLink, Verdict
from articles.linkbacks.verifying.reputation import first_status
from articles.models import Decision, Linkback

Status = Linkback.Status
_NEW = {Status.RECEIVED, Status.UNVERIFIED}
_VERIFIED = {Status.PENDING, Status.APPROVED}
_PASSING = {Verdict.TROUBLE, Verdict.MISSING}


@transaction.atomic
def record(claimed: Linkback, finding: Finding, now: datetime) -> None:
    """`claimed` is the row as it was taken; what was decided or asked since then is kept."""
    row = Linkback.objects.select_for_update().filter(pk=claimed.pk, lease_until=claimed.lease_until).first()
    if row is None:
        return
    asked_again_at = row.due_at if row.due_at != claimed.due_at else None
    row.checked_at, row.problem, row.due_at = now, finding.problem[:300], None
    if row.status in _NEW:
        _record_new(row, finding, now)
    elif row.status in _VERIFIED:
        _record_verified(row, finding, now)
    elif row.status == Status.GONE:
        _record_gone(row, finding, now)
    row.lease_until = None
    row.due_at = asked_again_at or row.due_at
    row.save()


def _record_new(row: Linkback, finding: Finding, now: datetime) -> None:
    if finding.link:
        words.take_over(row, finding.link.examined)
        _succeed(row, finding.link, now)
        row.status = first_status(row, now)
        if row.status == Status.APPROVED:
            _note_decision(row, Status.RECEIVED)
        elif row.status == Status.SPAM:
            # It was checked: a moderator who sees it otherwise may approve it.
            _note_decision(row, Status.PENDING)
            row.due_at = None
        return
    row.failures += 1
    wait = schedule.after_failure(row.failures) if finding.verdict in _PASSING else None
    if wait is None:
        row.status, row.failures = Status.UNVERIFIED, 0
    row.due_at = now + wait if wait else None


def _record_verified(row: Linkback, finding: Finding, now: datetime) -> None:
    if finding.link:
        change = words.set_aside if row.status == Status.APPROVED else words.take_over
        change(row, finding.link.examined)
        _succeed(row, finding.link, now)
    elif finding.verdict in {Verdict.GONE, Verdict.NOT_LINKED} or _is_missing_long(row, finding, now):
        _hide(row, now)
    else:
        was_missed = finding.verdict in {Verdict.MISSING, Verdict.UNUSABLE}
        row.due_at = now + (schedule.AFTER_MISS if was_missed else schedule.AFTER_TROUBLE)


def _is_missing_long(row: Linkback, finding: Finding, now: datetime) -> bool:
    """Counts a miss; True with the third over three days."""
    if finding.verdict not in {Verdict.MISSING, Verdict.UNUSABLE}:
        return False
    row.failures += 1
    row.failing_since = row.failing_since or now
    is_long = now - row.failing_since >= schedule.MISSING_UNTIL_GONE
    return row.failures >= schedule.MISSES_UNTIL_GONE and is_long


def _record_gone(row: Linkback, finding: Finding, now: datetime) -> None:
    if not finding.link:
        row.failures += 1
        wait = schedule.after_gone(row.failures)
        row.due_at = now + wait if wait else None
        return
    hidden = row.decisions.filter(after=Status.GONE).order_by("-id").first()
    before = hidden.before if hidden else Status.PENDING
    _note_decision(row, Status.GONE, before)
    row.status = before
    _record_verified(row, finding, now)


def _hide(row: Linkback, now: datetime) -> None:
    _note_decision(row, row.status, Status.GONE)
    row.status, row.failures, row.failing_since = Status.GONE, 1, None
    wait = schedule.after_gone(row.failures)
    row.due_at = now + wait if wait else None


def _succeed(row: Linkback, link: FoundLink, now: datetime) -> None:
    words.note_facts(row, link)
    row.failures, row.failing_since = 0, None
    row.checks = min(row.checks + 1, 1_000)
    row.due_at = now + schedule.after_success(row.checks)


def _note_decision(row: Linkback, before: str, after: str | None = None) -> None:
    """Nobody decided it: the rules did."""
    Decision.objects.create(linkback=row, before=before, after=after or row.status)
