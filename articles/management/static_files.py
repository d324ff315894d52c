"""Collects style sheets and scripts when they have changed, so that no one has to remember to."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def collect_when_changed() -> None:
    """Compressing takes seconds, so what is collected already is left; nothing to do while DEBUG is on."""
    if not getattr(staticfiles_storage, "manifest_name", None):
        return
    mark, fingerprint = settings.STATIC_ROOT / ".collected", _fingerprint()
    if mark.is_file() and mark.read_text("ascii") == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint, "ascii")


def _fingerprint() -> str:
    """Changes with every file added, removed or written."""
    listed = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            changed_at = storage.get_modified_time(name).timestamp()
            listed.append(f"{name} {storage.size(name)} {changed_at}")
    return hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()
