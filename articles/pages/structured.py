"""What pages say of themselves in the words of schema.org, and nothing that they do not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.models import Article, Byline, Correction, Image, Page, Section
from articles.pages.dates import iso
from articles.pages.head import Head, absolute
from articles.slugs import address_of

_CONTEXT = "https://schema.org"


def news_article(
    article: Article,
    head: Head,
    bylines: list[Byline],
    line: Sequence[Section],
    corrections: Sequence[Correction],
    comment_count: int = 0,
) -> dict[str, Any]:
    """The one object of an article's page; where it stands is said within."""
    published = iso(article.published_at) if article.published_at else ""
    found = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": head.description,
        "datePublished": published,
        "dateModified": iso(article.updated_at) if article.was_updated and article.updated_at else published,
        "author": [_author(byline) for byline in bylines if byline.role != Byline.Role.EDITING],
        "publisher": _organization(),
        "image": _images(head.image) if head.image else [],
        "mainEntityOfPage": {"@type": "WebPage", "@id": head.canonical_url, "breadcrumb": _breadcrumbs(line)},
        "isPartOf": {"@type": "WebSite", "@id": absolute("/#site"), "name": settings.SITE_NAME},
        "commentCount": comment_count,
        "correction": [_correction(one) for one in corrections],
        "articleSection": article.section.name,
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": [".p-name", ".p-summary"]},
        "inLanguage": head.html_language,
    }
    return {key: value for key, value in found.items() if value}


def _correction(one: Correction) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": one.text, "datePublished": iso(one.made_at)}


def section_page(line: Sequence[Section]) -> dict[str, Any]:
    """Where a section stands among the others."""
    return {"@context": _CONTEXT, **_breadcrumbs(line)}


# What of a publisher each standing page says, in the words of the Trust Project.
_POLICIES = {
    Page.Purpose.MASTHEAD: "masthead",
    Page.Purpose.ETHICS: "ethicsPolicy",
    Page.Purpose.CORRECTIONS: "correctionsPolicy",
    Page.Purpose.OWNERSHIP: "ownershipFundingInfo",
    Page.Purpose.SOURCES: "unnamedSourcesPolicy",
    Page.Purpose.BYLINES: "noBylinesPolicy",
    Page.Purpose.FACTS: "verificationFactCheckingPolicy",
    Page.Purpose.FEEDBACK: "actionableFeedbackPolicy",
    Page.Purpose.DIVERSITY: "diversityPolicy",
}


def front_page(standing: Sequence[Page] = ()) -> dict[str, Any]:
    """Who publishes the paper, and how it is searched."""
    target = f"{absolute(reverse('search'))}?q={{words}}"
    site = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "publisher": {"@id": absolute("/#paper")},
        "potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=words"},
    }
    return {"@context": _CONTEXT, "@graph": [_organization() | _standing(standing), site]}


def _standing(pages: Sequence[Page]) -> dict[str, Any]:
    """What pages there are for readers who ask how the paper works."""
    urls = {page.purpose: absolute(page.get_absolute_url()) for page in pages}
    found: dict[str, Any] = {name: urls[purpose] for purpose, name in _POLICIES.items() if purpose in urls}
    if contact := urls.get(Page.Purpose.CONTACT):
        found["contactPoint"] = {"@type": "ContactPoint", "contactType": "newsroom", "url": contact}
    return found


def _organization() -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": absolute("/favicon.svg")}
    own = {"@id": absolute("/#paper"), "name": settings.SITE_NAME, "url": absolute("/"), "logo": logo}
    return {"@type": "NewsMediaOrganization", **own}


def _breadcrumbs(line: Sequence[Section]) -> dict[str, Any]:
    """From the front page down to the last section."""
    places = [(settings.SITE_NAME, "/"), *((section.name, address_of(section.path)) for section in line)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _author(byline: Byline) -> dict[str, str]:
    if byline.author:
        url = absolute(byline.author.get_absolute_url())
        return {"@type": "Person", "name": byline.name, "url": url}
    # Agencies sign with one word (AFP, Reuters, Agencies), guests with two or more.
    return {"@type": "Person" if " " in byline.name else "Organization", "name": byline.name}


def _images(image: Image) -> list[dict[str, Any]]:
    """In the three shapes that search engines show, where it is large enough for them."""
    shown = [*image.shared.values()] or [image.largest]
    credit = {"creditText": image.credit} if image.credit else {}
    return [
        {"@type": "ImageObject", "url": absolute(one.url), "width": one.width, "height": one.height, **credit}
        for one in shown
    ]
