"""What appears, or goes, at a moment to come: a change that nobody writes when it happens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from articles.models import Article, Byline, Image, Linkback, MostRead, TaggedArticle
from articles.models.status import Status
from articles.page_keys import ALL_LIST, FRONT, author_list, most_read, section_list, tag_list


def next_moment(alias: str, after: datetime) -> datetime | None:
    """The first at which an article may appear, or the rights to a picture end. Three steps in an index."""
    articles = Article.objects.using(alias).filter(status=Status.PUBLISHED).order_by()
    moments = [
        articles.filter(**{f"{name}__gt": after}).order_by(name).values_list(name, flat=True).first()
        for name in ("published_at", "embargo_until")
    ]
    endings = Image.objects.using(alias).filter(rights_end_at__gt=after).order_by("rights_end_at")
    moments.append(endings.values_list("rights_end_at", flat=True).first())
    return min(filter(None, moments), default=None)


def appearing(alias: str, after: datetime, until: datetime) -> set[str]:
    """All that changes on pages since `after`, up to and with `until`: by articles that appear, pictures that go."""
    return _with_articles(alias, after, until) | _without_pictures(alias, after, until)


def _without_pictures(alias: str, after: datetime, until: datetime) -> set[str]:
    ended = Image.objects.using(alias).ending(after, until).order_by().values_list("pk", flat=True)
    keys = {f"image:{pk}" for pk in ended}
    return keys | {FRONT} if keys else keys


def _with_articles(alias: str, after: datetime, until: datetime) -> set[str]:
    due = Q(published_at__gt=after, published_at__lte=until) | Q(embargo_until__gt=after, embargo_until__lte=until)
    found = Article.objects.using(alias).filter(due, status=Status.PUBLISHED)
    rows = list(found.values_list("pk", "section", "translation_of"))
    if not rows:
        return set()
    ids = [pk for pk, _section, _original in rows]
    originals = [original or pk for pk, _section, original in rows]
    return {
        ALL_LIST,
        FRONT,
        *(f"article:{pk}" for pk in ids),
        *(section_list(section) for _pk, section, _original in rows),
        *map(tag_list, _column(alias, TaggedArticle, "tag", content_object__in=ids)),
        *map(author_list, _column(alias, Byline, "author", article__in=ids, author__isnull=False)),
        *(f"article:{pk}" for pk in _column(alias, Linkback, "article", source_article__in=ids)),
        *(f"article:{pk}" for pk in originals),
        *(f"article:{pk}" for pk in _column(alias, Article, "pk", translation_of__in=originals)),
        *map(most_read, _column(alias, MostRead, "language", article__in=ids)),
    }


def _column(alias: str, model: type[Model], name: str, **condition: object) -> list[Any]:
    rows: QuerySet[Model] = model._default_manager.using(alias).all()
    return list(rows.filter(**condition).order_by().values_list(name, flat=True))
