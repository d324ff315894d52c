"""Who may do what to an article: everybody who writes has the desk, editors have what is out."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.publishing import DESK_STATUSES


def may_publish(user: Any) -> bool:
    return bool(user.has_perm("articles.publish_article"))


def may_change(user: Any, article: Article | None = None) -> bool:
    """Without an article: may the user change any at all?"""
    if not user.has_perm("articles.change_article"):
        return False
    return article is None or article.status in DESK_STATUSES or may_publish(user)


def article_for(
    admin: ModelAdmin[Article], request: HttpRequest, article_id: str, *, has_right: bool = True, to_see: bool = False
) -> Article:
    """The one a page of its own is about, for who may change it, or at least see it where that is enough.

    404 or 403 otherwise, and for who has not the page's own right.
    """
    article = admin.get_object(request, article_id)
    if article is None:
        raise Http404
    may = admin.has_view_or_change_permission if to_see else admin.has_change_permission
    if not (has_right and may(request, article)):
        raise PermissionDenied
    return article


def may_delete(user: Any, article: Article | None = None) -> bool:
    """What readers have seen is killed, never deleted, so that its address answers truly."""
    if not user.has_perm("articles.delete_article"):
        return False
    return article is None or article.published_at is None
