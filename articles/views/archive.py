"""The archive: years, months, days."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from articles.pages import archive, rail
from articles.pages.archive import Span
from articles.pages.corrections import newest_corrections
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page, public
from articles.views.lists import BY_PAGE, list_of


@public
def years(request: HttpRequest) -> HttpResponse:
    context = {"years": archive.calendar_of().years, "latest": rail.latest()}
    return page("archive/years.html", Head("archive", address=reverse("archive")), Menu.load(), context, kept_by=())


@public
def corrections(request: HttpRequest) -> HttpResponse:
    """Beside the archive, where no address of an old site is in its way."""
    address = reverse("corrections")
    head = Head("list", gettext("Corrections"), address, feeds_of=address)
    context = {"corrections": newest_corrections(), "latest": rail.latest()}
    return page("archive/corrections.html", head, Menu.load(), context, kept_by=())


@public
def year(request: HttpRequest, year: str) -> HttpResponse:
    span = span_of(year)
    found = archive.calendar_of(span.first.year)
    if not found.has_stories:
        raise Http404
    context = {"years": found.years, "months": found.months, "year": span.first, "latest": rail.latest()}
    return page("archive/year.html", Head("archive", address=request.path_info), Menu.load(), context, kept_by=())


@public
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _list(request, span_of(year, month), {"day": None})


@public
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    span = span_of(year, month, day)
    return _list(request, span, {"day": span.first})


def _list(request: HttpRequest, span: Span, context: dict[str, Any]) -> HttpResponse:
    """The stories of a day or a month, under the calendar of its month and beside the months of its year."""
    found = list_of(request, span.order(), request.path_info)
    if not found.stories:
        raise Http404
    month = archive.month_span(span.first.year, span.first.month)
    calendar = archive.calendar_of(span.first.year, month)
    context |= {
        "listing": found,
        "years": calendar.years,
        "year": span.first,
        "months": calendar.months,
        "month": month,
        "weeks": archive.weeks(calendar.days),
        "weekdays": archive.weekdays(),
    }
    return page("archive/month.html", Head("archive", address=found.address), Menu.load(), context, kept_by=BY_PAGE)


def span_of(year: str, month: str = "", day: str = "") -> Span:
    """Not found, where it is no date of the calendar."""
    try:
        if day:
            return archive.day_span(int(year), int(month), int(day))
        return archive.month_span(int(year), int(month)) if month else archive.year_span(int(year))
    except ValueError:
        raise Http404 from None
