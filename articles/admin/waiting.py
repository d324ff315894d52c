"""What waits for somebody: the first page of the desk. Each list is short, and one query however long it would be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.forms import local_text
from articles.admin.rights import may_publish
from articles.admin.states import appears_at, state_text, state_word
from articles.models import Article, Note, PendingEdit, WorkingCopy
from articles.models.querysets import ArticleQuerySet
from articles.models.status import GONE, Status
from articles.publishing import DESK_STATUSES

MOST = 8


@dataclass(frozen=True)
class Line:
    """One thing that waits. `word` and `state` are an article's; `said` is what else there is to say."""

    text: str
    address: str
    said: str = ""
    word: str = ""
    state: str = ""


@dataclass(frozen=True)
class Waiting:
    title: str
    lines: list[Line]


def waiting_for(user: Any, now: datetime | None = None) -> list[Waiting]:
    """In the order of their urgency, and no more than the first of each; what nobody waits with is left out."""
    now = now or timezone.now()
    lists: list[tuple[str, Callable[[], Iterable[Line]]]] = [
        (_("You were asked"), lambda: _notes(user)),
        (_("Not saved yet"), lambda: _unsaved(user)),
        (_("On your desk"), lambda: _articles(_open().filter(assigned_to=user).order_by("modified_at"))),
    ]
    if may_publish(user):
        lists += [
            (_("To review"), lambda: _articles(_open().filter(status=Status.IN_REVIEW).order_by("modified_at"))),
            (_("Ready to publish"), lambda: _articles(_open().filter(status=Status.READY).order_by("modified_at"))),
            (_("Edits kept for later"), _pending),
        ]
    lists += [
        (_("Your drafts"), lambda: _articles(_drafts(user))),
        (_("Planned"), lambda: _planned(now)),
    ]
    found = [Waiting(title, list(lines())) for title, lines in lists]
    return [one for one in found if one.lines]


def _open() -> ArticleQuerySet:
    """What readers have not seen, and may."""
    unseen = Article.objects.filter(status__in=DESK_STATUSES)
    return unseen.select_related("section", "modified_by", "created_by")


def _drafts(user: Any) -> ArticleQuerySet:
    own = Q(created_by=user) | Q(modified_by=user)
    return _open().filter(own, status__in=[Status.DRAFT, Status.IN_REVIEW]).order_by("-modified_at")


def _articles(articles: ArticleQuerySet) -> Iterable[Line]:
    for article in articles.defer("body")[:MOST]:
        who = article.modified_by or article.created_by
        words = {"section": article.section, "who": who, "moment": local_text(article.modified_at)}
        said = _("%(section)s · changed by %(who)s, %(moment)s") if who else _("%(section)s · changed %(moment)s")
        yield _line(article, said % words)


def _planned(now: datetime) -> Iterable[Line]:
    """What readers will find by itself, in the order in which they will."""
    planned = Article.objects.filter(status=Status.PUBLISHED).select_related("section").defer("body")
    # Apart: an index holds the one, another the other, and none a choice of both.
    scheduled = planned.filter(published_at__gt=now).order_by("published_at", "id")[:MOST]
    embargoed = planned.filter(embargo_until__gt=now).order_by("embargo_until", "id")[:MOST]
    found = {article.pk: article for article in (*scheduled, *embargoed)}
    for article in sorted(found.values(), key=appears_at)[:MOST]:
        yield _line(article, str(article.section))


def _line(article: Article, said: str) -> Line:
    return Line(article.headline, _form_of(article.pk), said, state_word(article), state_text(article))


def _notes(user: Any) -> Iterable[Line]:
    """Those that name the user, until the user has answered."""
    answers = Note.objects.filter(article=OuterRef("article"), made_by=user, made_at__gt=OuterRef("made_at"))
    asked = Note.objects.filter(mentioned=user).exclude(article__status__in=GONE).exclude(Exists(answers))
    for note in asked.select_related("article", "made_by").order_by("-made_at", "-id")[:MOST]:
        address = reverse("admin:articles_article_notes", args=[note.article_id])
        yield Line(note.article.headline, address, f"{note.made_by or '–'}: {note.text[:160]}")


def _unsaved(user: Any) -> Iterable[Line]:
    for copy in WorkingCopy.objects.of(user.pk).select_related("article").defer("sent")[:MOST]:
        said = _("typed %(moment)s, not saved") % {"moment": local_text(copy.saved_at)}
        if copy.article_id and copy.article:
            yield Line(copy.article.headline, _form_of(copy.article_id), said)
        else:
            yield Line(_("A new article"), reverse("admin:articles_article_add"), said)


def _pending() -> Iterable[Line]:
    edits = PendingEdit.objects.select_related("article", "made_by").defer("content", "opened")
    for edit in edits.order_by("due_at", "made_at")[:MOST]:
        due = (
            _("goes out %(moment)s") % {"moment": local_text(edit.due_at)} if edit.due_at else str(edit.made_by or "–")
        )
        yield Line(edit.article.headline, _form_of(edit.article_id), edit.problem or due)


def _form_of(article_id: int) -> str:
    return reverse("admin:articles_article_change", args=[article_id])
