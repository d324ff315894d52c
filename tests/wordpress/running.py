"""Runs imports in tests, and looks at what they left."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps

from articles.models import ImportedItem, ImportProblem, ImportRun
from articles.wordpress.importing.importer import Options
from articles.wordpress.importing.progress import Tell
from articles.wordpress.importing.start import Outcome, import_export
from tests.wordpress.exports import export


def run_import(*sources: Path | BinaryIO, tell: Tell = lambda progress: None, **options: Any) -> Outcome:
    """All in this process, unless `helpers` says otherwise."""
    return import_export(sources, Options(**{"helpers": 0, **options}), tell)


def imported(*items: str, uploads: Path | None = None, **head: str) -> Outcome:
    return run_import(export(*items, **head), uploads=uploads)


def counts(outcome: Outcome) -> dict[str, dict[str, int]]:
    return outcome.as_json()["types"]


def reasons(outcome: Outcome) -> list[str]:
    return [problem.reason for problem in outcome.problems]


def all_rows() -> dict[str, list[dict]]:
    """All but the runs themselves, and which of them an item was last in."""
    models = [
        model for model in apps.get_app_config("articles").get_models() if model not in (ImportProblem, ImportRun)
    ]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    for row in rows[ImportedItem.__name__]:
        del row["run_id"]
    return rows
