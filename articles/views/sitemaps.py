"""Sitemaps, and robots.txt that leads to them."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from articles.feeds import robots as robots_txt
from articles.feeds import sitemaps
from articles.page_cache.lifetime import cache_control
from articles.pages.archive import month_span
from articles.views.answers import PageResponse, public

_XML = "application/xml; charset=utf-8"


@public
def robots(request: HttpRequest) -> HttpResponse:
    return PageResponse(robots_txt.text(), content_type="text/plain; charset=utf-8", kept_by=())


@public
def index(request: HttpRequest) -> HttpResponse:
    return _kept(sitemaps.index())


@public
def pages(request: HttpRequest) -> HttpResponse:
    """Not kept: an author or a page that is new has no name yet that it could depend on."""
    return PageResponse(sitemaps.pages(), content_type=_XML)


@public
def news(request: HttpRequest) -> HttpResponse:
    return _kept(sitemaps.news())


@public
def month(request: HttpRequest, year: str, month: str) -> HttpResponseBase:
    """Not kept, for it may be large and few ask for it: told to be the same still by a look at its articles."""
    try:
        span = month_span(int(year), int(month))
    except ValueError:
        raise Http404 from None
    validator, changed = sitemaps.state(span)
    if changed is None:
        raise Http404
    etag, seconds = quote_etag(validator), int(changed.timestamp())
    same = get_conditional_response(request, etag=etag, last_modified=seconds)
    if same is not None and same.status_code == 304:
        return same
    content = sitemaps.articles_of(span) if request.method == "GET" else ()
    return _marked(StreamingHttpResponse(content, content_type=_XML), etag, changed)


def _kept(text: str) -> HttpResponse:
    return PageResponse(text, content_type=_XML, kept_by=())


def _marked(response: HttpResponseBase, etag: str, changed: datetime) -> HttpResponseBase:
    response["ETag"], response["Last-Modified"] = etag, http_date(changed.timestamp())
    response["Cache-Control"] = cache_control()
    return response
