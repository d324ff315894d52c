"""What was corrected, as entries of a feed: each names its article and says what was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from articles.feeds.channel import Entry
from articles.feeds.entries import MOST
from articles.models import Correction
from articles.pages.corrections import newest_corrections
from articles.pages.markup import export_parts


@dataclass(frozen=True, kw_only=True)
class CorrectionEntry(Entry):
    correction: Correction

    @property
    def title(self) -> str:
        return f"{self.kind}: {self.article.headline}"

    @property
    def kind(self) -> str:
        with translation.override(self.article.language):
            return str(self.correction.get_kind_display())

    @property
    def categories(self) -> list[str]:
        return [self.kind]

    @property
    def published_at(self) -> datetime:
        return self.correction.made_at

    @property
    def updated_at(self) -> datetime:
        """A note stays as it was made."""
        return self.correction.made_at


def newest() -> list[Entry]:
    """One query."""
    return [_entry(one) for one in newest_corrections()[:MOST]]


def _entry(one: Correction) -> Entry:
    return CorrectionEntry(
        article=one.article,
        guid=f"tag:{settings.SITE_HOST},{one.made_at.year}:correction/{one.pk}",
        html=str(export_parts.note(one.text)),
        description=one.text,
        bylines=[],
        tags=[],
        image=None,
        correction=one,
    )
