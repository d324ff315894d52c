"""All that was corrected, newest first, each with its article."""

from __future__ import annotations

from articles import clock
from articles.models import Correction
from articles.models.prepared import Prepared
from articles.models.querysets import published_at_moment
from articles.models.slots import moment
from articles.page_keys import CORRECTIONS, depends_on

SHOWN = 100
_NEWEST = Prepared(
    lambda: (
        Correction.objects.filter(published_at_moment(moment("now"), "article__"))
        .select_related("article")
        .only("kind", "text", "made_at", "article__headline", "article__path", "article__language")
        .order_by("-made_at", "-id")[:SHOWN]
    )
)


def newest_corrections() -> list[Correction]:
    """Of what readers can still see; one query."""
    depends_on(CORRECTIONS)
    return _NEWEST.rows(now=clock.now())
