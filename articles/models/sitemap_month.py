"""When the sitemap of each month changed last: looked up for the index, for no month is read for it."""

from __future__ import annotations

from django.db import models

from articles.models.named import NamedInPages
from articles.page_keys import SITEMAP


class SitemapMonth(NamedInPages):
    """Kept by the worker (`feeds.months`); a month without a row has not been looked at yet."""

    own_key = SITEMAP

    first = models.DateField(primary_key=True)
    changed_at = models.DateTimeField()
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"
