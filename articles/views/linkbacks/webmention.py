"""The webmention endpoint: source and target in, a status page out (tables WR of the specification)."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from articles.linkbacks.advertising import status_url
from articles.linkbacks.formats import webmention
from articles.linkbacks.formats.webmention import Reply, WebmentionError
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.linkbacks.receiving.limits import admit
from articles.linkbacks.receiving.reporters import reporter_of
from articles.linkbacks.receiving.taking import Notice, take
from articles.models import Linkback
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page
from articles.views.linkbacks.bodies import Unreadable, body_of
from articles.views.linkbacks.requests import endpoint, seconds_until

_log = logging.getLogger(__name__)


@endpoint("POST", "GET")
def receive(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return page("webmention.html", Head("error", is_indexed=False), Menu.load())
    reply = _reply(request)
    return HttpResponse(
        f"{reply.body}\n", content_type=webmention.CONTENT_TYPE, status=reply.status, headers=reply.headers
    )


def _reply(request: HttpRequest) -> Reply:
    try:
        reporter = reporter_of(request)
        admit(reporter)
        body = body_of(request, webmention.BODY_LIMIT)
        mention = webmention.read_webmention(body, request.headers.get("Content-Type", ""))
        taken = take(Notice(Linkback.Kind.WEBMENTION, mention.source, mention.target, reporter))
        return webmention.accepted(status_url(taken.linkback))
    except WebmentionError as error:
        return webmention.refused(error)
    except Unreadable as reason:
        return Reply(reason.status, str(reason))
    except Declined as declined:
        return _declined(declined)
    except Exception:
        _log.exception("A webmention could not be taken")
        return webmention.failed()


def _declined(declined: Declined) -> Reply:
    """The sender's fault is 400, whatever it is; waiting helps only where there were too many."""
    if declined.reason is Reason.TOO_MANY:
        return webmention.too_many(seconds_until(declined.until))
    if declined.reason is Reason.QUEUE_FULL:
        return Reply(503, str(declined), {"Retry-After": str(seconds_until(declined.until))})
    return Reply(400, str(declined))
