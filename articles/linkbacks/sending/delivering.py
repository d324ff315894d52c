"""One delivery, from its claim to its result; outside of any transaction, since it waits for other sites."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime

from articles.fetch import FetchError, Response
from articles.linkbacks import sites
from articles.linkbacks.formats import answers
from articles.linkbacks.formats.answers import Answer
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.sending import announcing, claiming, notices, remembering, results, retrying
from articles.linkbacks.sending.choosing import Choice, choose
from articles.linkbacks.sending.claiming import Ending, LeaseLost
from articles.linkbacks.sending.means import Means
from articles.linkbacks.sending.visiting import Postponed, Visit
from articles.models import Delivery, UndoWindow
from articles.models.status import Status

logger = logging.getLogger(__name__)
_STATUS = Delivery.Status


def deliver_one(now: datetime, means: Means) -> bool:
    """Makes the delivery that is due longest; False when there is none."""
    delivery = claiming.claim(now)
    if delivery is None:
        return False
    with contextlib.suppress(LeaseLost):
        try:
            claiming.finish(delivery, _ending(delivery, now, means), now)
        except Postponed as later:
            claiming.put_off(delivery, later.until)
    return True


def _ending(delivery: Delivery, now: datetime, means: Means) -> Ending:
    try:
        return _without_asking(delivery, now) or _told(delivery, now, means)
    except (Postponed, LeaseLost):
        raise
    except (FetchError, ParsingFailed) as problem:
        return results.after_problem(delivery, problem, now, means.chance)
    except Exception:
        logger.exception("Delivery %s failed.", delivery.pk)
        return results.after_our_failure(delivery, now, means.chance)


def _without_asking(delivery: Delivery, now: datetime) -> Ending | None:
    """What is known before anybody is asked."""
    if results.is_trackback_on_its_way(delivery):
        return results.perhaps_sent("The worker stopped while it was sent.")
    if delivery.attempts > len(retrying.TRIES_AT):
        return Ending(_STATUS.FAILED, "The worker stopped at every try.")
    if delivery.is_linked and not delivery.article.is_published(now):
        raise Postponed(_public_at(delivery, now))
    if window := UndoWindow.objects.open(now).filter(article=delivery.article_id).first():
        raise Postponed(window.ends_at)
    if found_none_at := remembering.found_none_at(delivery, now):
        delivery.endpoint, delivery.tried_at = "", found_none_at
        return Ending(_STATUS.NO_ENDPOINT, "Asked a few days ago, for another article.")
    return None


def _public_at(delivery: Delivery, now: datetime) -> datetime | None:
    is_to_come = delivery.article.status == Status.PUBLISHED
    return announcing.public_at(delivery.article, now) if is_to_come else None


def _told(delivery: Delivery, now: datetime, means: Means) -> Ending:
    visit = Visit(delivery, now, means)
    visit.begin()
    delivery.tried_at, delivery.endpoint = now, ""
    response = visit.get()
    if failure := answers.failure(response.status):
        said = Answer(failure.outcome, f"The page answers {failure.text}.")
        return results.after_answer(delivery, said, now, means.chance, response.headers.get("Retry-After"))
    choice = _choice(delivery, response, means)
    if not choice.kind:
        delivery.endpoint = choice.endpoint
        return Ending(choice.status, choice.answer)
    return _posted(delivery, choice, visit, now, means)


def _choice(delivery: Delivery, response: Response, means: Means) -> Choice:
    names = sites.own_names()
    if sites.is_own(response.url_final, names):
        return Choice(status=_STATUS.REFUSED, answer="The link leads back to this site.")
    page = FetchedPage(response.url_final, response.headers, response.content)
    return choose(means.discover(page, delivery.target_url), delivery, names)


def _posted(delivery: Delivery, choice: Choice, visit: Visit, now: datetime, means: Means) -> Ending:
    notice = notices.write(delivery, choice.kind)
    visit.wait_for(choice.endpoint)
    claiming.begin_posting(delivery, choice.kind, choice.endpoint, now)
    response = visit.post(choice.endpoint, notice)
    answer = notices.read(choice.kind, choice.endpoint, response)
    return results.after_answer(delivery, answer, now, means.chance, response.headers.get("Retry-After"))
