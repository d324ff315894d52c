"""Moves a newsroom from one portal to another: out as WXR, and in where there is nothing."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from articles.export.articles import write_articles
from articles.models import Article
from articles.wordpress.exporting.export import write_export
from articles.wordpress.importing.start import Outcome
from articles.wordpress.reading import Export, Item
from tests.wordpress.running import run_import


def exported() -> bytes:
    file = BytesIO()
    write_export(file)
    return file.getvalue()


def exported_items() -> dict[int, Item]:
    """By number, as our own reader reads them."""
    return {one.post_id: one for one in Export(BytesIO(exported())).items() if isinstance(one, Item)}


def rows_as_json() -> list[dict[str, Any]]:
    file = BytesIO()
    write_articles(file)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def what_is_the_same() -> list[dict[str, Any]]:
    """Without WordPress's number: what was made here has none, and gets one by moving."""
    return [{**row, "wordpress_id": None} for row in rows_as_json()]


def moved(settings: Any, tmp_path: Path, uploads: Path | None = None) -> Outcome:
    """To a second portal: an empty database, whose numbers are others, and an empty media folder."""
    export, media = exported(), Path(settings.MEDIA_ROOT)
    empty_the_database()
    settings.MEDIA_ROOT = tmp_path / "second-portal"
    return run_import(BytesIO(export), uploads=uploads or media)


def empty_the_database() -> None:
    """Numbers go on where they were, so none is by chance the same again."""
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    for model in models:
        model.objects.all()._raw_delete(connection.alias)
    assert not Article.objects.exists()
