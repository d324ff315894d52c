"""A content put into an article: the way back from plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Author, Byline
from articles.revisions.content import FIELDS, PLAIN, Content, digests, label_of


def put(article: Article, content: Content) -> Callable[[], None]:
    """Fills the article's own fields; what is answered saves its tags and bylines, when the article is saved."""
    for name in PLAIN:
        setattr(article, name, content[name])
    _refuse_missing([row[0] for row in content["bylines"] if row[0]])
    article.path = content["path"] or None
    article.section_id, article.lead_image_id = content["section"], content["lead_image"]
    article.translation_of_id = content["translation_of"]
    embargo = content["embargo_until"]
    article.embargo_until = datetime.fromisoformat(embargo) if embargo else None

    def save_related() -> None:
        article.tags.set(content["tags"])
        _put_bylines(article, content["bylines"])

    return save_related


def _refuse_missing(author_ids: list[int]) -> None:
    if Author.objects.filter(pk__in=author_ids).count() != len(set(author_ids)):
        raise ValidationError(_("An author of its bylines is here no longer."))


def _put_bylines(article: Article, rows: list[list[Any]]) -> None:
    if [[one.author_id, one.guest_name, one.role] for one in article.bylines.all()] == rows:
        return
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=author, guest_name=guest_name, role=role, position=position)
        for position, (author, guest_name, role) in enumerate(rows)
    )


def merged(wanted: Content, opened: Mapping[str, str], live: Content) -> Content:
    """`wanted`, with what somebody else has changed in `live` since it was `opened`; refuses where both did."""
    ours, theirs = digests(wanted), digests(live)
    changed = [name for name in FIELDS if theirs[name] not in {opened.get(name), ours[name]}]
    clashing = [name for name in changed if ours[name] != opened.get(name)]
    if clashing:
        raise ValidationError(
            _("Somebody has changed the same since: %(names)s"), params={"names": ", ".join(map(label_of, clashing))}
        )
    return {**wanted, **{name: live[name] for name in changed}}
