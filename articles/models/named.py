"""Rows that pages are made of: each names itself to the page in the making when it is loaded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models

from articles.page_keys import depends_on


class NamedInPages(models.Model):
    page_key: ClassVar[str]
    """Before the colon; a kind whose rows all stand on the same pages has no colon and no number."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        depends_on(row.own_key)
        return row

    @property
    def own_key(self) -> str:
        return f"{self.page_key}:{self.pk}"
