"""What an import left, table by table, so that two imports of one export can be compared; runs inside Django.

Keys of rows may differ (PostgreSQL gives no number twice), so they are replaced by what stays the same: WordPress's
numbers, slugs, paths. Times of writing, the runs themselves and what pages they changed are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import (
    Article,
    Author,
    Change,
    Comment,
    Image,
    ImportedItem,
    ImportProblem,
    ImportRun,
    ImportSource,
    MediaFile,
    Page,
    Section,
    Tag,
)

_NAMES: dict[type[models.Model], str] = {
    Section: "path",
    Author: "slug",
    Tag: "slug",
    ImportSource: "home_url",
    **dict.fromkeys((Article, Comment, Image, MediaFile, Page), "wordpress_id"),
}
_KINDS: dict[str, type[models.Model]] = {
    "post": Article,
    "page": Page,
    "category": Section,
    "post_tag": Tag,
    "author": Author,
}
_REFERENCE = re.compile(r'data-(image|also-read)="(\d+)"')
_REFERRED = {"image": Image, "also-read": Article}


class Rows:
    """Names of all rows that others refer to are held in memory: a hundred thousand take some 20 MB."""

    def __init__(self) -> None:
        self._named = {model: dict(model._default_manager.values_list("pk", name)) for model, name in _NAMES.items()}

    def tables(self) -> dict[str, list[str]]:
        """A sum for each row, in an order that does not depend on when it was written."""
        left_out = (Change, ImportRun, ImportProblem)
        tables = [model for model in apps.get_app_config("articles").get_models() if model not in left_out]
        return {model.__name__: sorted(map(_sum, self._plain_rows(model))) for model in tables}

    def _plain_rows(self, model: type[models.Model]) -> Iterator[dict[str, Any]]:
        for row in model._default_manager.iterator(500):
            yield {
                field.name: self._plain(row, field)
                for field in model._meta.concrete_fields
                if not field.primary_key and not _is_of_writing(field)
            }

    def _plain(self, row: models.Model, field: models.Field[Any, Any]) -> Any:
        value = field.value_from_object(row)
        if value is None:
            return None
        if isinstance(field, models.ForeignKey):
            return self._name(field.related_model, value)
        if field.name == "body":
            return _REFERENCE.sub(lambda found: self._reference(*found.groups()), value)
        return self._plain_of_item(row, field.name, value) if isinstance(row, ImportedItem) else value

    def _plain_of_item(self, row: ImportedItem, name: str, value: Any) -> Any:
        if name == "local_id":
            model = _KINDS.get(row.kind) or (Image if row.data.get("model") == "image" else MediaFile)
            return self._name(model, value)
        if name == "data":  # a password is salted anew each time
            return {key: one for key, one in value.items() if key != "password"}
        return bool(value) if name == "stored_digest" else value

    def _reference(self, name: str, number: str) -> str:
        return f'data-{name}="{self._name(_REFERRED[name], int(number))}"'

    def _name(self, model: Any, number: int) -> str:
        named = self._named.get(model, {})
        return f"{model.__name__} {named.get(number, 'nowhere')}"


def _is_of_writing(field: models.Field[Any, Any]) -> bool:
    return field.name == "run" or getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


def _sum(row: dict[str, Any]) -> str:
    text = json.dumps(row, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sums() -> dict[str, str]:
    """One for each table, behind the number of its rows."""
    return {
        name: f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()[:16]}"
        for name, rows in Rows().tables().items()
    }
