"""Makes what tests need, with dull defaults: say only what the test is about.

Ready articles are published; `status="draft"` and the like make others. Every number counts up, so
that two things made in one test never clash.
"""

from __future__ import annotations

import hashlib
import itertools
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles.models import (
    Article,
    Author,
    Byline,
    Comment,
    Image,
    ImportedItem,
    ImportSource,
    Linkback,
    MediaFile,
    Page,
    Redirect,
    Section,
    Tag,
)
from articles.models.status import Status

_count = itertools.count(1)
_OUT = {Status.PUBLISHED, Status.KILLED}


def make_section(name: str = "", *, parent: Section | None = None, **fields: Any) -> Section:
    number = next(_count)
    fields.setdefault("slug", name.lower().replace(" ", "-") or f"section-{number}")
    return Section.objects.create(name=name or f"Section {number}", parent=parent, **fields)


def make_author(name: str = "", **fields: Any) -> Author:
    number = next(_count)
    fields.setdefault("slug", f"author-{number}")
    return Author.objects.create(name=name or f"Author {number}", **fields)


def make_tag(name: str = "") -> Tag:
    return Tag.objects.create(name=name or f"Tag {next(_count)}")


def make_image(*, missing: bool = False, **fields: Any) -> Image:
    """An image with a file of 8 × 6 pixels that says it is 1600 × 1200; `missing` leaves the file out."""
    number = next(_count)
    fields.setdefault("alt_text", "" if fields.get("decorative") else f"What picture {number} shows")
    if missing:
        return Image.objects.create(**fields)
    content = jpeg(shade=number % 256)
    checksum = hashlib.sha256(content + str(number).encode()).hexdigest()
    image = Image(**{"checksum": checksum, "width": 1600, "height": 1200, **fields})
    image.file.save(f"picture-{number}.jpg", ContentFile(content), save=True)
    return image


def jpeg(width: int = 8, height: int = 6, shade: int = 128) -> bytes:
    file = BytesIO()
    Picture.new("L", (width, height), shade).save(file, "JPEG")
    return file.getvalue()


def make_article(headline: str = "", *, tags: tuple[str | Tag, ...] = (), **fields: Any) -> Article:
    """A published article, each a minute older than the one made before it."""
    number = next(_count)
    fields.setdefault("status", Status.PUBLISHED)
    fields.setdefault("body", "<p>A first paragraph.</p>")
    if fields["status"] in _OUT:
        fields.setdefault("published_at", minutes_ago(number))
        fields.setdefault("path", f"/stories/{number}/")
    if "section" not in fields:
        fields["section"] = Section.objects.first() or make_section("News")
    article = Article.objects.create(headline=headline or f"Headline {number}", **fields)
    if tags:
        article.tags.add(*tags)
    return article


def make_tagged(tag: str | Tag, **fields: Any) -> Article:
    return make_article(tags=(tag,), **fields)


def make_byline(article: Article, author: Author | str, role: str = Byline.Role.WRITING) -> Byline:
    """By an author, or by a guest when it is a name."""
    who = {"guest_name": author} if isinstance(author, str) else {"author": author}
    return Byline.objects.create(article=article, role=role, position=article.bylines.count(), **who)


def make_linkback(article: Article, **fields: Any) -> Linkback:
    """An approved pingback from another site; `source_article` makes it one of our own."""
    number = next(_count)
    source = fields.get("source_article")
    here = f"https://news.example{source.path}" if source else f"https://blog.example/posts/{number}"
    fields.setdefault("source_url", here)
    fields.setdefault("kind", Linkback.Kind.PINGBACK)
    fields.setdefault("status", Linkback.Status.APPROVED)
    fields.setdefault("title", f"Source {number}")
    fields.setdefault("excerpt", f"[…] words around link {number} […]")
    return Linkback.objects.create(article=article, **fields)


def make_redirect(path: str, to: Article | str) -> Redirect:
    """From an old path to an article or to another path."""
    target = {"target": to} if isinstance(to, str) else {"article": to}
    return Redirect.objects.create(path=path, **target)


def make_page(title: str = "", **fields: Any) -> Page:
    number = next(_count)
    fields.setdefault("path", f"/pages/{number}/")
    fields.setdefault("body", "<p>What we do.</p>")
    return Page.objects.create(title=title or f"Page {number}", **{"is_published": True, **fields})


def make_comment(article: Article, body: str = "Well said.", **fields: Any) -> Comment:
    """An approved one, each a minute younger than the one made before it."""
    number = next(_count)
    fields.setdefault("created_at", minutes_ago(10_000 - number))
    fields.setdefault("status", Comment.Status.APPROVED)
    return Comment.objects.create(article=article, body=body, **{"author_name": f"Reader {number}", **fields})


def make_media_file(name: str = "report.pdf", content: bytes = b"%PDF", **fields: Any) -> MediaFile:
    file = MediaFile(**{"checksum": hashlib.sha256(content).hexdigest(), "size": len(content), **fields})
    file.file.save(name, ContentFile(content), save=True)
    return file


def from_wordpress(number: int, home_url: str = "https://old.example") -> dict[str, Any]:
    """The fields of something that was imported from there."""
    source, _created = ImportSource.objects.get_or_create(home_url=home_url)
    return {"import_source": source, "wordpress_id": number}


def make_item(
    kind: str, number: int, local_id: int | None = None, path: str = "", parent: int = 0, **data: Any
) -> ImportedItem:
    """What is kept of an item of an export."""
    fields = {"local_id": local_id, "path": path, "parent_number": parent, "is_public": data.pop("is_public", True)}
    return ImportedItem.objects.create(
        source=from_wordpress(number)["import_source"], kind=kind, wordpress_id=number, data=data, **fields
    )


def minutes_ago(minutes: float) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)
