"""Lets go of picture files that nothing names any more, when no page that is kept anywhere can show them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from articles import pictures
from articles.images import files
from articles.models import Image, LeftFolder

# A server in front may serve a page for a day while the portal does not answer (`stale-if-error`).
KEPT = timedelta(days=2)
_MOST_AT_ONCE = 1_000
# Named after the content (`models.image.stored_name`); from others nothing is deleted.
_OWN = re.compile(r"images/[0-9a-f]{2}/[0-9a-f]{16}")


def hold(folder: str) -> None:
    """Before something is made there: what is being deleted from it is waited for, and nothing is after that."""
    LeftFolder.objects.filter(folder=folder).update(left_at=timezone.now())


def leave(*folders: str, now: datetime | None = None) -> None:
    """Something in them is needed no more: to be looked at when its time has come."""
    at = now or timezone.now()
    for folder in filter(_OWN.fullmatch, folders):
        LeftFolder.objects.update_or_create(folder=folder, defaults={"left_at": at})


def leave_unneeded(folder: str) -> None:
    if _OWN.fullmatch(folder) and _unneeded(folder):
        leave(folder)


def tidy(now: datetime | None = None) -> None:
    """Empties the folders whose time has come of all that no row names; a folder of which all is needed stays."""
    due = LeftFolder.objects.filter(left_at__lt=(now or timezone.now()) - KEPT).order_by("left_at")
    for pk in list(due.values_list("pk", flat=True)[:_MOST_AT_ONCE]):
        with transaction.atomic():
            # Who begins to make something there waits for this, or is seen here.
            left = due.select_for_update(skip_locked=True).filter(pk=pk).first()
            if left is not None:
                _empty(left.folder)
                left.delete()


def _empty(folder: str) -> None:
    unneeded = _unneeded(folder)
    for name in unneeded:
        default_storage.delete(name)
    if unneeded and not any(files.in_folder(folder)):
        default_storage.delete(folder)


def _unneeded(folder: str) -> list[str]:
    needed = _needed(folder)
    return [name for name in files.in_folder(folder) if name not in needed]


def _needed(folder: str) -> set[str]:
    """Several rows may have the same file, each with a focal point of its own."""
    found: set[str] = set()
    start = folder.rpartition("/")[2]
    rows = Image.objects.filter(checksum__gte=start, checksum__lt=f"{start}g").order_by()
    for file, told in rows.values_list("file", "renditions"):
        found |= {file, *(f"{folder}/{name}" for name in pictures.names(told))}
    return found
