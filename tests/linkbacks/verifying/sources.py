"""Source pages that link to an article, and rows that say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from articles.models import Article, Linkback
from tests.factories import make_article, make_linkback
from tests.fetch.servers import page

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HTML = "Content-Type: text/html; charset=utf-8"


def url_of(article: Article) -> str:
    return f"https://news.example{article.path}"


def linking(*targets: str, title: str = "A blog", words: str = "We read") -> bytes:
    """An answer with a page that links to the targets."""
    links = "".join(f'<p>{words} <a href="{target}">a report</a> today.</p>' for target in targets)
    return html(f"<title>{title}</title>{links}")


def html(body: str, *headers: str, status: str = "200 OK") -> bytes:
    return page(body.encode(), HTML, *headers, status=status)


def make_notice(source: str, article: Article | None = None, **fields: Any) -> Linkback:
    """A row as it stands after a notice: received, due now."""
    article = article or make_article(published_at=NOW - timedelta(days=1))
    target = fields.pop("target", url_of(article))
    dull = {"kind": "pingback", "status": "received", "due_at": NOW, "received_at": NOW, "title": "", "excerpt": ""}
    fields = {**dull, "asked_kind": fields.get("kind", "pingback"), "asked_target": target, **fields}
    return make_linkback(article, source_url=source, target_url=target, **fields)


def after(**span: float) -> datetime:
    return NOW + timedelta(**span)
