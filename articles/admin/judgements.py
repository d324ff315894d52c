"""What a moderator can say of linkbacks: each is a button, most are a key, all but one an action of the inbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.linkbacks.moderation import Batch, block_sites, decide, keep_words
from articles.models import Linkback

Text = str | Promise
Status = Linkback.Status
_NEVER_SHOWN = {Status.RECEIVED, Status.UNVERIFIED, Status.GONE}


@dataclass(frozen=True)
class Judgement:
    """`name` is the last part of its address, and the name of its action; `done` says what was done, after a colon."""

    name: str
    key: str
    verb: Text
    done: Text
    applies_to: Callable[[Linkback], bool]
    take: Callable[[QuerySet[Linkback], User], Batch]
    is_loss: bool = False
    in_rows: bool = True

    @property
    def url_name(self) -> str:
        return f"admin:articles_linkback_{self.name}"

    def is_open_to(self, user: Any) -> bool:
        return may_block(user) if self.name == "block_sites" else may_decide(user)


def may_decide(user: Any) -> bool:
    return bool(user.has_perm("articles.change_linkback"))


def may_block(user: Any) -> bool:
    return may_decide(user) and bool(user.has_perm("articles.add_siterule"))


def _waits_with_a_change(linkback: Linkback) -> bool:
    return linkback.status == Status.APPROVED and linkback.has_changed


def _may_be_approved(linkback: Linkback) -> bool:
    is_shown = linkback.status == Status.APPROVED and not linkback.has_changed
    return not is_shown and linkback.status not in _NEVER_SHOWN


def _is_not(status: str, linkback: Linkback) -> bool:
    return linkback.status != status


def _sets(status: str) -> Callable[[QuerySet[Linkback], User], Batch]:
    return lambda linkbacks, by: decide(linkbacks, status, by)


JUDGEMENTS = {
    judgement.name: judgement
    for judgement in (
        Judgement("approve", "a", _("Approve"), _("approved"), _may_be_approved, _sets(Status.APPROVED)),
        Judgement(
            "keep_words", "r", _("Keep the approved words"), _("kept as approved"), _waits_with_a_change, keep_words,
        ),
        Judgement(
            "reject", "r", _("Reject"), _("rejected"),
            lambda linkback: linkback.status != Status.REJECTED and not _waits_with_a_change(linkback),
            _sets(Status.REJECTED),
        ),
        Judgement(
            "mark_spam", "s", _("Spam"), _("marked as spam"), partial(_is_not, Status.SPAM), _sets(Status.SPAM),
        ),
        Judgement(
            "block_sites", "b", _("Block site"), _("marked as spam"),
            lambda linkback: bool(linkback.site) and not linkback.source_article_id, block_sites, is_loss=True,
        ),
        Judgement(
            "delete_rows", "", _("Delete"), _("deleted"), partial(_is_not, Status.DELETED), _sets(Status.DELETED),
            is_loss=True, in_rows=False,
        ),
    )
}  # fmt: skip


def open_for(user: Any, linkback: Linkback) -> list[Judgement]:
    return [one for one in JUDGEMENTS.values() if one.is_open_to(user) and one.applies_to(linkback)]
