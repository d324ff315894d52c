"""The calendar of what is planned: a week or a month of the newsroom's days, and what comes on each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, cast

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.forms import SectionChoice, zone_name
from articles.admin.states import appears_at
from articles.models import Article, Banner, PendingEdit, Section
from articles.models.querysets import ArticleQuerySet
from articles.models.status import Status
from articles.pages import as_of
from articles.publishing import DESK_STATUSES

# Of each kind. More on one page helps nobody, and an import may have scheduled thousands.
MOST = 200
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)


class PlannedForm(forms.Form):
    show = forms.ChoiceField(
        label=gettext_lazy("Show"), required=False,
        choices=[("week", gettext_lazy("a week")), ("month", gettext_lazy("a month"))],
    )  # fmt: skip
    day = forms.DateField(
        label=gettext_lazy("with"), required=False, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(_FIRST), MaxValueValidator(_LAST)],
    )  # fmt: skip
    section = SectionChoice(
        Section.objects.all(), label=gettext_lazy("Section"), required=False, empty_label=gettext_lazy("all sections")
    )


@dataclass(frozen=True)
class Event:
    """Something that comes at `moment`; no address for whom may not open what it is."""

    moment: datetime
    kind: str
    text: str
    address: str
    section: str = ""

    @property
    def clock(self) -> str:
        """With its zone: an hour that the end of summer time repeats is told apart."""
        local = timezone.localtime(self.moment)
        return f"{local:%H:%M} {local.tzname()}"


@dataclass(frozen=True)
class Day:
    date: date
    events: list[Event]
    is_today: bool
    is_outside: bool
    """Of another month than the one that is shown."""

    @property
    def site(self) -> str:
        """Where the readers' site stands as it will be at the day's end; empty where that cannot be shown."""
        return as_of.address_of_day(self.date)


def planned_page(site: AdminSite, request: HttpRequest) -> TemplateResponse:
    """For whoever may see articles. A wrong day or section is told at the field, and the rest is shown."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localtime(now).date()
    form = PlannedForm({"show": "week", "day": today.isoformat(), **request.GET.dict()})
    form.is_valid()
    chosen, show = form.cleaned_data.get("day") or today, form.cleaned_data.get("show") or "week"
    section = form.cleaned_data.get("section")
    first, end = shown_days(chosen, show)
    events, is_cut = planned(start_of(first), start_of(end), now, section, request.user)
    month = chosen.month if show == "month" else None
    context = {
        **site.each_context(request),
        "title": _("What is planned"),
        "form": form,
        "show": show,
        "chosen": chosen,
        "first": first,
        "last": end - timedelta(days=1),
        "days": by_days(events, first, end, today, month),
        "is_empty": not events,
        "is_cut": is_cut,
        "most": MOST,
        "zone": zone_name(),
        **_neighbours(chosen, first, end, show, section),
    }
    return TemplateResponse(request, "admin/planned.html", context)


