"""The address at which other sites ask what to show for a link to us."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from articles.linkbacks import sites
from articles.pages import oembed
from articles.pages.markup import render
from articles.views.answers import PageResponse, public

_LONGEST, _LARGEST = 2_000, 10_000
_TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


@public
def answer(request: HttpRequest) -> HttpResponse:
    """Not kept: an article has more addresses than anybody could count, and each would be another page."""
    url, form = request.GET.get("url", ""), request.GET.get("format", "json")
    if form not in _TYPES:
        return HttpResponse("json or xml\n", content_type="text/plain; charset=utf-8", status=501)
    article = oembed.article_at(url) if len(url) <= _LONGEST and sites.is_own(url) else None
    if article is None:
        raise Http404
    found = oembed.description(article, _most(request, "maxwidth"), _most(request, "maxheight"))
    text = render("oembed.xml", found=found) if form == "xml" else json.dumps(found, ensure_ascii=False)
    response = PageResponse(text, content_type=_TYPES[form])
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _most(request: HttpRequest, name: str) -> int:
    """What makes no sense is overlooked."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else _LARGEST
