"""Answers in JSON for the desk's scripts: pictures and articles found by words, and what a body refers to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from articles.admin.states import state_text, time_text
from articles.admin.thumbnails import thumbnail_url
from articles.models import Article, Image
from articles.models.querysets import ArticleQuerySet
from articles.models.status import GONE

_MOST_FOUND = 20
_MOST_DESCRIBED = 200
_LONGEST_QUERY = 200

JSONView = Callable[..., JsonResponse]


def needs(permission: str) -> Callable[[JSONView], JSONView]:
    """Refuses in JSON, as scripts cannot read a page."""

    def decorated(view: JSONView) -> JSONView:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            if not request.user.has_perm(permission):
                return JsonResponse({"error": _("You may not do this.")}, status=403)
            return view(request, *args, **kwargs)

        return checked

    return decorated


@require_GET
@needs("articles.view_image")
def search_images(request: HttpRequest) -> JsonResponse:
    found = Image.objects.matching(_words(request)).order_by("-created_at", "-id")[: _MOST_FOUND + 1]
    return _bounded([image_facts(image) for image in found])


@require_GET
@needs("articles.view_article")
def search_articles(request: HttpRequest) -> JsonResponse:
    """Newest first, without those that were withdrawn and without `exclude`, the one being written."""
    own_id = next(iter(_numbers(request.GET.get("exclude", ""))), 0)
    found: ArticleQuerySet = Article.objects.exclude(status__in=GONE).exclude(pk=own_id)
    for word in _words(request).split():
        found = found.filter(Q(headline__icontains=word) | Q(short_headline__icontains=word))
    rows = _for_facts(found).order_by("-modified_at", "-id")[: _MOST_FOUND + 1]
    return _bounded([article_facts(article) for article in rows])


@require_GET
@needs("articles.view_article")
def describe(request: HttpRequest) -> JsonResponse:
    """What the pictures and articles of a body are called by now: `?images=1,2&articles=3`."""
    images = Image.objects.filter(pk__in=_numbers(request.GET.get("images", "")))
    articles = _for_facts(Article.objects.filter(pk__in=_numbers(request.GET.get("articles", ""))))
    return JsonResponse(
        {
            "images": {image.pk: image_facts(image) for image in images},
            "articles": {article.pk: article_facts(article) for article in articles},
        }
    )


def image_facts(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "name": str(image),
        "thumbnail": thumbnail_url(image),
        "caption": image.caption,
        "credit": image.credit,
        "alt_text": image.alt_text,
        "decorative": image.decorative,
        "size": f"{image.width} × {image.height}" if image.width else "",
        "missing": image.is_missing,
        "url": reverse("admin:articles_image_change", args=[image.pk]),
    }


def article_facts(article: Article) -> dict[str, Any]:
    return {
        "id": article.pk,
        "headline": article.headline,
        "section": str(article.section),
        "state": state_text(article),
        "time": time_text(article),
        "gone": article.status in GONE,
        "thumbnail": thumbnail_url(article.lead_image),
        "url": reverse("admin:articles_article_change", args=[article.pk]),
    }


def _for_facts(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.select_related("section", "lead_image").defer("body")


def _bounded(facts: list[dict[str, Any]]) -> JsonResponse:
    return JsonResponse({"results": facts[:_MOST_FOUND], "more": len(facts) > _MOST_FOUND})


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:_LONGEST_QUERY]


def _numbers(text: str) -> list[int]:
    """Whole numbers that a database can hold; whatever else is in a list is left out."""
    parts = [part.strip() for part in text.split(",")[:_MOST_DESCRIBED]]
    return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 19]
