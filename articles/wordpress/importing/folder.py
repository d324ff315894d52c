"""Where exports lie on the server: below IMPORT_DIR, to be chosen, and what was uploaded."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

MOST_SHOWN = 200
_ENDINGS = (".xml", ".wxr", ".rss", ".gz", ".zip")
_DEEPEST, _MOST_LOOKED_AT = 4, 20_000
# An uploads folder holds one for each year: whoever looks for exports looks elsewhere.
_YEAR = re.compile(r"\d{4}\Z")
_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Found:
    """`name` is its path below IMPORT_DIR."""

    name: str
    path: Path
    size: int
    changed_at: datetime


def exports() -> list[Found]:
    """What may be an export by its name, newest first."""
    files = [entry for entry in _entries() if entry.name.lower().endswith(_ENDINGS) and entry.is_file()]
    found = list(filter(None, map(_found, files)))
    return sorted(found, key=lambda one: one.changed_at, reverse=True)[:MOST_SHOWN]


def upload_folders() -> list[str]:
    """Paths below IMPORT_DIR."""
    folders = (entry for entry in _entries() if entry.is_dir() and not _YEAR.match(entry.name))
    return sorted(_name(entry) for entry in islice(folders, MOST_SHOWN))


def uploaded_folder() -> Path:
    """Hidden, so that nothing in it is offered as a file of the server's."""
    folder: Path = settings.VAR_DIR / "imports" / ".uploaded"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def still_there(path: str) -> Path:
    """The same path, when it leads to where exports may lie, links followed; otherwise raises `FileNotFoundError`."""
    try:
        real = Path(path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # links in a circle; a NUL
        raise _gone(path) from None
    if not any(real.is_relative_to(root) for root in (settings.IMPORT_DIR, uploaded_folder().resolve())):
        raise _gone(path)
    return real


def tidy_uploaded(wanted: Iterable[str], now: datetime) -> None:
    """Removes what was uploaded a month ago and is in no unfinished run."""
    kept = set(wanted)
    for file in uploaded_folder().iterdir():
        changed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        if str(file) not in kept and changed_at < now - _KEPT:
            file.unlink(missing_ok=True)


def _gone(path: str) -> FileNotFoundError:
    return FileNotFoundError(2, "It is no longer where it was", Path(path).name)


def _entries() -> Iterator[os.DirEntry[str]]:
    """Folder after folder, the upper ones first. No links, nothing hidden, and no end of an endless tree."""
    waiting: deque[tuple[Path, int]] = deque([(settings.IMPORT_DIR, 1)])
    looked_at = 0
    while waiting and looked_at < _MOST_LOOKED_AT:
        folder, depth = waiting.popleft()
        for entry in _in(folder):
            looked_at += 1
            yield entry
            if depth < _DEEPEST and entry.is_dir() and not _YEAR.match(entry.name):
                waiting.append((Path(entry.path), depth + 1))


def _in(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.is_symlink() and _may_be_shown(entry.name)]
            return sorted(shown, key=lambda entry: entry.name)
    except OSError:
        return []


def _may_be_shown(name: str) -> bool:
    """Names that no page can say (bytes that are no text, line breaks) are left out."""
    return name.isprintable() and not name.startswith(".")


def _found(entry: os.DirEntry[str]) -> Found | None:
    try:
        facts = entry.stat()
    except OSError:
        return None
    return Found(_name(entry), Path(entry.path), facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))


def _name(entry: os.DirEntry[str]) -> str:
    return Path(entry.path).relative_to(settings.IMPORT_DIR).as_posix()
