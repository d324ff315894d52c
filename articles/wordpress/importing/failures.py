"""Why an import stopped, in words for whoever asked for it."""

from __future__ import annotations

from django.db import Error

from articles.wordpress.importing.runs import ImportGoesOn
from articles.wordpress.reading import NotAnExport

_LONGEST = 500


def words_for(error: BaseException) -> str:
    """One or two sentences without a line break."""
    if isinstance(error, NotAnExport | ImportGoesOn):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Stopped."
    if isinstance(error, Error):
        return f"The database refused: {_one_line(error)}"
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return f"{error.strerror or error}{where}."
    return f"It met something that nobody foresaw ({type(error).__name__}: {_one_line(error)})."


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST]
