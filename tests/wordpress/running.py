"""Runs imports in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from articles.wordpress.importing.importer import Options
from articles.wordpress.importing.start import Outcome, import_export


def run_import(*sources: Path | BinaryIO, **options: Any) -> Outcome:
    """All in this process, unless `helpers` says otherwise."""
    return import_export(sources, Options(**{"helpers": 0, **options}))