def shown_days(chosen: date, show: str) -> tuple[date, date]:
    """The first day, a Monday, and the day after the last: the week of `chosen`, or all weeks of its month."""
    if show == "month":
        last = (chosen.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        first = chosen.replace(day=1)
    else:
        first = last = chosen
    return first - timedelta(days=first.weekday()), last + timedelta(days=7 - last.weekday())


def start_of(day: date) -> datetime:
    """Midnight in the newsroom's zone: days are 23 or 25 hours long where summer time begins or ends."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def planned(
    start: datetime, end: datetime, now: datetime, section: Section | None, user: Any
) -> tuple[list[Event], bool]:
    """What comes between the two and is not past, in order; and whether there was more than is given."""
    start = max(start, now)
    kinds = [
        list(kind)
        for kind in (
            _articles(start, end, now, section),
            _embargoes(start, end, section),
            _edits(start, end, section),
            _banners(start, end, section, user),
        )
    ]
    events = sorted(chain(*(kind[:MOST] for kind in kinds)), key=lambda event: (event.moment, event.text))
    return events, any(len(kind) > MOST for kind in kinds)


def by_days(events: Iterable[Event], first: date, end: date, today: date, month: int | None) -> list[Day]:
    """Every day from `first` on before `end`, with its events."""
    dates = [first + timedelta(days=number) for number in range((end - first).days)]
    found: dict[date, list[Event]] = {day: [] for day in dates}
    for event in events:
        found[timezone.localtime(event.moment).date()].append(event)
    return [Day(day, found[day], day == today, bool(month) and day.month != month) for day in dates]


def _of_section(section: Section | None, field: str = "section") -> Q:
    """With the sections below it."""
    return Q(**{f"{field}__path__startswith": section.path}) if section else Q()


def _articles(start: datetime, end: datetime, now: datetime, section: Section | None) -> Iterator[Event]:
    """At the time at which readers will find them: the later one of schedule and embargo."""
    released = Article.objects.filter(_of_section(section), status=Status.PUBLISHED)
    # Apart: an index holds the one, another the other, and none a choice of both.
    scheduled = _slim(released.filter(published_at__gte=start, published_at__lt=end).order_by("published_at", "id"))
    held = _slim(released.filter(embargo_until__gte=start, embargo_until__lt=end).order_by("embargo_until", "id"))
    found = {article.pk: article for article in (*scheduled, *held)}
    for article in sorted(found.values(), key=appears_at):
        if start <= appears_at(article) < end:
            is_scheduled = bool(article.published_at and article.published_at > now)
            yield _event(article, appears_at(article), _("Goes out") if is_scheduled else _("Embargo ends, goes out"))


def _embargoes(start: datetime, end: datetime, section: Section | None) -> Iterator[Event]:
    """Of what is still written: nothing goes out then by itself."""
    unseen = Article.objects.filter(_of_section(section), status__in=DESK_STATUSES)
    for article in _slim(unseen.filter(embargo_until__gte=start, embargo_until__lt=end).order_by("embargo_until")):
        yield _event(article, cast("datetime", article.embargo_until), _("Embargo ends, not ready"))


def _edits(start: datetime, end: datetime, section: Section | None) -> Iterator[Event]:
    edits = PendingEdit.objects.filter(_of_section(section, "article__section"), due_at__gte=start, due_at__lt=end)
    edits = edits.select_related("article__section").defer("content", "opened", "article__body")
    for edit in edits.order_by("due_at")[: MOST + 1]:
        yield _event(edit.article, cast("datetime", edit.due_at), _("Edit goes out"))


def _banners(start: datetime, end: datetime, section: Section | None, user: Any) -> Iterator[Event]:
    """One without a story belongs to no section."""
    may_see = user.has_perm("articles.view_banner")
    banners = Banner.objects.filter(_of_section(section, "article__section"), ends_at__gte=start, ends_at__lt=end)
    for banner in banners.order_by("ends_at")[: MOST + 1]:
        address = reverse("admin:articles_banner_change", args=[banner.pk]) if may_see else ""
        yield Event(banner.ends_at, _("Banner ends"), banner.text, address)


def _slim(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.select_related("section").defer("body")[: MOST + 1]


def _event(article: Article, moment: datetime, kind: str) -> Event:
    address = reverse("admin:articles_article_change", args=[article.pk])
    return Event(moment, kind, article.headline or _("(no headline)"), address, str(article.section or ""))


def _neighbours(chosen: date, first: date, end: date, show: str, section: Section | None) -> dict[str, str]:
    """Addresses of what lies before and after, of the same section; none beyond the years of the calendar."""
    if show == "month":
        before, after = chosen.replace(day=1) - timedelta(days=1), (chosen.replace(day=1) + timedelta(days=31))
        after = after.replace(day=1)
    else:
        before, after = first - timedelta(days=7), end
    rest = f"&section={section.pk}" if section else ""
    days = {"before": before, "after": after}
    return {name: f"?show={show}&day={day}{rest}" for name, day in days.items() if _FIRST <= day <= _LAST} | {
        "now": f"?show={show}{rest}"
    }
