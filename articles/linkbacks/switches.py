"""Whether linkbacks are taken and sent: by the site's settings, and by the article's own switch and age."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings

from articles import clock
from articles.fetch.hosts import is_local_name
from articles.fetch.networks import is_allowed_by_setting, is_public
from articles.models import Article


def accepts(article: Article, now: datetime | None = None) -> bool:
    """Whether the article takes linkbacks at this moment. What does not is not advertised either.

    At another moment than this one nothing is taken.
    """
    if clock.is_moved():
        return False
    now = now or clock.now()
    is_open = settings.LINKBACKS_RECEIVE and article.receives_linkbacks and article.is_published(now)
    return bool(is_open and now < (closes_at(article) or datetime.max.replace(tzinfo=UTC)))


def closes_at(article: Article) -> datetime | None:
    """When an article becomes too old to take linkbacks; None where none does."""
    days = settings.LINKBACKS_CLOSE_AFTER_DAYS
    return article.published_at + timedelta(days=days) if days and article.published_at else None


def sends() -> bool:
    """Where the setting is silent: production only, which is a `SITE_URL` that those we tell can reach."""
    if settings.LINKBACKS_SEND is not None:
        return bool(settings.LINKBACKS_SEND)
    return not settings.DEBUG and can_be_reached(settings.SITE_HOST)


def can_be_reached(host: str) -> bool:
    """Whether others may find us there: no name or address of a local network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return not is_local_name(host)
    return is_public(address) or is_allowed_by_setting(address)
