"""Answers what a batch of bodies will ask: a dozen queries, however many bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlsplit

from django.conf import settings

from articles.models import Article, Image, ImportedItem, ImportSource, MediaFile, Redirect
from articles.models.archive import host_of, path_of
from articles.models.status import GONE
from articles.wordpress.importing import own_rows
from articles.wordpress.importing.answers import Answers, Mentions
from articles.wordpress.importing.pieces import among

_SIZE_SUFFIX = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_UPLOADS = "/wp-content/uploads/"
_FILES_HOST = ".files.wordpress.com"
_SHOWS_OWN = re.compile(r"\[(?:gallery|audio|video|playlist)\b")
_MEDIA = {"audio": "mp3 ogg oga flac m4a wav", "video": "mp4 m4v webm ogv flv mov"}


class Asking:
    """For one source; what it learns of hosts holds for the whole run."""

    def __init__(self, source: ImportSource) -> None:
        self._source = source
        imported = ImportSource.objects.values_list("home_url", flat=True)
        self._hosts = frozenset(filter(None, map(host_of, [settings.SITE_URL, *imported])))

    def answers(self, contents: Sequence[tuple[int, str]]) -> Answers:
        """All but the headlines; `contents` with WordPress's numbers, which two of them may share (E105)."""
        mentions = Mentions.in_contents(text for _number, text in contents)
        pictures, media = self._of_posts([number for number, text in contents if _SHOWS_OWN.search(text)])
        mentions.numbers.update(number for numbers in pictures.values() for number in numbers)
        images, files = self._attachments(mentions.numbers)
        own = [url for url in mentions.addresses if self._is_own(url)]
        return Answers(
            own_hosts=self._hosts,
            attachments=images,
            sources=self._by_upload(own),
            urls=self._by_url(own),
            files=files,
            pictures=pictures,
            media=media,
            blocks=self._blocks(mentions.blocks),
            captions=own_rows.captions_of(images.values(), (text for _number, text in contents)),
        )

    def _is_own(self, url: str) -> bool:
        host = host_of(url)
        return host in self._hosts or not host or host.endswith(_FILES_HOST)

    def _attachments(self, numbers: Collection[int]) -> tuple[dict[int, int], dict[int, str]]:
        rows = ImportedItem.objects.filter(source=self._source, kind="attachment")
        images: dict[int, int] = {}
        files: dict[int, int] = {}
        for number, pk, data in among(rows, "wordpress_id", numbers, "wordpress_id", "local_id", "data"):
            (images if data.get("model") == "image" else files)[number] = pk or 0
        paths = dict(among(MediaFile.objects.all(), "pk", files.values(), "pk", "upload_path"))
        return images, {number: f"{_UPLOADS}{paths[pk]}" for number, pk in files.items() if pk in paths}

    def _of_posts(self, numbers: Sequence[int]) -> tuple[dict[int, list[int]], dict[tuple[int, str], list[str]]]:
        """The pictures, sounds and films that belong to posts, by menu order, then number."""
        pictures: defaultdict[int, list[int]] = defaultdict(list)
        media: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        rows = ImportedItem.objects.filter(source=self._source, kind="attachment", parent_number__in=numbers)
        for row in sorted(rows, key=lambda row: (row.data.get("order", 0), row.wordpress_id)) if numbers else ():
            if row.data.get("model") == "image":
                pictures[row.parent_number].append(row.wordpress_id)
            elif kind := _kind_of(row.data.get("guid", "")):
                media[row.parent_number, kind].append(row.data["guid"])
        return dict(pictures), dict(media)

    def _by_upload(self, urls: Iterable[str]) -> dict[str, int]:
        """The picture an address shows, by its place below the uploads folder; sizes mean the original."""
        places = {url: place for url in urls if (place := _place(url))}
        wanted = {form for place in places.values() for form in (place, _SIZE_SUFFIX.sub("", place))}
        rows = Image.objects.filter(import_source=self._source)
        known = dict(among(rows, "upload_path", wanted, "upload_path", "pk"))
        found = {url: known.get(place) or known.get(_SIZE_SUFFIX.sub("", place)) for url, place in places.items()}
        return {url: pk for url, pk in found.items() if pk}

    def _by_url(self, urls: Iterable[str]) -> dict[str, int]:
        paths = {url: path_of(url) for url in urls}
        forms = {form for path in paths.values() if path for form in _either(path)}
        known = self._articles_at(forms)
        numbers = {url: number for url in paths if (number := _number_in(url))}
        posts = ImportedItem.objects.filter(source=self._source, kind="post")
        by_number = dict(among(posts, "wordpress_id", set(numbers.values()), "wordpress_id", "local_id"))
        found = {url: by_number.get(numbers.get(url, 0)) or known.get(path.rstrip("/")) for url, path in paths.items()}
        return {url: pk for url, pk in found.items() if pk}

    def _articles_at(self, paths: set[str]) -> dict[str, int]:
        moved = Redirect.objects.filter(article__isnull=False)
        current = Article.objects.exclude(status__in=GONE)
        placed = ImportedItem.objects.filter(kind="post", is_public=True)
        rows = [
            *among(moved, "path", paths, "path", "article_id"),
            *among(current, "path", paths, "path", "pk"),
            *among(placed, "path", paths, "path", "local_id"),
        ]
        return {str(path).rstrip("/"): int(pk) for path, pk in rows if pk}

    def _blocks(self, numbers: Collection[int]) -> dict[int, str]:
        rows = ImportedItem.objects.filter(source=self._source, kind="wp_block")
        found = among(rows, "wordpress_id", numbers, "wordpress_id", "data")
        return {number: data.get("content", "") for number, data in found}

    def headlines(self, keys: Collection[str]) -> dict[str, int]:
        """Only where one article alone has the headline; here already, or in this export."""
        answers: defaultdict[str, set[int]] = defaultdict(set)
        wanted = {key[:250] for key in keys} - {""}
        here = Article.objects.exclude(status__in=GONE)
        placed = ImportedItem.objects.filter(kind="post", is_public=True)
        for key, pk in [
            *among(here, "headline_key", wanted, "headline_key", "pk"),
            *among(placed, "headline_key", wanted, "headline_key", "local_id"),
        ]:
            answers[key].add(pk or 0)
        return {key: pks.pop() for key, pks in answers.items() if len(pks) == 1}


def _either(path: str) -> tuple[str, str]:
    bare = path.rstrip("/")
    return bare, f"{bare}/"


def _place(url: str) -> str:
    """`2016/10/harbour.jpg` of an address below uploads; wp.com keeps them on a host of their own."""
    path = path_of(url)
    if _UPLOADS in path:
        return path.partition(_UPLOADS)[2]
    return path.lstrip("/") if host_of(url).endswith(_FILES_HOST) else ""


def _kind_of(url: str) -> str:
    ending = path_of(url).rpartition(".")[2].lower()
    return next((kind for kind, endings in _MEDIA.items() if ending in endings.split()), "")


def _number_in(url: str) -> int:
    """Of `/?p=213727`."""
    try:
        found = re.search(r"(?:^|&)p=(\d{1,18})(?:&|$)", urlsplit(url).query)
    except ValueError:
        return 0
    return int(found[1]) if found else 0
