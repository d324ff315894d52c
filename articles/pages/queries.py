"""What pages ask the database for, prepared: see `models.prepared`. Values go by the names of the slots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Article, Byline, Comment, Image, Linkback, Section, TaggedArticle
from articles.models.prepared import Prepared
from articles.models.querysets import ArticleQuerySet
from articles.models.slots import moment, number, text
from articles.pages.comments import first_comments
from articles.pages.linkbacks import first_linkbacks

RAIL = 6
_LINE = ("headline", "short_headline", "path", "published_at", "language")


def _rail(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Only the columns a line shows."""
    return articles.only(*_LINE).newest_first()[:RAIL]


def _others() -> ArticleQuerySet:
    published = Article.objects.published(moment("now"))
    return published.filter(language=text("language")).exclude(pk=number("article"))


def _entries() -> ArticleQuerySet:
    articles = Article.objects.filter(pk__among="ids").select_related("section", "lead_image")
    return articles.defer("body").newest_first()


def _targets() -> Any:
    """Those that are published: nobody is sent to a page that is not there."""
    articles = Article.objects.published(moment("now")).filter(pk__among="targets")
    return articles.select_related("lead_image").defer("body")


SECTIONS = Prepared(lambda: Section.objects.in_order())
AT_PATHS = Prepared(
    lambda: Article.objects.joined_for_page().filter(path__in=[text("path"), text("with_slash"), text("without")])
)
BYLINES = Prepared(lambda: Byline.objects.select_related("author").filter(article__among="ids"))
BYLINES_OF_VOICES = Prepared(lambda: Byline.objects.select_related("author__portrait").filter(article__among="voices"))
TAGGED = Prepared(
    lambda: TaggedArticle.objects.select_related("tag").filter(content_object=number("article")).order_by("id")
)
COMMENTS = Prepared(lambda: first_comments(Comment.objects.filter(article=number("article"))))
LINKBACKS = Prepared(lambda: first_linkbacks(Linkback.objects.filter(article=number("article")), moment("now")))
IMAGES = Prepared(lambda: Image.objects.filter(pk__among="images").order_by())
TARGETS = Prepared(_targets)
ENTRIES = Prepared(_entries)
PUBLISHED_ENTRIES = Prepared(lambda: _entries().published(moment("now")))
LATEST = Prepared(lambda: _rail(Article.objects.published(moment("now"))))
NEWEST = Prepared(lambda: Article.objects.published(moment("now")).only("published_at").newest_first()[:1])
OLDEST = Prepared(lambda: Article.objects.published(moment("now")).only("published_at").oldest_first()[:1])
OTHERS = Prepared(lambda: _rail(_others()))
OTHERS_IN_SECTIONS = Prepared(lambda: _rail(_others().filter(section__among="sections")))


def signed(articles: list[Article], bylines: Iterable[Byline]) -> list[Article]:
    """The articles with their bylines, as if they had been prefetched."""
    found: dict[int, list[Byline]] = {article.pk: [] for article in articles}
    for byline in bylines:
        found.get(byline.article_id, []).append(byline)
    for article in articles:
        rows: Any = Byline.objects.all()
        rows._result_cache, rows._prefetch_done = found[article.pk], True
        vars(article)["_prefetched_objects_cache"] = {"bylines": rows}
    return articles
