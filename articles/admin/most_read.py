"""What readers read most, with numbers: on the first page of the desk, below what waits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.waiting import MOST, Line, Waiting
from articles.most_read.keeping import HOUR, hour_of
from articles.most_read.ranking import views_of_the_day


def most_read_lines(now: datetime | None = None) -> list[Waiting]:
    """One list, in one query; none where nothing is counted, or was read."""
    if not settings.MOST_READ:
        return []
    now = now or timezone.now()
    hour = hour_of(now.timestamp())
    read = views_of_the_day(now).values("article", "article__headline")
    read = read.annotate(views=Sum("count"), lately=Sum("count", filter=Q(hour=hour), default=0))
    clock = timezone.localtime(datetime.fromtimestamp(hour * HOUR, UTC))
    lines = [_line(dict(row), f"{clock:%H:%M}") for row in read.order_by("-views", "-article")[:MOST]]
    return [Waiting(_("Most read within a day"), lines)] if lines else []


def _line(row: dict[str, Any], clock: str) -> Line:
    said = ngettext(
        "%(views)s view · %(lately)s since %(clock)s", "%(views)s views · %(lately)s since %(clock)s", row["views"]
    )
    numbers = {"views": f"{row['views']:,}", "lately": f"{row['lately']:,}", "clock": clock}
    address = reverse("admin:articles_article_change", args=[row["article"]])
    return Line(row["article__headline"], address, said % numbers)
