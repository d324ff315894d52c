"""From what came back, or did not, to what the ledger says and when the next try is."""

from __future__ import annotations

from datetime import datetime

from articles.fetch import FetchError
from articles.linkbacks.formats.answers import Answer, Outcome
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.sending import retrying
from articles.linkbacks.sending.claiming import Ending
from articles.models import Delivery, Linkback

_STATUS = Delivery.Status
# What a fetch fails of before its request is on the way.
_NOTHING_SENT = frozenset({"dns", "connect", "tls"})


def after_answer(
    delivery: Delivery, answer: Answer, now: datetime, chance: retrying.Chance, retry_after: str = ""
) -> Ending:
    """`retry_after` is the header of that name."""
    match answer.outcome:
        case Outcome.SENT:
            return Ending(_STATUS.SENT, answer.text, status_url=answer.status_url or "")
        case Outcome.ONCE_MORE if delivery.attempts == 1:
            # Caches are behind for minutes after a change only: a second such answer is meant.
            return Ending(_STATUS.WAITING, answer.text, now + retrying.ONCE_MORE)
        case Outcome.RETRY:
            asked = retrying.asked_to_wait(retry_after, now)
            due_at = retrying.next_try(delivery.attempts, now, chance, asked)
            return Ending(_STATUS.WAITING if due_at else _STATUS.FAILED, answer.text, due_at)
        case _:
            return Ending(_STATUS.REFUSED, answer.text)


def after_problem(
    delivery: Delivery, problem: FetchError | ParsingFailed, now: datetime, chance: retrying.Chance
) -> Ending:
    """A trackback that may have arrived is not sent again: it would stand there twice."""
    if problem.transient and is_trackback_on_its_way(delivery) and problem.reason not in _NOTHING_SENT:
        return perhaps_sent(str(problem))
    outcome = Outcome.RETRY if problem.transient else Outcome.REFUSED
    return after_answer(delivery, Answer(outcome, str(problem)), now, chance)


def after_our_failure(delivery: Delivery, now: datetime, chance: retrying.Chance) -> Ending:
    text = "Something went wrong here, not there."
    if is_trackback_on_its_way(delivery):
        return perhaps_sent(text)
    return after_answer(delivery, Answer(Outcome.RETRY, text), now, chance)


def is_trackback_on_its_way(delivery: Delivery) -> bool:
    """Webmentions and pingbacks may be sent twice without harm."""
    return delivery.posting_since is not None and delivery.kind == Linkback.Kind.TRACKBACK


def perhaps_sent(why: str) -> Ending:
    return Ending(_STATUS.UNCERTAIN, f"Nobody knows whether the trackback arrived. {why}".strip())
