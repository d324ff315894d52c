"""The newest articles of a list with all that a feed says of them, in three queries however many they are."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from django.conf import settings
from django.utils import translation

from articles import body, clock
from articles.feeds.channel import Entry, description_of, own_guid
from articles.models import Article, Byline, ImportedItem, Tag, TaggedArticle
from articles.models.prepared import Prepared, together
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import MENU
from articles.page_parts import Part, shared_rows
from articles.pages import body_html
from articles.pages.body_html import ShownBody
from articles.pages.markup import export_parts, parts
from articles.pages.queries import BYLINES, FULL, IMAGES, TARGETS, by_article
from articles.pages.story import shown_image

MOST = 30
# Of the text as it is kept: once as it is, and in each of the forms that somebody asks for.
_FORMS, _OVERHEAD = 3, 5_000
_OWN_ADDRESS = re.compile(r'(<[^<>]*? (?:href|src)=")(?=/(?!/))')


class FeedBody(ShownBody):
    """Without what only a page can use: several widths of a picture, and pictures of related stories."""

    def _figure(self, place: body.FigureReference) -> str:
        image = self.images.get(place.image_id)
        if image is None:
            return ""
        caption = self._caption(place, image)
        return export_parts.figure(image.src, image, caption)

    def _offered(self, target: Article) -> str:
        return parts.also_read(target.get_absolute_url(), target.headline, target.language)


def newest(articles: ArticleQuerySet) -> list[Entry]:
    """Of published articles; the page in the making depends on all that is shown."""
    ids = list(articles.newest_first().values_list("pk", flat=True)[:MOST])
    found = shared_rows("in feeds", ids, _made)
    return [found[pk] for pk in ids if pk in found]


def _made(ids: list[int]) -> dict[int, Part[Entry]]:
    found, bylines, tagged = together(WHOLE, BYLINES, TAGGED, ids=ids)
    guids = _guids([article.pk for article in found if article.import_source_id])
    tags: dict[int, list[Tag]] = defaultdict(list)
    for one in tagged:
        tags[one.content_object_id].append(one.tag)
    signed = by_article(bylines)
    wanted = {article.pk: body_html.wanted(article) for article in found}
    bodies = _bodies(found, wanted)
    entries = {
        article.pk: _entry(article, bodies[article.pk], signed[article.pk], tags[article.pk], guids.get(article.pk))
        for article in found
    }
    return {pk: _part(entry, signed[pk], tags[pk], wanted[pk]) for pk, entry in entries.items()}


def _whole() -> Any:
    articles = Article.objects.filter(pk__among="ids").select_related("section", "lead_image", "import_source")
    return articles.only(*FULL).newest_first()


def _tagged() -> Any:
    tagged = TaggedArticle.objects.filter(content_object__among="ids").select_related("tag").order_by("id")
    return tagged.only("content_object", "tag__name", "tag__slug")


WHOLE = Prepared(_whole)
TAGGED = Prepared(_tagged)


def _bodies(articles: list[Article], wanted: dict[int, dict[str, Any]]) -> dict[int, FeedBody]:
    """With the pictures and targets of all, which are asked for together."""
    shown, linked = ({pk for one in wanted.values() for pk in one[name]} for name in ("images", "targets"))
    images, targets = together(IMAGES, TARGETS, images=shown, targets=linked, now=clock.now())
    there = {image.pk: image for image in images if image.is_shown}
    found = {target.pk: target for target in targets}
    return {article.pk: FeedBody(article, there, found) for article in articles}


def _guids(imported: list[int]) -> dict[int, str]:
    """As the newsroom's former site gave them: with others, every reader would show all stories as new (U18)."""
    if not imported:
        return {}
    rows = ImportedItem.objects.filter(kind="post", local_id__in=imported, data__guid__isnull=False)
    return {number: guid for number, guid in rows.values_list("local_id", "data__guid") if number and guid}


def _part(entry: Entry, signed: list[Byline], tags: list[Tag], wanted: dict[str, Any]) -> Part[Entry]:
    article = entry.article
    rows = [article, article.lead_image, *tags, *(byline.author for byline in signed)]
    keys = [*(row.own_key for row in rows if row), MENU]
    keys += [f"image:{pk}" for pk in wanted["images"]] + [f"article:{pk}" for pk in wanted["targets"]]
    return Part(entry, frozenset(keys), _FORMS * len(entry.html) + len(article.body) + _OVERHEAD)


def _entry(article: Article, shown: FeedBody, signed: list[Byline], tags: list[Tag], guid: str | None) -> Entry:
    with translation.override(article.language):
        html = shown.html(None)
    image = shown_image(article)
    if image and not shown.shows_in_text(image):
        html = export_parts.figure(image.src, image, article.lead_caption or image.caption) + html
    return Entry(
        article=article,
        guid=guid or own_guid(article),
        html=_in_full(str(html)),
        description=description_of(article, body_html.opening(article)),
        bylines=signed,
        tags=[tag.name for tag in tags],
        image=image,
    )


def _in_full(html: str) -> str:
    return _OWN_ADDRESS.sub(rf"\g<1>{settings.SITE_URL}", html)
