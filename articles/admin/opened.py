"""The mark a form carries of the article it was opened with: whether somebody else has changed it since, and where."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import HttpRequest

from articles.models import Article
from articles.revisions import content_of, digests

Mark = Mapping[str, str]
"""A few characters for each field, and the status."""

_LONGEST = 4000


def mark_text(article: Article) -> str:
    mark = {**digests(content_of(article)), "status": article.status}
    return mark_json(mark)


def mark_json(mark: Mark) -> str:
    return json.dumps(dict(mark), separators=(",", ":"))


def posted_mark(request: HttpRequest) -> Mark | None:
    """None for a form that carries none. What cannot be read matches nothing, so that all of it is asked about."""
    text = request.POST.get("opened")
    if text is None:
        return None
    try:
        mark = json.loads(text) if len(text) <= _LONGEST else {}
    except (ValueError, RecursionError):
        return {}
    return mark if isinstance(mark, dict) else {}
