"""The trackback endpoints: a form in, a small XML answer out (tables TR of the specification)."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from articles.linkbacks.formats import trackback
from articles.linkbacks.formats.trackback import TrackbackError
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.linkbacks.receiving.limits import admit
from articles.linkbacks.receiving.reporters import reporter_of
from articles.linkbacks.receiving.taking import Notice, take
from articles.models import Article, Linkback
from articles.pages.menu import Menu
from articles.slugs import address_of
from articles.views.errors import missing
from articles.views.linkbacks.bodies import Unreadable, body_of
from articles.views.linkbacks.requests import endpoint, seconds_until
from articles.views.paths import standing

_log = logging.getLogger(__name__)

_STATUSES = {Reason.NO_TARGET: 404, Reason.TOO_MANY: 429, Reason.QUEUE_FULL: 503}


@endpoint("POST", "GET")
def receive(request: HttpRequest, article_id: int) -> HttpResponseBase:
    """By the article's number, as its RDF block says. Reading it leads to the article and registers nothing."""
    article = Article.objects.published().filter(pk=article_id).only("path").first() if article_id < 2**63 else None
    path = article.path if article and article.path else ""
    if request.method != "POST":
        return HttpResponseRedirect(address_of(path)) if path else missing(Menu.load())
    return _receive(request, path)


@endpoint("POST", "GET")
def receive_at_path(request: HttpRequest, path: str) -> HttpResponseBase:
    """`…/trackback/` under the article's own path, where WordPress had it."""
    if request.method == "POST":
        return _receive(request, f"/{path}")
    menu = Menu.load()
    if own_page := standing(request, request.path_info, menu):
        return own_page
    above = standing(request, f"/{path}", menu)
    is_page = above is not None and above.status_code == 200
    return HttpResponseRedirect(address_of(f"/{path}")) if is_page else missing(menu)


def _receive(request: HttpRequest, path: str) -> HttpResponse:
    try:
        reporter = reporter_of(request)
        admit(reporter)
        body = body_of(request, trackback.BODY_LIMIT)
        ping = trackback.read_trackback(body, request.headers.get("Content-Type", ""))
        if not path:
            raise Declined(Reason.NO_TARGET)
        take(Notice(Linkback.Kind.TRACKBACK, ping.url, settings.SITE_URL + address_of(path), reporter))
        return _xml()
    except TrackbackError as error:
        return _xml(str(error))
    except Unreadable as reason:
        return _xml(str(reason), reason.status)
    except Declined as declined:
        return _declined(declined)
    except Exception:
        _log.exception("A trackback could not be taken")
        return _xml("Something went wrong here. Try again later.", 500)


def _declined(declined: Declined) -> HttpResponse:
    response = _xml(str(declined), _STATUSES.get(declined.reason, 200))
    if declined.until:
        response["Retry-After"] = str(seconds_until(declined.until))
    return response


def _xml(error: str = "", status: int = 200) -> HttpResponse:
    return HttpResponse(trackback.write_answer(error), content_type=trackback.CONTENT_TYPE, status=status)
