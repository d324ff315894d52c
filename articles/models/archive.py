"""What the newsroom answers when a body asks for pictures and articles of its own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from articles.models.article import Article
from articles.models.image import Image
from articles.models.redirect import Redirect
from articles.models.status import GONE, Status
from articles.models.wordpress import ImportSource

# WordPress names a smaller copy after its original: harbour-300x200.jpg.
_SIZE_SUFFIX = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")


def host_of(url: str) -> str:
    """The host without `www.`; empty for a site-relative or broken address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """The decoded path, as articles store theirs; empty for a broken address."""
    try:
        path = unicodedata.normalize("NFC", unquote(urlsplit(url).path)) or "/"
    except ValueError:
        return ""
    return "" if "\0" in path else path  # PostgreSQL cannot even be asked for it


class Archive:
    """Answers from the database (`articles.body.Newsroom`), a query or two for each question.

    `source` narrows WordPress's numbers to one imported site: two sites may share a number.
    """

    def __init__(self, own_article_id: int | None = None, source: ImportSource | None = None) -> None:
        self.own_article_id = own_article_id
        self.source = source

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        imported = ImportSource.objects.values_list("home_url", flat=True)
        return frozenset(filter(None, map(host_of, [settings.SITE_URL, *imported])))

    def is_own_url(self, url: str) -> bool:
        return (url.startswith("/") and not url.startswith("//")) or host_of(url) in self.own_hosts

    def images_by_attachment(self, attachment_ids: Collection[int]) -> Mapping[int, int]:
        numbers = [number for number in attachment_ids if number < 2**63]
        found = Image.objects.filter(wordpress_id__in=numbers)
        if self.source:
            found = found.filter(import_source=self.source)
        return _only_one(found.values_list("wordpress_id", "pk"))

    def images_by_source(self, sources: Collection[str]) -> Mapping[str, int]:
        originals = {source: _SIZE_SUFFIX.sub("", source) for source in sources}
        files = {source: path_of(source).removeprefix(settings.MEDIA_URL) for source in sources}
        urls = {*originals, *originals.values()} - {""}
        imported = dict(Image.objects.filter(source_url__in=urls).values_list("source_url", "pk"))
        uploaded = dict(Image.objects.filter(file__in={*files.values()} - {""}).values_list("file", "pk"))
        found = {
            source: imported.get(source) or imported.get(originals[source]) or uploaded.get(files[source])
            for source in sources
        }
        return {source: pk for source, pk in found.items() if pk}

    def articles_by_url(self, urls: Collection[str]) -> Mapping[str, int]:
        paths = {url: path_of(url) for url in urls if self.is_own_url(url)}
        found = self._articles_by_path({*paths.values()})
        by_number = self._articles_by_number(paths)
        answers = {url: by_number.get(url) or found.get(path) for url, path in paths.items()}
        return {url: pk for url, pk in answers.items() if pk}

    def articles_by_headline(self, keys: Collection[str]) -> Mapping[str, int]:
        """Only where one article has that headline; a published one wins over drafts."""
        rows = Article.objects.filter(headline_key__in={*keys} - {""}).exclude(status__in=GONE)
        published = _only_one(rows.filter(status=Status.PUBLISHED).values_list("headline_key", "pk"))
        return {**_only_one(rows.values_list("headline_key", "pk")), **published}

    def known_images(self, ids: Collection[int]) -> set[int]:
        return set(Image.objects.filter(pk__in=_storable(ids)).values_list("pk", flat=True))

    def known_articles(self, ids: Collection[int]) -> set[int]:
        found = Article.objects.filter(pk__in=_storable(ids)).exclude(status__in=GONE)
        return set(found.values_list("pk", flat=True))

    def _articles_by_path(self, paths: set[str]) -> dict[str, int]:
        either = {form for path in paths for form in (path, path.rstrip("/"), path.rstrip("/") + "/") if form}
        moved = Redirect.objects.filter(path__in=either, article__isnull=False).values_list("path", "article_id")
        current = Article.objects.filter(path__in=either).exclude(status__in=GONE).values_list("path", "pk")
        known = {path.rstrip("/"): pk for path, pk in [*moved, *current] if path and pk}
        return {path: known[path.rstrip("/")] for path in paths if path.rstrip("/") in known}

    def _articles_by_number(self, urls: Iterable[str]) -> dict[str, int]:
        """WordPress's `/?p=213727`."""
        numbers = {url: int(number) for url in urls if (number := _number_in(url))}
        if not numbers:
            return {}
        rows = Article.objects.filter(wordpress_id__in=numbers.values()).exclude(status__in=GONE)
        if self.source:
            rows = rows.filter(import_source=self.source)
        known = _only_one(rows.values_list("wordpress_id", "pk"))
        return {url: known[number] for url, number in numbers.items() if number in known}


def _number_in(url: str) -> str:
    values = parse_qs(urlsplit(url).query).get("p", [""])
    return values[0] if values[0].isdecimal() and len(values[0]) < 19 else ""


def _storable(ids: Collection[int]) -> list[int]:
    return [number for number in ids if number < 2**63]


def _only_one(rows: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    """Where a key has several answers it has none."""
    answers = defaultdict(set)
    for key, pk in rows:
        answers[key].add(pk)
    return {key: pks.pop() for key, pks in answers.items() if len(pks) == 1}
