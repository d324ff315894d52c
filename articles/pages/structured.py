"""An article as schema.org's NewsArticle, saying nothing the page does not show."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from articles.models import Article, Byline, Image
from articles.pages.dates import iso
from articles.pages.head import Head, absolute


def news_article(article: Article, head: Head, bylines: list[Byline]) -> dict[str, Any]:
    published = iso(article.published_at) if article.published_at else ""
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": head.description,
        "datePublished": published,
        "dateModified": iso(article.updated_at) if article.was_updated and article.updated_at else published,
        "author": [_author(byline) for byline in bylines if byline.role != Byline.Role.EDITING],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": absolute("/")},
        "image": _images(head.image) if head.image else [],
        "mainEntityOfPage": head.canonical_url,
        "articleSection": article.section.name,
        "inLanguage": head.html_language,
    }
    return {key: value for key, value in found.items() if value}


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
