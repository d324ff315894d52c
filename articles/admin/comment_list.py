"""The list of comments as an inbox: what waits for a decision first, and a key for each decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import body
from articles.models import Comment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ALL, _LONGEST = "all", 1200


@dataclass(frozen=True)
class Verdict:
    """What a moderator says of a comment; `name` is of the button's look."""

    status: str
    key: str
    name: str
    verb: StrOrPromise


VERDICTS = (
    Verdict(Comment.Status.APPROVED, "a", "approve", _("Approve")),
    Verdict(Comment.Status.DELETED, "r", "reject", _("Reject")),
    Verdict(Comment.Status.SPAM, "s", "mark_spam", _("Spam")),
)


class StateFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        # What waits is the default.
        others = [choice for choice in Comment.Status.choices if choice[0] != Comment.Status.PENDING]
        return [*others, (_ALL, _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        state = self.value()
        if state == _ALL:
            return queryset
        return queryset.filter(status=state if state in Comment.Status.values else Comment.Status.PENDING)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's first choice is all; here it is what waits."""
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("Waiting for a decision")}
        yield from choices


class CommentInbox(ChangeList):
    """`cards` are comments with their words, and what may be said of them by whoever looks."""

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(request, *args)
        self._verdicts = VERDICTS if self.model_admin.has_change_permission(request) else ()

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        return qs.select_related("article").defer("article__body", "extra")

    @cached_property
    def cards(self) -> list[tuple[Comment, str, list[Verdict]]]:
        return [
            (row, words_of(row, _LONGEST), [one for one in self._verdicts if one.status != row.status])
            for row in self.result_list
        ]


def words_of(comment: Comment, longest: int) -> str:
    text = " ".join(body.plain_text(body.comment_html(comment.body)).split())
    return (text if len(text) <= longest else f"{text[:longest]}…") or "—"
