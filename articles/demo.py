"""Loads the demo newsroom of `fixtures/` into an empty database, the way its editors would have."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import images, publishing
from articles.models import Article, Author, Byline, Image, Linkback, Page, Section

_SPAN = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?")
_PICTURE = re.compile(r'data-picture="([^"]+)"')
_ALSO_READ = re.compile(r'data-also-read="([^"]+)"')
_OWN_LINK = re.compile(r'data-article="([^"]+)"')
_OUT = ("published", "scheduled")


def load(folder: Path) -> None:
    """All or nothing: a newsroom that is half there would never be completed."""
    with transaction.atomic():
        Newsroom(folder, timezone.now().replace(second=0, microsecond=0)).load()


def moment(text: str, now: datetime) -> datetime:
    """`3d 4h 20m ago`, `in 1d 2h`, or an ISO time with its offset."""
    ahead, back = text.startswith("in "), text.endswith(" ago")
    if not ahead and not back:
        return datetime.fromisoformat(text)
    span = _SPAN.fullmatch(text.removeprefix("in ").removesuffix(" ago").strip())
    if not span:
        raise ValueError(f"{text!r} is no time such as “3d 4h ago” or “in 1d 2h”.")
    days, hours, minutes = (int(part or 0) for part in span.groups())
    distance = timedelta(days=days, hours=hours, minutes=minutes)
    return now + distance if ahead else now - distance


class Newsroom:
    """One loading: what has been made so far, by the names the files use."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder, self.now = folder, now
        self.sections: dict[str, Section] = {}
        self.authors: dict[str, Author] = {}
        self.images: dict[str, Image] = {}
        self.articles: dict[str, Article] = {}

    def load(self) -> None:
        for row in self._rows("sections.toml", "section"):
            self._add_section(row)
        for row in self._rows("pictures.toml", "picture"):
            self._add_image(row)
        for row in self._rows("authors.toml", "author"):
            self._add_author(row)
        written = [tomllib.loads(file.read_text("utf-8")) for file in sorted(self.folder.glob("articles/*.toml"))]
        for row in written:
            self._add_article(row)
        # Oldest first, so that every also-read and linkback finds its target.
        for row in sorted(
            written, key=lambda row: moment(row["published"], self.now) if "published" in row else self.now
        ):
            self._complete(row)
        for row in self._rows("linkbacks.toml", "linkback"):
            self._add_linkback(row)
        for row in self._rows("pages.toml", "page"):
            publishing.save_page(Page(is_published=True, **row))

    def _published(self, row: dict[str, Any]) -> datetime:
        return moment(row["published"], self.now) if "published" in row else self.now

    def _rows(self, name: str, kind: str) -> list[dict[str, Any]]:
        return list(tomllib.loads((self.folder / name).read_text("utf-8"))[kind])

    def _add_section(self, row: dict[str, Any]) -> None:
        parent = self.sections.get(row.pop("parent", ""))
        section = Section(parent=parent, **row)
        section.full_clean()
        publishing.save_section(section)
        self.sections[section.slug] = self.sections[section.path.strip("/")] = section

    def _add_image(self, row: dict[str, Any]) -> None:
        key, name = row.pop("key"), row.pop("file")
        with (self.folder / "pictures" / name).open("rb") as file:
            image = images.add(images.inspect(file, name), name)
        row["keywords"] = ", ".join(row.get("keywords", ()))
        Image.objects.filter(pk=image.pk).update(**row)
        self.images[key] = image

    def _add_author(self, row: dict[str, Any]) -> None:
        portrait = self.images.get(row.pop("picture", ""))
        self.authors[row["slug"]] = Author.objects.create(portrait=portrait, **row)

    def _add_article(self, row: dict[str, Any]) -> None:
        """The row with its path, so that others can refer to it; its body follows."""
        names = ("headline", "short_headline", "slug", "standfirst", "language", "lead_caption")
        fields = {name: row[name] for name in names if name in row}
        fields["language"] = {"en-IN": "en-in"}.get(row.get("language", "en-IN"), row.get("language", ""))
        article = Article(section=self.sections[row["section"]], **fields)
        article.lead_image = self.images.get(row.get("lead_picture", ""))
        article.published_at = self._published(row)
        article.path = publishing.new_path(article) if row.get("status", "published") in _OUT else None
        article.save()
        self._sign(article, row["bylines"])
        article.tags.set(row["tags"])
        self.articles[row["slug"]] = article

    def _sign(self, article: Article, bylines: list[dict[str, str]]) -> None:
        for position, byline in enumerate(bylines):
            author = self.authors.get(byline.get("author", ""))
            role = byline.get("role", Byline.Role.WRITING)
            guest = byline.get("name", "")
            Byline.objects.create(article=article, author=author, guest_name=guest, role=role, position=position)

    def _complete(self, row: dict[str, Any]) -> None:
        article, status = self.articles[row["slug"]], row.get("status", "published")
        article.body = self._with_references(row["body"])
        if status in _OUT:
            publishing.publish(article, article.published_at, announce=False)
        else:
            article.published_at = None
            publishing.save(article)
            publishing.move_to(article, status)
        if "updated" in row:
            Article.objects.filter(pk=article.pk).update(updated_at=moment(row["updated"], self.now))

    def _with_references(self, body: str) -> str:
        body = _PICTURE.sub(lambda found: f'data-image="{self.images[found[1]].pk}"', body)
        body = _ALSO_READ.sub(lambda found: f'data-also-read="{self.articles[found[1]].pk}"', body)
        return _OWN_LINK.sub(lambda found: f'href="{self.articles[found[1]].path}"', body)

    def _add_linkback(self, row: dict[str, Any]) -> None:
        received_at = moment(row.pop("received"), self.now)
        target = self.articles[row.pop("target")]
        Linkback.objects.create(article=target, received_at=received_at, **row)
