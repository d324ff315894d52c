"""Sends readers on from an old address: once, on this site, with what trackers hung on the link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from articles.pages.menu import Menu
from articles.pages.old_addresses.queries import CONSUMED
from articles.pages.places import Elsewhere, Moved, Withdrawn
from articles.slugs import address_of
from articles.views.errors import gone

_LONGEST_QUERY = 1_000


def sent_on(request: HttpRequest, found: Elsewhere, menu: Menu) -> HttpResponseBase | None:
    match found:
        case Moved():
            return moved(request, address_of(found.path), found.query)
        case Withdrawn():
            return gone(menu)
    return None


def moved(request: HttpRequest, address: str, query: str = "") -> HttpResponsePermanentRedirect:
    """301 to an address of ours. `query` says what is shown there; the rest of the request's own is kept (U5)."""
    # Two slashes at the start of a path that an export brought would name another host.
    address = f"/{address.lstrip('/')}"
    whole = "&".join(filter(None, (query, _kept(request))))
    return HttpResponsePermanentRedirect(f"{address}?{whole}" if whole else address)


def _kept(request: HttpRequest) -> str:
    """What is longer than any tracker's is left behind."""
    if not request.GET:
        return ""
    query = request.GET.copy()
    for name in CONSUMED & query.keys():
        del query[name]
    kept = query.urlencode()
    return kept if len(kept) <= _LONGEST_QUERY else ""
