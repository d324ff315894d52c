"""What the worker calls again and again: asks one page that is due, each host at its own slow pace.

Nothing is asked for an article that readers cannot see, or whose publication can still be undone.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from articles.linkbacks import pace
from articles.linkbacks.formats.plain_text import cropped
from articles.linkbacks.sending.retrying import asked_to_wait
from articles.models import Article, LinkTarget, OutgoingLink, UndoWindow
from articles.outgoing.asking import Found, Means, Verdict, ask
from articles.outgoing.following import days

# Longer than asking takes at most, so that a host is never asked twice at a time; deliveries keep it with us.
SPACING = pace.Limit(1, 30)
# Three failures in a row make a page broken, if two days lie between the first and the last.
FAILURES, FAILING_FOR = 3, timedelta(days=2)
_AGAIN_AFTER = (timedelta(days=1), timedelta(days=2))
_BROKEN_AGAIN = timedelta(days=7)
_BUSY_AGAIN = timedelta(hours=6)
# A page of nobody's, and one whose worker died.
_LATER = timedelta(days=1)
_SPREAD = timedelta(minutes=10)
_LONGEST_ANSWER, _LONGEST_ADDRESS = 299, 2048
_STATE = LinkTarget.State
_USUAL = Means()

Chance = Callable[[], float]


class _NotNow(Exception):
    """A host was asked a moment ago."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def do_one(now: datetime | None = None, means: Means = _USUAL, chance: Chance = random.random) -> bool:
    """Asks the page that is due longest; False when there is none. Any number of workers may call it."""
    now = now or timezone.now()
    target = _claimed(now) if days() else None
    if target is None:
        return False
    if not _is_public(target, now):
        return True  # as it was claimed: looked at again tomorrow
    try:
        found = ask(target.url, _permit(now), means)
    except _NotNow as later:
        _write(target, due_at=later.until + _SPREAD * chance())
        return True
    _write(target, **_result(target, found, now, chance))
    return True


def ask_again(targets: QuerySet[LinkTarget], now: datetime | None = None) -> int:
    """As soon as their hosts are free; answers how many."""
    return targets.update(due_at=now or timezone.now())


def _claimed(now: datetime) -> LinkTarget | None:
    """Nobody else's: its time is moved on at once, also for a worker that dies with it."""
    for target in LinkTarget.objects.due(now)[:5]:
        due_at = now + _LATER
        if LinkTarget.objects.filter(pk=target.pk, due_at=target.due_at).update(due_at=due_at):
            target.due_at = due_at
            return target
    return None


def _is_public(target: LinkTarget, now: datetime) -> bool:
    linking = OutgoingLink.objects.filter(target=target).values("article")
    undoable = UndoWindow.objects.open(now).values("article")
    return Article.objects.published(now).filter(pk__in=linking).exclude(pk__in=undoable).exists()


def _permit(now: datetime) -> Callable[[str, str], None]:
    """Redirects within a host, and the GET after a HEAD, belong to one visit."""
    admitted: set[str] = set()

    def permit(host: str, _address: str) -> None:
        if host in admitted:
            return
        if free_at := pace.take(f"send {host}", SPACING, now=now):
            raise _NotNow(free_at)
        admitted.add(host)

    return permit


def _result(target: LinkTarget, found: Found, now: datetime, chance: Chance) -> dict[str, object]:
    """What is written of it; a page that is busy stays what it was."""
    said = {"answer": cropped(found.answer, _LONGEST_ANSWER), "checked_at": now}
    if found.verdict == Verdict.BUSY:
        asked = asked_to_wait(found.retry_after, now)
        return {**said, "due_at": max(now + _BUSY_AGAIN, asked or now)}
    if found.verdict == Verdict.FAILED:
        return {**said, **_failed(target, now)}
    state = {Verdict.THERE: _STATE.FINE, Verdict.MOVED: _STATE.MOVED, Verdict.UNASKED: _STATE.UNASKED}[found.verdict]
    moved_to = found.moved_to[:_LONGEST_ADDRESS]
    is_same = target.state == state and target.moved_to == moved_to
    return {
        **said,
        "state": state,
        "moved_to": moved_to,
        "since_at": target.since_at if is_same else now,
        "failures": 0,
        "failing_since": None,
        "due_at": _next(now, chance),
    }


def _failed(target: LinkTarget, now: datetime) -> dict[str, object]:
    failures, since = min(target.failures + 1, 1_000), target.failing_since or now
    is_broken = target.state == _STATE.BROKEN or (failures >= FAILURES and now - since >= FAILING_FOR)
    again = _BROKEN_AGAIN if is_broken else _AGAIN_AFTER[min(failures, len(_AGAIN_AFTER)) - 1]
    kept = {"failures": failures, "failing_since": since, "due_at": now + min(again, timedelta(days=days()))}
    return {**kept, "state": _STATE.BROKEN, "since_at": since, "moved_to": ""} if is_broken else kept


def _next(now: datetime, chance: Chance) -> datetime:
    """A tenth earlier or later, so that what was asked together is not asked together for ever."""
    return now + timedelta(days=days()) * (0.9 + 0.2 * chance())


def _write(target: LinkTarget, **fields: object) -> None:
    """Unless somebody has asked for another look meanwhile."""
    LinkTarget.objects.filter(pk=target.pk, due_at=target.due_at).update(**fields)
