"""An article's page: everything its template shows, in at most nine queries whatever the article holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.models import Article, Section, Tag
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import ALL_LIST, depends_on
from articles.pages import body_html
from articles.pages.bylines import SignedPart, signed_parts
from articles.pages.comments import ShownComments, comments_of
from articles.pages.figure import Figure
from articles.pages.head import Head, shortened
from articles.pages.linkbacks import ShownLinkbacks, linkbacks_of
from articles.pages.menu import Menu
from articles.pages.rail import newest
from articles.pages.story import shown_image
from articles.pages.structured import news_article

LONG_HEADLINE = 90
OPINION = "opinion"


@dataclass(frozen=True)
class ArticlePage:
    article: Article
    head: Head
    line: list[Section]
    signed: list[SignedPart]
    tags: list[Tag]
    lead: Figure | None
    body: SafeString
    comments: ShownComments
    linkbacks: ShownLinkbacks
    rail: list[Article]
    rail_title: str
    structured: dict[str, Any]

    @property
    def is_opinion(self) -> bool:
        return self.head.kind == "opinion"

    @property
    def has_long_headline(self) -> bool:
        return len(self.article.headline) > LONG_HEADLINE

    @property
    def section(self) -> Section:
        return self.line[-1]

    @property
    def link(self) -> str:
        """The canonical address in full, as it is passed on."""
        return self.head.canonical_url


def article_page(article: Article, menu: Menu) -> ArticlePage:
    """For an article that `for_page()` fetched."""
    with translation.override(article.language):
        return _page(article, menu)


def _page(article: Article, menu: Menu) -> ArticlePage:
    line = menu.line(article.section)
    head = _head(article, line)
    bylines = list(article.bylines.all())
    body = body_html.load(article)
    lead = None if body.shows(article.lead_image) else _lead(article)
    return ArticlePage(
        article=article,
        head=head,
        line=line,
        signed=signed_parts(bylines),
        tags=[tagged.tag for tagged in article.tagged.all()],
        lead=lead,
        body=body.html(lead),
        comments=comments_of(article),
        linkbacks=linkbacks_of(article),
        rail=newest(_around(article, line, menu)),
        rail_title=_rail_title(article, line),
        structured=news_article(article, head, bylines),
    )


def _head(article: Article, line: Iterable[Section]) -> Head:
    is_opinion = any(section.slug == OPINION for section in line)
    return Head(
        kind="opinion" if is_opinion else "article",
        title=article.headline,
        address=article.canonical_url or article.get_absolute_url(),
        description=shortened(article.standfirst or body_html.opening(article)),
        language=article.language,
        article=article,
        image=shown_image(article),
    )


def _lead(article: Article) -> Figure | None:
    image = shown_image(article)
    if image is None:
        return None
    return Figure(image, article.lead_caption or image.caption, is_lead=True, is_urgent=True)


def _around(article: Article, line: list[Section], menu: Menu) -> ArticleQuerySet:
    """Others from the same part of the paper; beside another language, others in that language."""
    if not _is_in_site_language(article):
        depends_on(ALL_LIST)
    others = Article.objects.published().filter(language=article.language).exclude(pk=article.pk)
    return others.in_section(line[0], menu.sections) if _is_in_site_language(article) else others


def _rail_title(article: Article, line: list[Section]) -> str:
    if _is_in_site_language(article):
        return gettext("More from {section}").format(section=line[0].name)
    return gettext("Latest")


def _is_in_site_language(article: Article) -> bool:
    return article.language == settings.LANGUAGE_CODE
