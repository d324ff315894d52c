"""An article's page: everything its template shows, in four queries at most, whatever the article holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.models import Article, Correction, Section, Tag
from articles.models.prepared import together
from articles.pages import body_html, rail
from articles.pages.asked import Asked
from articles.pages.bylines import SignedPart, signed_parts
from articles.pages.comments import ShownComments, shown_comments
from articles.pages.figure import Figure
from articles.pages.head import Alternate, Head, shortened
from articles.pages.linkbacks import ShownLinkbacks, folded
from articles.pages.menu import Menu
from articles.pages.most_read import with_most_read
from articles.pages.queries import (
    BYLINES,
    COMMENTS,
    CORRECTIONS,
    IMAGES,
    LINKBACKS,
    TAGGED,
    TARGETS,
    TRANSLATIONS,
)
from articles.pages.story import shown_image
from articles.pages.structured import news_article
from articles.pages.translations import alternates
from articles.slugs import address_of

LONG_HEADLINE = 90
QUERIES = (BYLINES, TAGGED, COMMENTS, LINKBACKS, CORRECTIONS, IMAGES, TARGETS, TRANSLATIONS)
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
    corrections: list[Correction]
    """In the order in which they were made."""
    rail: list[SafeString]
    rail_title: str
    most_read: list[SafeString]
    structured: dict[str, Any]
    is_opinion: bool

    @property
    def has_long_headline(self) -> bool:
        return len(self.article.headline) > LONG_HEADLINE

    @property
    def section(self) -> Section:
        return self.line[-1]

    @property
    def others(self) -> list[Alternate]:
        """The same story in other languages."""
        return [one for one in self.head.alternates if one.language != self.article.language]

    @property
    def link(self) -> str:
        """The canonical address in full, as it is passed on."""
        return self.head.canonical_url


def article_page(article: Article, menu: Menu) -> ArticlePage:
    """For an article that stands at a path (`addresses`)."""
    with translation.override(article.language):
        return _page(article, menu)


def _page(article: Article, menu: Menu) -> ArticlePage:
    line = menu.line(article.section)
    head = _head(article, line)
    values: dict[str, Any] = {
        "ids": [article.pk],
        "article": article.pk,
        "original": article.translation_of_id or article.pk,
    }
    values |= body_html.wanted(article)
    bylines, tagged, comments, linkbacks, corrections, images, targets, story = together(*QUERIES, **values)
    head = replace(head, alternates=alternates(article, story))
    body = body_html.shown(article, images, targets)
    shown = shown_comments(comments)
    newest, most_read = with_most_read(_beside(article, line, menu), article.language)
    lead = None if body.shows(article.lead_image) else _lead(article)
    return ArticlePage(
        article=article,
        head=head,
        line=line,
        signed=signed_parts(bylines),
        tags=[one.tag for one in tagged],
        lead=lead,
        body=body.html(lead),
        comments=shown,
        linkbacks=folded(linkbacks),
        corrections=corrections,
        rail=rail.lines(newest, article),
        rail_title=_rail_title(article, line),
        most_read=most_read,
        structured=news_article(article, head, bylines, line, corrections, shown.total),
        is_opinion=head.kind == "opinion",
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
        feeds_of=address_of(article.section.path),
    )


def _lead(article: Article) -> Figure | None:
    image = shown_image(article)
    if image is None:
        return None
    return Figure(image, article.lead_caption or image.caption, is_lead=True, is_urgent=True)


def _beside(article: Article, line: list[Section], menu: Menu) -> Asked:
    """Others from the same part of the paper; beside another language, others in that language."""
    if not _is_in_site_language(article):
        return rail.in_language(article.language)
    return rail.in_sections(line[0].ids_with_subsections(menu.sections), article.language)


def _rail_title(article: Article, line: list[Section]) -> str:
    if _is_in_site_language(article):
        return gettext("More from {section}").format(section=line[0].name)
    return gettext("Latest")


def _is_in_site_language(article: Article) -> bool:
    return article.language == settings.LANGUAGE_CODE
