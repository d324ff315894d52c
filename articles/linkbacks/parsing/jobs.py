"""What is asked of the child, as JSON, and what the child does then."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from articles.linkbacks.formats.discovery import discover
from articles.linkbacks.formats.examining import examine
from articles.linkbacks.formats.fetched_page import FetchedPage

Job = dict[str, Any]


def examining_job(page: FetchedPage, targets: Sequence[str], with_embeds: bool) -> Job:
    return {"examine": list(targets), "with_embeds": with_embeds, **_packed(page)}


def discovery_job(page: FetchedPage, target: str) -> Job:
    return {"discover": target, **_packed(page)}


def do(job: Job) -> dict[str, object]:
    """The answer, as JSON, that `results` reads."""
    page = FetchedPage(job["url"], [(name, value) for name, value in job["headers"]], b64decode(job["body"]))
    if "discover" in job:
        return {"endpoints": asdict(discover(page, job["discover"]))}
    return {"examined": [asdict(one) for one in examine(page, job["examine"], job["with_embeds"]).values()]}


def _packed(page: FetchedPage) -> Job:
    return {"url": page.url, "headers": [list(pair) for pair in page.headers], "body": b64encode(page.body).decode()}
