"""Saving from two places: whoever saves second is told what the first one changed, and chooses field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles import body
from articles.admin.forms import local_text
from articles.admin.opened import Mark, mark_text, posted_mark
from articles.admin.revision_words import differences, said
from articles.admin.states import state_text
from articles.admin.typed import typed, typed_bylines
from articles.models import Article
from articles.revisions import FIELDS, Content, content_of, digests, label_of
from articles.revisions.comparing import Compared

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_MOST_LOOKED_AT = 20
_THEIRS = "theirs"


@dataclass(frozen=True)
class Change:
    """What somebody else did to a field, and when."""

    name: str
    label: str
    by: str
    moment: str


@dataclass(frozen=True)
class Clash:
    """A field that both changed. `mine_sent` and `theirs_sent` are as the form sends them."""

    change: Change
    mine: str
    theirs: str
    mine_sent: str
    theirs_sent: str
    passages: list[Compared]
    """From theirs to mine."""


@dataclass(frozen=True)
class Conflict:
    """`merged` is the form with what only they changed, marked as of now; `taken` names that."""

    clashes: list[Clash]
    taken: list[Change]
    state: str
    merged: QueryDict


def conflict_of(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> Conflict | None:
    """None when nobody changed what the form was opened with, or what they changed is what was typed here, too.

    Called in a transaction: the article stays as it was compared until that ends.
    """
    opened, known = posted_mark(request), admin.get_object(request, unquote(article_id))
    if opened is None or known is None or not admin.has_change_permission(request, known):
        return None
    article = Article.objects.select_for_update(no_key=True).get(pk=known.pk)
    theirs = content_of(article)
    sent = _with_choices(request.POST, article, theirs)
    request.POST = sent  # type: ignore[assignment]
    changed = [name for name, digest in digests(theirs).items() if opened.get(name) != digest]
    if not changed and opened.get("status") == article.status:
        return None
    mine = _mine(admin, request, theirs, known)
    return _compared(article, opened, mine, theirs, sent)


def _with_choices(form: QueryDict, article: Article, theirs: Content) -> QueryDict:
    """Where “theirs” was chosen, theirs stands in the form."""
    return _replaced(form, article, theirs, [name for name in FIELDS if form.get(f"take-{name}") == _THEIRS])


def _replaced(form: QueryDict, article: Article, content: Content, names: Iterable[str]) -> QueryDict:
    sent = form.copy()
    for name in names:
        for key in [key for key in sent if key == name or (name == "bylines" and key.startswith("bylines-"))]:
            del sent[key]
    for key, text in typed(content, article, list(names)).items():
        sent[key] = text
    return sent


def _mine(admin: ArticleAdmin, request: HttpRequest, theirs: Content, article: Article) -> Content:
    fields = flatten_fieldsets(admin.get_fieldsets(request, article))
    form = admin.get_form(request, article, change=True, fields=fields)(request.POST, instance=article)
    form.is_valid()
    return content_typed(form, request.POST, theirs)


def content_typed(form: Any, sent: QueryDict, saved: Content) -> Content:
    """What was typed, as a content; what is wrong, as it came; what is not in the form for this user, as `saved`."""
    mine = content_of(form.instance)
    mine["tags"] = sorted(form.cleaned_data.get("tags", []))
    mine["bylines"] = typed_bylines(sent)
    for name in FIELDS:
        if name in form.errors:
            mine[name] = sent.get(name, "")
        elif name not in form.fields and name != "bylines":
            mine[name] = saved[name]
    return mine


def _compared(article: Article, opened: Mark, mine: Content, theirs: Content, sent: QueryDict) -> Conflict | None:
    ours, others = digests(mine), digests(theirs)
    differing = [name for name in FIELDS if ours[name] != others[name] and opened.get(name) != others[name]]
    taken = [name for name in differing if opened.get(name) == ours[name]]
    clashing = [name for name in differing if name not in taken]
    was_moved = opened.get("status") != article.status
    if not differing and not was_moved:
        return None
    changes = _changes(article, differing)
    merged = _replaced(sent, article, {**mine, **{name: theirs[name] for name in taken}}, {*taken, "bylines"})
    merged["opened"] = mark_text(Article.objects.get(pk=article.pk))
    return Conflict(
        [_clash(changes[name], article, mine, theirs, sent) for name in clashing],
        [changes[name] for name in taken],
        state_text(article) if was_moved else "",
        merged,
    )


def _clash(change: Change, article: Article, mine: Content, theirs: Content, sent: QueryDict) -> Clash:
    name = change.name
    passages = [one for found in differences(theirs, mine, [name]) for one in found.passages]
    theirs_sent = typed(theirs, article, [name]).get(name, "")
    return Clash(change, text_of(name, mine), text_of(name, theirs), sent.get(name, ""), theirs_sent, passages)


def text_of(name: str, content: Content) -> str:
    """The value as an editor reads it."""
    value = content[name]
    return body.plain_text(value) if name == "body" else "".join(said(name, value)) or _("(empty)")


def _changes(article: Article, names: Iterable[str]) -> dict[str, Change]:
    """By the newest revision in which a field became another; by the last save where none tells."""
    revisions = list(article.revisions.select_related("made_by")[:_MOST_LOOKED_AT])
    found: dict[str, Change] = {}
    for name in names:
        steps = [new for new, old in pairwise(revisions) if new.content.get(name) != old.content.get(name)]
        user: Any = steps[0].made_by if steps else article.modified_by
        at = steps[0].made_at if steps else article.modified_at
        found[name] = Change(name, label_of(name), str(user or _("somebody")), local_text(at))
    return found


def said_above() -> str:
    return _("Somebody else has changed this article since you opened it. Nothing is saved yet, and nothing is lost.")
