"""Readers' comments under an article: threads of what is approved, each with what answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, Window
from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.fetch import Refused, parse_url
from articles.models import Comment
from articles.models.comment import CommentQuerySet

MOST, DEEPEST = 200, 5


@dataclass
class ShownComment:
    comment: Comment
    level: int = 1
    replies: list[ShownComment] = field(default_factory=list)
    above: ShownComment | None = None

    @property
    def anchor(self) -> str:
        """The one WordPress gave it, so that links to it still lead there."""
        number = self.comment.wordpress_id
        return f"comment-{number}" if number else f"c-{self.comment.pk}"

    @property
    def href(self) -> str:
        """The writer's own address; empty where it is no web address."""
        try:
            parse_url(self.comment.author_url)
        except Refused:
            return ""
        return self.comment.author_url

    @property
    def html(self) -> SafeString:
        return mark_safe(body.comment_html(self.comment.body))  # noqa: S308  # sanitised there, at each showing


@dataclass(frozen=True)
class ShownComments:
    """`total` counts those that are not shown, too: they came after the first two hundred."""

    threads: list[ShownComment]
    shown: int = 0
    total: int = 0


def first_comments(comments: CommentQuerySet) -> CommentQuerySet:
    """Oldest first, each with the number of all."""
    is_answer_to_shown = Q(parent=None) | Q(parent__status=Comment.Status.APPROVED, parent__kind="")
    found = comments.shown().filter(is_answer_to_shown).oldest_first()
    rows = found.annotate(total=Window(Count("pk")))
    return rows.only("article", "parent", "wordpress_id", "author_name", "author_url", "body", "created_at")[:MOST]


def shown_comments(rows: list[Any]) -> ShownComments:
    """Of what `first_comments` found."""
    shown = threaded(rows)
    beyond = rows[0].total - len(rows) if rows else 0
    return ShownComments([one for one in shown if one.above is None], len(shown), len(shown) + beyond)


def threaded(rows: Iterable[Comment]) -> list[ShownComment]:
    """From the top down; whose parent is hidden is left out with all that answers it.

    What answers the deepest level stands beside it: a column of a word's width helps nobody.
    """
    answers: dict[int | None, list[Comment]] = {}
    for row in rows:
        answers.setdefault(row.parent_id, []).append(row)
    shown = [ShownComment(row) for row in answers.get(None, ())]
    for one in shown:
        place = one.above if one.above and one.level == DEEPEST else one
        for row in answers.get(one.comment.pk, ()):
            reply = ShownComment(row, place.level + 1, above=place)
            place.replies.append(reply)
            shown.append(reply)
    return shown
