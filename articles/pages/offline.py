"""The scripts on readers' pages: one that registers the service worker, and the worker, which keeps what was read."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from django.conf import settings

from articles.pages.speculation import KINDS_WITHOUT

_FOLDER = Path(settings.BASE_DIR) / "static" / "js" / "readers"
REGISTERING = (_FOLDER / "register.js").read_text(encoding="utf-8")
WORKER = (_FOLDER / "worker.js").read_text(encoding="utf-8")
RETIRING = (_FOLDER / "retire.js").read_text(encoding="utf-8")
HASH = f"sha256-{base64.b64encode(hashlib.sha256(REGISTERING.encode()).digest()).decode()}"
VERSION = hashlib.sha256(REGISTERING.encode()).hexdigest()[:12]
"""In the script's address, so that browsers may keep it for ever."""


def is_registered_by(kind: str) -> bool:
    """Whether pages of that kind bring the worker."""
    return settings.SERVICE_WORKER and kind not in KINDS_WITHOUT
