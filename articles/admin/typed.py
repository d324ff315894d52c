"""What the form of an article sends, made from a content: a text of before, or of somebody else, as if typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.revisions import FIELDS, Content
from articles.tag_names import names_to_text

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_MOMENT = "%Y-%m-%dT%H:%M"
_MOST_ROWS = 1000

Row = Sequence[Any]
"""Author, guest and role of a byline."""


def typed(content: Content, article: Article, names: Iterable[str] = FIELDS) -> dict[str, str]:
    """The fields `names` as the browser would send them; a switch that is off is not sent."""
    sent = {name: _sent(content[name], name) for name in names if name != "bylines"}
    rows = byline_rows(article, content["bylines"]) if "bylines" in names else {}
    return {name: text for name, text in (sent | rows).items() if text is not None}


def type_in(request: HttpRequest, sent: Mapping[str, str]) -> None:
    """From here on the request is as if somebody had sent the form with this."""
    form = QueryDict(mutable=True)
    for name, text in sent.items():
        form[name] = text
    request.FILES  # noqa: B018  # asked for later, it would read the form anew, and that is empty
    request.method, request.POST = "POST", form  # type: ignore[assignment]


def save_typed_in(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """As if somebody pressed Save: to the article's form when it is saved, else the form with what is wrong."""
    change_page = reverse("admin:articles_article_change", args=[article.pk])
    response = admin.changeform_view(request, str(article.pk), change_page)
    return HttpResponseRedirect(change_page) if response.status_code == 302 else response


def _sent(value: Any, name: str) -> Any:
    if isinstance(value, bool):
        return "on" if value else None
    if name == "tags":
        return names_to_text(value)
    if name == "embargo_until" and value:
        return timezone.localtime(datetime.fromisoformat(value)).strftime(_MOMENT)
    return "" if value is None else str(value)


def byline_rows(article: Article | None, wanted: Sequence[Row]) -> dict[str, str]:
    """Rows that stay keep their number, so that none is there twice for a moment; others go or are new."""
    rows_now = article.bylines.all() if article else ()
    present = {(row.author_id, row.guest_name, row.role): row.pk for row in rows_now}
    places = {tuple(row): place for place, row in enumerate(wanted)}
    rows: list[tuple[Any, Row, int | None]] = [(pk, key, places.get(key)) for key, pk in present.items()]
    rows += [("", key, place) for key, place in places.items() if key not in present]
    form = {"bylines-TOTAL_FORMS": str(len(rows)), "bylines-INITIAL_FORMS": str(len(present))}
    for index, (pk, key, place) in enumerate(rows):
        form |= _byline_row(f"bylines-{index}", pk, key, place)
    return form


def _byline_row(prefix: str, pk: Any, key: Row, place: int | None) -> dict[str, str]:
    author_id, guest_name, role = key
    row = {
        f"{prefix}-id": str(pk), f"{prefix}-author": str(author_id or ""), f"{prefix}-guest_name": guest_name,
        f"{prefix}-role": role, f"{prefix}-position": str(place or 0),
    }  # fmt: skip
    return row if place is not None else row | {f"{prefix}-DELETE": "on"}


def typed_bylines(form: QueryDict) -> list[list[Any]]:
    """The rows of a form that was sent, in their order, as a content has them; what is no author stays as it came."""
    total = form.get("bylines-TOTAL_FORMS", "")
    count = min(int(total), _MOST_ROWS) if total.isdecimal() and len(total) < 6 else 0
    rows = [_typed_byline(form, f"bylines-{index}") for index in range(count) if f"bylines-{index}-DELETE" not in form]
    return [row for _position, row in sorted((one for one in rows if any(one[1][:2])), key=lambda one: one[0])]


def _typed_byline(form: QueryDict, prefix: str) -> tuple[int, list[Any]]:
    author, guest_name, role, position = (
        form.get(f"{prefix}-{name}", "").strip() for name in ("author", "guest_name", "role", "position")
    )
    is_number = author.isdecimal() and len(author) < 19
    place = int(position) if position.isdecimal() and len(position) < 6 else _MOST_ROWS
    return place, [int(author) if is_number else author or None, guest_name, role]
