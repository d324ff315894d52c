"""Which addresses are this site's own, by any of its names."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings

from articles.fetch import Refused, Url, parse_url
from articles.models import ImportSource
from articles.models.sources import site_of


def is_own(url: str, names: Collection[str] | None = None) -> bool:
    """Whether a web address leads to us: a name of ours, exactly, on a port we serve. A broken one does not.

    `names` are `own_names()`, for who asks about many.
    """
    try:
        found = parse_url(url)
    except Refused:
        return False
    return found.port in _ports() and any(
        _is_called(found.host, name) for name in (own_names() if names is None else names)
    )


def own_names() -> set[str]:
    """Host names in lower case; one with a dot in front stands for all below it, and for itself.

    One query: a site that was imported is ours, too.
    """
    imported = ImportSource.objects.values_list("home_url", flat=True)
    hosts = {settings.SITE_HOST, *(urlsplit(url).hostname or "" for url in imported)}
    hosts |= {f"www.{host}" for host in hosts if host} | {host.removeprefix("www.") for host in hosts}
    listed = {name.lower().rstrip(".").strip("[]") for name in (*settings.ALLOWED_HOSTS, *settings.OWN_HOSTS)}
    return (hosts | listed) - {"", "*"}


def own_sites() -> set[str]:
    """The sites our own names belong to: a rule for one of them would be a rule for ourselves. One query."""
    return {site_of(f"https://{name.removeprefix('.')}/") for name in own_names()} - {""}


def _is_called(host: str, name: str) -> bool:
    return host == name or (name.startswith(".") and (host.endswith(name) or host == name[1:]))


def _ports() -> set[int]:
    site: Url = parse_url(settings.SITE_URL)
    return {80, 443, site.port}
