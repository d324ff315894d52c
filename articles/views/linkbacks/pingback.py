"""The pingback endpoint: XML-RPC in, one string or a fault out (tables PR of the specification)."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse

from articles.linkbacks.advertising import status_url
from articles.linkbacks.formats import pingback
from articles.linkbacks.formats.pingback import Ping, PingbackFault
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.linkbacks.receiving.limits import admit
from articles.linkbacks.receiving.reporters import reporter_of
from articles.linkbacks.receiving.taking import Notice, take
from articles.models import Linkback
from articles.views.linkbacks.bodies import Unreadable, body_of
from articles.views.linkbacks.requests import endpoint, seconds_until

_log = logging.getLogger(__name__)

# 32 only where there is definitely nothing; 48 for all that is known, so that moderation is not readable.
FAULTS = {
    Reason.BAD_SOURCE: pingback.GENERIC,
    Reason.SAME_PAGE: pingback.GENERIC,
    Reason.BAD_TARGET: pingback.TARGET_UNUSABLE,
    Reason.NOT_OURS: pingback.TARGET_UNUSABLE,
    Reason.UNUSABLE_TARGET: pingback.TARGET_UNUSABLE,
    Reason.NO_TARGET: pingback.NO_TARGET,
    Reason.KNOWN: pingback.ALREADY_REGISTERED,
    Reason.OWN_SOURCE: pingback.ACCESS_DENIED,
    Reason.BLOCKED: pingback.ACCESS_DENIED,
    Reason.TOO_MANY: pingback.ACCESS_DENIED,
    Reason.QUEUE_FULL: pingback.UPSTREAM_ERROR,
}


@endpoint("POST")
def receive(request: HttpRequest) -> HttpResponse:
    try:
        admit(reporter_of(request))
    except Declined as declined:
        return _flooded(declined)
    try:
        return _xml(_answer(request))
    except Unreadable as reason:
        return _xml(pingback.write_fault(PingbackFault(pingback.NOT_WELL_FORMED, str(reason))), reason.status)


def _answer(request: HttpRequest) -> bytes:
    try:
        ping = pingback.read_ping(body_of(request, pingback.BODY_LIMIT))
        return pingback.write_success(_registered(ping, request))
    except PingbackFault as fault:
        return pingback.write_fault(fault)
    except Declined as declined:
        return pingback.write_fault(PingbackFault(FAULTS[declined.reason], str(declined)))
    except Unreadable:
        raise
    except Exception:
        _log.exception("A pingback could not be taken")
        return pingback.write_fault(PingbackFault(pingback.OUR_FAILURE, "Something went wrong here. Try again later."))


def _registered(ping: Ping, request: HttpRequest) -> str:
    taken = take(Notice(Linkback.Kind.PINGBACK, ping.source, ping.target, reporter_of(request)))
    if not taken.new:
        raise Declined(Reason.KNOWN)
    names = f"from {ping.source[:200]} to {ping.target[:200]}"
    return f"Pingback {names} accepted for verification: {status_url(taken.linkback)}"


def _flooded(declined: Declined) -> HttpResponse:
    fault = PingbackFault(pingback.ACCESS_DENIED, str(declined))
    response = _xml(pingback.write_fault(fault), 429)
    response["Retry-After"] = str(seconds_until(declined.until))
    return response


def _xml(content: bytes, status: int = 200) -> HttpResponse:
    return HttpResponse(content, content_type=pingback.CONTENT_TYPE, status=status)
