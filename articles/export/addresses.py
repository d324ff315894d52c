"""Addresses in full, as they stand outside this site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings

from articles.models import Article, Image, MediaFile
from articles.models.archive import Archive
from articles.slugs import address_of

UPLOADS = "/wp-content/uploads/"
_HREF = re.compile(r'\b(?:href|data-link)="([^"]*)"')
_LINKING_TAG = re.compile(r"<(?:a|audio|video)\b[^>]*>")
_ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')


def absolute(path: str) -> str:
    """Of a stored, decoded path."""
    return f"{settings.SITE_URL}{address_of(path)}"


def file_url(row: Image | MediaFile) -> str:
    """Where the file itself is served: named by its content, so equal wherever that file is. Empty without a file."""
    return f"{settings.SITE_URL}{row.file.url}" if row.file else upload_url(row)


def upload_url(row: Image | MediaFile) -> str:
    """Where WordPress had it; empty for a file that never was there."""
    return absolute(f"{UPLOADS}{row.upload_path}") if row.upload_path else ""


def source_of(row: Image | MediaFile) -> str:
    """Where another site gets the file: at its old address here; while it is missing, where it came from."""
    return (upload_url(row) or file_url(row)) if row.file else (row.source_url or upload_url(row))


class Links:
    """The links of some bodies in full; those to own articles lead where the article is now. Three queries or four."""

    def __init__(self, bodies: Iterable[str], archive: Archive) -> None:
        hrefs = {html.unescape(href) for body in bodies for href in _HREF.findall(body)}
        self._archive = archive
        found = archive.articles_by_url([href for href in hrefs if archive.is_own_url(href)])
        self._paths = _paths_of(found)

    def of(self, href: str) -> str:
        """What is no address of this site stays as it is."""
        if not self._archive.is_own_url(href):
            return href
        parts = urlsplit(href)
        path, query = parts.path, parts.query
        if href in self._paths:
            path = address_of(self._paths[href])
            query = urlencode([(key, value) for key, value in parse_qsl(query) if key != "p"])
        return f"{settings.SITE_URL}{path}{query and f'?{query}'}{parts.fragment and f'#{parts.fragment}'}"

    def in_html(self, shown: str) -> str:
        """Finished markup with every link, and every player's file, in full."""
        return _LINKING_TAG.sub(lambda tag: _ADDRESS.sub(self._rewritten, tag[0]), shown)

    def _rewritten(self, attribute: re.Match[str]) -> str:
        return f'{attribute[1]}="{html.escape(self.of(html.unescape(attribute[2])))}"'


def _paths_of(found: Mapping[str, int]) -> dict[str, str]:
    rows = Article.objects.filter(pk__in=set(found.values()), path__isnull=False)
    paths = dict(rows.values_list("pk", "path"))
    return {href: paths[pk] or "" for href, pk in found.items() if pk in paths}
