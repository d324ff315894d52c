"""All that an article's page shows of the article itself, in the query that finds it: signatures, tags, what was said.

Read as JSON and made into rows again, which name themselves to the page in the making as loaded ones do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, Window

from articles.models.author import Author, Byline
from articles.models.comment import Comment
from articles.models.linkback import Linkback
from articles.models.rows import Rows, made, moment
from articles.models.tag import Tag, TaggedArticle

if TYPE_CHECKING:
    from articles.models.querysets import ArticleQuerySet

MOST = 200
"""Linkbacks, and comments, on a page."""
_BYLINE = ("id", "role", "position", "guest_name", "author", "author__name", "author__slug")
_TAG = ("tag", "tag__name", "tag__slug")
_LINKBACK = ("id", "kind", "source_url", "site", "title", "excerpt", "received_at", "source_article")
_COMMENT = ("id", "parent", "author_name", "author_url", "body", "created_at", "wordpress_id")


def with_rows(articles: ArticleQuerySet) -> ArticleQuerySet:
    own = OuterRef("pk")
    answers_shown = Q(parent=None) | Q(parent__status=Comment.Status.APPROVED, parent__kind="")
    comments = Comment.objects.filter(answers_shown, article=own).shown().oldest_first()
    linkbacks = Linkback.objects.filter(article=own).shown().oldest_first()
    return articles.annotate(
        byline_rows=Rows(Byline.objects.filter(article=own), *_BYLINE),
        tag_rows=Rows(TaggedArticle.objects.filter(content_object=own).order_by("id"), *_TAG),
        linkback_rows=Rows(linkbacks[:MOST], *_LINKBACK, "source_article__path"),
        comment_rows=Rows(comments.annotate(total=Window(Count("pk")))[:MOST], *_COMMENT, "total"),
    )


def bylines(rows: list[list[Any]]) -> list[Byline]:
    found = []
    for *own, name, slug in rows:
        byline = made(Byline, _BYLINE[:5], own)
        byline.author = made(Author, ("id", "name", "slug"), [byline.author_id, name, slug]) if name else None
        found.append(byline)
    return found


def tags(rows: list[list[Any]]) -> list[Tag]:
    return [made(Tag, ("id", "name", "slug"), row) for row in rows]


def linkbacks(rows: list[list[Any]]) -> list[Linkback]:
    from articles.models.article import Article

    found = []
    for *own, path in rows:
        own[6] = moment(own[6])
        linkback = made(Linkback, _LINKBACK, own)
        if linkback.source_article_id:
            linkback.source_article = made(Article, ("id", "path"), [linkback.source_article_id, path])
        found.append(linkback)
    return found


def comments(rows: list[list[Any]]) -> tuple[list[Comment], int]:
    """With the number there is of them, shown or not."""
    total = rows[0][-1] if rows else 0
    found = []
    for *own, _total in rows:
        own[5] = moment(own[5])
        found.append(made(Comment, _COMMENT, own))
    return found, total
