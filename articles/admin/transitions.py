"""The steps an article takes from the desk to the readers and back: who may take which, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.admin.rights import may_change, may_publish
from articles.models import Article
from articles.models.status import Status

Text = str | Promise


@dataclass(frozen=True)
class Transition:
    """One step. `name` is the last part of its address; `apply` refuses with a `ValidationError`."""

    name: str
    verb: Text
    question: Text
    done: Text
    applies_to: Callable[[Article], bool]
    apply: Callable[[Article, datetime | None, Any], None]
    """With the time that was chosen, and who takes the step."""
    for_publishers: bool = True
    asks_when: bool = False
    asks_why: bool = False
    """Whoever gets it back, or next, may be left a note."""
    is_loss: bool = False
    is_guarded: bool = False
    """Readers will see it: the guard looks first."""

    def allowed(self, user: Any, article: Article) -> bool:
        return self.right(user) and may_change(user, article) and self.applies_to(article)

    def right(self, user: Any) -> bool:
        return may_publish(user) if self.for_publishers else may_change(user)


def _is_unseen(article: Article) -> bool:
    return article.status in publishing.DESK_STATUSES or article.is_scheduled()


def _may_move_to(status: str, article: Article) -> bool:
    return article.status != status and (_is_unseen(article) or article.status == Status.SPIKED)


def _move_to(status: str, article: Article, at: datetime | None, by: Any) -> None:
    publishing.move_to(article, status)


def _desk_step(name: str, status: str, verb: Text, question: Text, done: Text) -> Transition:
    return Transition(
        name,
        verb,
        question,
        done,
        partial(_may_move_to, status),
        partial(_move_to, status),
        for_publishers=False,
        asks_why=True,
    )


TRANSITIONS = {
    step.name: step
    for step in (
        Transition(
            "publish", _("Publish"), _("Publish now?"), _("published"),
            lambda article: article.status != Status.SPIKED and not article.is_published(),
            lambda article, at, by: publishing.publish(article, by=by), is_guarded=True,
        ),
        Transition(
            "schedule", _("Schedule"), _("Publish later?"), _("scheduled"),
            _is_unseen, lambda article, at, by: publishing.schedule(article, at, by=by),
            asks_when=True, is_guarded=True,
        ),
        _desk_step("review", Status.IN_REVIEW, _("Send to review"), _("Send to review?"), _("sent to review")),
        _desk_step("ready", Status.READY, _("Mark ready"), _("Mark ready to publish?"), _("marked ready")),
        _desk_step("draft", Status.DRAFT, _("Back to draft"), _("Take back to draft?"), _("taken back to draft")),
        Transition(
            "kill", _("Kill"), _("Withdraw from readers?"), _("killed"),
            lambda article: article.is_published(), lambda article, at, by: publishing.kill(article), is_loss=True,
        ),
        Transition(
            "spike", _("Spike"), _("Drop this article?"), _("spiked"),
            _is_unseen, lambda article, at, by: publishing.spike(article), is_loss=True,
        ),
    )
}  # fmt: skip


def open_to(user: Any, article: Article) -> list[Transition]:
    return [step for step in TRANSITIONS.values() if step.allowed(user, article)]
