"""The text edition of the archive, of what was corrected, and of search."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from articles.pages import archive, search
from articles.pages.corrections import newest_corrections
from articles.pages.dates import long_day, month_name
from articles.pages.dates import month as month_of
from articles.pages.head import shortened
from articles.pages.lite import ADDRESS, head_of
from articles.pages.markup import archive_address
from articles.pages.menu import Menu
from articles.views.answers import page, public
from articles.views.archive import span_of
from articles.views.lists import BY_PAGE, list_of, not_empty

_CORRECTIONS, _LONGEST = 25, 300
"""So many, cut so short, are a few kilobytes in any script; the full page has all."""


@public
def years(request: HttpRequest) -> HttpResponse:
    found = archive.calendar_of().years
    links = [(archive_address("year", one), str(one.year)) for one in found]
    return _links(gettext("Archive"), reverse("archive"), [*links, (reverse("corrections"), gettext("Corrections"))])


@public
def year(request: HttpRequest, year: str) -> HttpResponse:
    span = span_of(year)
    months = [one.first for one in archive.calendar_of(span.first.year).months if one.has_stories]
    if not months:
        raise Http404
    links = [(archive_address("month", one), month_name(one)) for one in months]
    return _links(str(span.first.year), archive_address("year", span.first), links)


@public
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    span = span_of(year, month)
    return _list(request, span, month_of(span.first))


@public
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    span = span_of(year, month, day)
    return _list(request, span, long_day(span.first))


@public
def corrections(request: HttpRequest) -> HttpResponse:
    found = [(one, shortened(one.text, _LONGEST)) for one in newest_corrections()[:_CORRECTIONS]]
    head = head_of(gettext("Corrections"), reverse("corrections"))
    return page("lite/corrections.html", head, Menu.load(), {"corrections": found, "lite": ADDRESS}, kept_by=())


@public
def found_by_words(request: HttpRequest) -> HttpResponse:
    menu = Menu.load()
    form = search.filled_in(request.GET, menu)
    found = list_of(request, form.keys(), form.address(request.path_info))
    head = head_of(form.words or gettext("Search"), found.address.removeprefix(ADDRESS))
    return page("lite/search.html", head, menu, {"listing": found, "form": form, "lite": ADDRESS})


def _links(name: str, address: str, links: Iterable[tuple[str, str]]) -> HttpResponse:
    context = {"name": name, "links": links, "lite": ADDRESS}
    return page("lite/links.html", head_of(name, address), Menu.load(), context, kept_by=())


def _list(request: HttpRequest, span: archive.Span, name: str) -> HttpResponse:
    found = not_empty(list_of(request, span.order(), request.path_info))
    context = {"listing": found, "name": name, "sections": (), "lite": ADDRESS}
    head = head_of(name, found.address.removeprefix(ADDRESS))
    return page("lite/list.html", head, Menu.load(), context, kept_by=BY_PAGE)
